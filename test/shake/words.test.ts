import { describe, expect, test } from 'vitest'
import type { Plan, PlannedFault } from '../../src/model/shake.ts'
import { excerptOf, wordsOfPlan } from '../../src/shake/words.ts'
import { streamOf } from './streams.ts'

const up = streamOf('PUT something\n')
const faults = (fault: Partial<PlannedFault>): Plan => ({
  faults: [{ actor: 'server', connection: 1, direction: 'up', ...fault }],
})

test('an excerpt shows no byte of a secret', () => {
  const stream = { ...streamOf('PASS grün\nQUIT\n'), secrets: [{ from: 5, to: 10 }] }
  expect(excerptOf(stream, [7])).toBe('“PASS ••│•••\\nQUIT\\n”')
  expect(excerptOf(stream, [5, 10])).toBe('“PASS │•••••│\\nQUIT\\n”')
  expect(excerptOf(stream, [2])).toBe('“PA│SS •••••\\nQUIT\\n”')
})

describe('a plan in words', () => {
  test.each([
    [faults({ cuts: [7] }), 'what “server” receives is cut after byte 7 of 14: “PUT som│ething\\n”'],
    [faults({ cuts: [3, 7] }), 'what “server” receives is cut after bytes 3 and 7 of 14: “PUT│ som│ething\\n”'],
    [
      faults({ cuts: [1, 2, 3, 4, 5] }),
      'what “server” receives is cut after each byte from 1 to 5 of 14: “P│U│T│ │s│omething\\n”',
    ],
    [faults({ joins: [{ from: 0, to: 14 }] }), 'bytes 1 to 14 of 14 of what “server” receives arrive in one piece'],
    [
      faults({ delays: [{ at: 4, milliseconds: 20 }] }),
      'what “server” receives comes 20 ms later from byte 5 of 14 on: “PUT │something\\n”',
    ],
    [{ faults: [], order: 3 }, 'actors are made ready in another order'],
    [{ faults: [], pieces: 3 }, 'lanes receive their bytes in other pieces'],
    [{ faults: [] }, 'nothing is done to it'],
  ])('%j', (plan, words) => {
    expect(wordsOfPlan(plan, [up])).toBe(words)
  })

  test('names the connection where an actor has several', () => {
    const second = streamOf('hi', { connection: 2, direction: 'down' })
    const plan: Plan = { faults: [{ actor: 'server', connection: 2, direction: 'down', cuts: [1] }] }
    expect(wordsOfPlan(plan, [up, second])).toBe(
      'what “server” sends on its connection 2 is cut after byte 1 of 2: “h│i”',
    )
  })

  test('lists a few things of many', () => {
    const many = [1, 2, 3, 4, 5].map((connection) => ({
      actor: 'server',
      connection,
      direction: 'up' as const,
      cuts: [1],
    }))
    expect(wordsOfPlan({ faults: many, order: 1 }, [])).toBe(
      'what “server” receives is cut after byte 1, and what “server” receives is cut after byte 1, ' +
        'and what “server” receives is cut after byte 1, and 2 more such things happen, and actors are made ready in another order',
    )
  })
})

describe('an excerpt', () => {
  test('shows halves of a character as bytes, and controls as escapes', () => {
    expect(excerptOf(streamOf('é\u001b[2J'), [1])).toBe('“\\xc3│\\xa9\\x1b[2J”')
  })

  test('is short, however long the stream is', () => {
    const long = streamOf('x'.repeat(100_000))
    expect(excerptOf(long, [50_000])).toBe(`“…${'x'.repeat(20)}│${'x'.repeat(20)}…”`)
    expect(excerptOf(long, [50_000, 99_000]).length).toBeLessThan(120)
  })

  test('says how long the stream is where its bytes are not kept', () => {
    expect(excerptOf({ bytes: new Uint8Array(10), length: 70_000 }, [65_540])).toBe('70000 bytes')
  })
})
