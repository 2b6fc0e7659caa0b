import { expect, test } from 'vitest'
import { runWith } from '../outside.ts'

const withCheck = (check: string): string => `
export default plugin({ problems: { 'not-done': 'It was not done.' }, actors: { it: kind(async () => actor(), { verbs: {
  owe: { about: 'owes', argument: anything, run: async (_, wanted, context) => context.atEnd(${check}, ['part']) },
} }) } })`
const steps = 'actors: { it: it }\nsteps:\n  - start: it\n  - owe: { it: { part: x } }\n  - note: done\n'

test('the problem of a check at the end fails the scenario, and points into the argument of its step', async () => {
  const { failure } = await runWith(
    withCheck(`() => ({ code: 'not-done', message: 'too early', hint: 'wait' })`),
    steps,
  )
  expect(failure).toMatchObject({ code: 'not-done', message: 'too early', hint: 'wait', lane: 'it', verb: 'owe' })
  expect(failure?.span).toMatchObject({ end: (failure?.span?.start ?? 0) + 1 })
})

test('a check that has nothing to say is clean', async () => {
  expect((await runWith(withCheck('() => undefined'), steps)).failure).toBeUndefined()
})

test('one that throws, or answers with something else, is a mistake of its plugin', async () => {
  for (const [check, what] of [
    [`() => { throw new Error('boom') }`, 'threw “boom” in a check at the end of “it”'],
    [`() => 'late'`, 'answered with something that is not a problem in a check at the end of “it”'],
  ] as const) {
    const { failure, status } = await runWith(withCheck(check), steps)
    expect(failure).toMatchObject({ code: 'plugin-error', message: expect.stringContaining(what) as string })
    expect(status).toBe('broken')
  }
})
