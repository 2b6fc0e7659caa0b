import { expect, test } from 'vitest'
import type { Draft } from '../../src/record/draft.ts'
import { expectedOfNow } from '../../src/record/expected-of-now.ts'

const draft = (text: string): Draft => ({
  title: 'log',
  comments: [],
  only: [],
  vars: [],
  masks: [],
  actors: [],
  steps: [{ verb: 'expect', of: [{ target: 'server', wanted: [{ matcher: 'text', text: [text] }] }] }],
})
const now = Date.UTC(2026, 10, 27, 14, 31, 54)

test('an expected time of now becomes any time', () => {
  expect(expectedOfNow(draft('[27/Nov/2026 14:31:48] GET / 200'), now)).toEqual({
    draft: {
      ...draft(''),
      steps: [
        {
          verb: 'expect',
          of: [
            {
              target: 'server',
              wanted: [
                { matcher: 'text', text: ['[', { any: String.raw`\d+\/\w+\/\d+ \d+:\d\d:\d\d` }, '] GET / 200'] },
              ],
            },
          ],
        },
      ],
    },
    findings: ['“27/Nov/2026 14:31:48” is of now, so any time is expected'],
  })
})

test('a time of another year stays', () => {
  expect(expectedOfNow(draft('released 2019-05-01 10:00:00'), now)).toBeUndefined()
})
