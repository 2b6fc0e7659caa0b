import type { Mark } from '../../src/model/event.ts'
import type { SeenEvent } from '../../src/model/forensics.ts'
import type { SeenFailure } from '../../src/forensics/seen-run.ts'

/** Events from texts such as `a > GET`, a millisecond apart. */
export const eventsOf = (...lines: readonly string[]): SeenEvent[] =>
  lines.map((line, index) => {
    const [lane = '', mark = '|', ...words] = line.split(' ')
    return { lane, mark: mark as Mark, text: words.join(' '), at: (index + 1) * 1000 }
  })

export const failure: SeenFailure = {
  key: 'x',
  status: 'failed',
  code: 'expectation-not-met',
  message: '“b” did not say “7”',
}

/** Random numbers from a seed, the same every time (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

/** The lines of several lanes, each in its order, and between lanes in any. */
export function interleaved(random: () => number, ...lanes: readonly (readonly string[])[]): string[] {
  const queues = lanes.map((lines) => [...lines])
  const result: string[] = []
  for (;;) {
    const left = queues.filter((queue) => queue.length > 0)
    const queue = left[Math.floor(random() * left.length)]
    if (queue === undefined) return result
    result.push(queue.shift() as string)
  }
}
