import { expect, test } from 'vitest'
import type { ActorInstance } from '../../../src/run/context/actor-instance.ts'
import { newLane } from '../../../src/run/context/new-lane.ts'
import { runText } from '../../scenarios/house.ts'
import { lineFramer } from '../lane/lane-for-test.ts'

test.each([
  ['a program', { role: 'program', ownOutput: false }, 'a', 'printed'],
  ['a server that has its own output', { role: 'server', ownOutput: true }, 'a', 'printed'],
  ['a connection of it', { role: 'server', ownOutput: true }, 'a#1', 'received'],
  ['a client', { role: 'client', ownOutput: false }, 'a', 'received'],
])('messages say of %s what its kind says', (_what, kind, name, verb) => {
  const context = {
    clock: { micros: () => 0 },
    laneSetting: { now: () => 0, limit: 10, rename: (bytes: Buffer) => bytes },
  }
  const declaration = { name: 'a', ansi: 'keep', rows: 'all', tail: 'closed' }
  const instance = { name: 'a', kind, declaration, framer: lineFramer } as unknown as ActorInstance
  expect(newLane(context as never, instance, name).verb).toBe(verb)
})

const expecting = async (ansi: string): Promise<string> =>
  (
    await runText(`scenario: colours
actors:
  it: { program: { run: [printf, '\\033[31mred\\033[0m\\n'], ansi: ${ansi} } }
steps:
  - start: it
  - expect: { it: [{ line: red }, { exit: 0 }] }
`)
  ).status

test('expectations see no escape sequences of a program unless they are kept', async () => {
  expect(await expecting('strip')).toBe('passed')
  expect(await expecting('keep')).toBe('failed')
})
