/** Lets work that claims the same names run one after another, in one process. */
export function inTurn(): <T>(claims: readonly string[], work: () => Promise<T>) => Promise<T> {
  const last = new Map<string, Promise<unknown>>()
  return async (claims, work) => {
    const before = [...new Set(claims)].flatMap((claim) => last.get(claim) ?? [])
    // All names are taken in one turn of the event loop, so that no two wait for each other.
    const done = Promise.all(before).then(work)
    const over = done.then(
      () => {},
      () => {},
    )
    for (const claim of claims) last.set(claim, over)
    try {
      return await done
    } finally {
      for (const claim of claims) if (last.get(claim) === over) last.delete(claim)
    }
  }
}
