import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'

const job = (strict: string, expected: string) => `scenario: What stands before it
actors:
  job:
    program:
      run: [node, -e, "console.log('one'); console.error('a warning'); console.log('two')"]
      strict: ${strict}
steps:
  - start: job
  - expect: { job: ${expected} }
`

test.each([
  ['stdout', '[one, { exit: 0 }]', 'the line “two” stands before it, and “job” is strict about stdout'],
  ['true', '[one, { exit: 0 }]', 'the line “two” stands before it, and “job” is strict'],
  ['true', 'two', 'the next line is “one”, and “job” is strict'],
  ['true', '{ one-of: [two, three] }', 'the next line is “one”, and “job” is strict'],
  ['true', '{ text: two, next: true }', 'the next line is “one”'],
  ['stderr', '{ text: two, next: true }', 'the next line is “one”'],
])('strict: %s, and expected is %s: %s', async (strict, expected, why) => {
  const { failure } = await runText(job(strict, expected))
  expect(failure).toMatchObject({ code: 'expectation-violated', why })
})
