import { describe, expect, test } from 'vitest'
import type { SeenEvent, Session } from '../../src/record/session.ts'
import { haste, limitsFor, waitsOf } from '../../src/record/waits.ts'

const bytes = new Uint8Array([10])
const output = (at: number): SeenEvent => ({ type: 'output', actor: 'server', bytes, at: at * 1000 })
const input = (at: number): SeenEvent => ({ type: 'input', actor: 'server', bytes, at: at * 1000 })
const sent = (at: number, from: 'client' | 'server'): SeenEvent => ({
  type: 'sent',
  connection: 1,
  from,
  bytes,
  at: at * 1000,
})
const session = (...events: SeenEvent[]): Session => ({
  source: 'wire',
  actors: [
    { type: 'client', name: 'client', transport: 'tcp', to: 'server', played: true },
    { type: 'server', name: 'server', transport: 'tcp', played: false },
  ],
  events: [{ type: 'connected', connection: 1, client: 'client', server: 'server', at: 0 }, ...events],
})

describe('how long a conversation waits', () => {
  test('only for programs and what is not played', () => {
    expect(waitsOf(session(input(9000), output(9100), sent(12_000, 'client'), sent(12_300, 'server')))).toEqual({
      longest: 300,
      all: 400,
    })
  })

  test('nothing happened', () => {
    expect(waitsOf({ ...session(), events: [] })).toEqual({ longest: 0, all: 0 })
  })

  test.each([
    [{ longest: 100, all: 300 }, undefined, 0.2],
    [{ longest: 1000, all: 3000 }, undefined, 0.6],
    [{ longest: 2000, all: 7000 }, undefined, 1],
    [{ longest: 3200, all: 3300 }, { step: '7s' }, 1],
    [{ longest: 20_000, all: 20_000 }, { step: '40s' }, 1],
  ])('%j', (waits, limits, scale) => {
    expect(limitsFor(waits)).toEqual(limits)
    expect(haste(waits)).toBe(scale)
  })
})
