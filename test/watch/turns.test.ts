import { expect, test } from 'vitest'
import { Turns } from '../../src/watch/turns.ts'

test('each piece of work has a turn of the event loop of its own', async () => {
  const turns = new Turns()
  const seen: string[] = []
  const work = async (name: string): Promise<void> => {
    await turns.next()
    seen.push(name)
  }
  const all = Promise.all([work('first'), work('second'), work('third')])
  // What comes between two pieces of work, as a key does.
  for (let turn = 0; turn < 3; turn += 1) {
    await new Promise<void>((resolve) => void setImmediate(resolve))
    seen.push('key')
  }
  await all
  expect(seen.filter((name) => name !== 'key')).toEqual(['first', 'second', 'third'])
  expect(seen.join(' ')).not.toMatch(/first second|second third/)
})
