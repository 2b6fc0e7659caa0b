/** A unit of work that may need things for itself meanwhile. */
export interface Job {
  /** Names of what it must have for itself, such as `tcp:9000`; asked once, right before its turn. */
  claims(): Promise<readonly string[]>
  run(): Promise<void>
}

/**
 * Runs jobs in order, at most `limit` at once, and never two with the same claim: one that must wait lets later ones
 * pass. Once `stopped` answers true nothing more is begun; it resolves when all that was begun has ended.
 */
export async function schedule(jobs: readonly Job[], limit: number, stopped: () => boolean): Promise<void> {
  const held = new Set<string>()
  const parked: { job: Job; claims: readonly string[] }[] = []
  let position = 0
  let waiters: (() => void)[] = []

  const isFree = (claims: readonly string[]): boolean => !claims.some((claim) => held.has(claim))
  const released = (): Promise<void> => new Promise((resolve) => waiters.push(resolve))
  const runHolding = async (job: Job, claims: readonly string[]): Promise<void> => {
    for (const claim of claims) held.add(claim)
    try {
      await job.run()
    } finally {
      for (const claim of claims) held.delete(claim)
      const waking = waiters
      waiters = []
      for (const wake of waking) wake()
    }
  }

  const worker = async (): Promise<void> => {
    while (!stopped()) {
      const ready = parked.findIndex((waiting) => isFree(waiting.claims))
      const [waiting] = ready === -1 ? [] : parked.splice(ready, 1)
      if (waiting !== undefined) {
        await runHolding(waiting.job, waiting.claims)
        continue
      }
      const job = jobs[position]
      if (job === undefined) {
        if (parked.length === 0) return
        await released()
        continue
      }
      position += 1
      const claims = [...new Set(await job.claims())]
      if (stopped()) return
      if (isFree(claims)) await runHolding(job, claims)
      else parked.push({ job, claims })
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, Math.min(limit, jobs.length)) }, worker))
}
