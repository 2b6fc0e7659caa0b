import { setTimeout as pause } from 'node:timers/promises'

/**
 * What a stream gives, and a tick for each time that nothing comes for so many milliseconds; `every` answers how many those are now, or
 * undefined while no tick is wanted.
 */
export async function* withTicks<T>(
  stream: AsyncIterable<T>,
  every: () => number | undefined,
): AsyncGenerator<T | 'tick', void, undefined> {
  const reader = stream[Symbol.asyncIterator]()
  try {
    for (let next = reader.next(); ;) {
      const milliseconds = every()
      const got = milliseconds === undefined ? await next : await within(next, milliseconds)
      if (got === 'late') {
        yield 'tick'
        continue
      }
      if (got.done === true) return
      next = reader.next()
      yield got.value
    }
  } finally {
    await reader.return?.()
  }
}

async function within<T>(work: Promise<T>, milliseconds: number): Promise<T | 'late'> {
  const timer = new AbortController()
  try {
    const late = pause(milliseconds, 'late' as const, { signal: timer.signal }).catch(() => 'late' as const)
    return await Promise.race([work, late])
  } finally {
    timer.abort()
  }
}
