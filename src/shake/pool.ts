/**
 * Does so many things at once, in the order of the list, until one of them finds something: then nothing more is begun, and of what was found
 * the first in the order of the list is the answer, with how many were done. `over` ends it early.
 */
export async function firstFound<Item, Found>(
  items: Iterable<Item>,
  atOnce: number,
  look: (item: Item, number: number) => Promise<Found | undefined>,
  over: () => boolean,
): Promise<{ readonly done: number; readonly found?: Found }> {
  const iterator = items[Symbol.iterator]()
  let begun = 0
  let done = 0
  const all: { readonly number: number; readonly found: Found }[] = []
  const work = async (): Promise<void> => {
    while (all.length === 0 && !over()) {
      const next = iterator.next()
      if (next.done === true) return
      begun += 1
      const number = begun
      const found = await look(next.value, number)
      done += 1
      if (found !== undefined) all.push({ number, found })
    }
  }
  await Promise.all(Array.from({ length: Math.max(1, atOnce) }, work))
  const [first] = all.sort((a, b) => a.number - b.number)
  return first === undefined ? { done } : { done, found: first.found }
}
