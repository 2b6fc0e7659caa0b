import { expect, it } from 'vitest'
import type { Draft } from '../../src/record/draft.ts'
import { writeDraft } from '../../src/record/write-draft.ts'
import { check, run } from '../../src/index.ts'

const draft: Draft = {
  title: 'a greeting: with a name',
  comments: ['The client was not there when the recording began.'],
  only: [{ command: 'node' }],
  vars: [{ name: 'name', value: 'anna' }],
  masks: [{ match: '/pid (\\d+)/', as: '<pid>' }, 'duration'],
  actors: [
    { name: 'server', kind: 'echo-server', options: new Map([['greeting', '']]) },
    { name: 'client', kind: 'tcp-client', options: new Map([['to', 'server']]) },
  ],
  steps: [
    { verb: 'start', argument: 'server' },
    { verb: 'connect', argument: 'client' },
    {
      verb: 'send',
      of: [
        {
          target: 'client',
          messages: [
            { form: 'line', text: ['hello, ', { variable: 'name' }] },
            { form: 'bytes', hex: '31 30 0a' },
          ],
        },
      ],
    },
    {
      verb: 'expect',
      of: [
        {
          target: 'client',
          wanted: [
            { matcher: 'text', text: ['hello, ', { variable: 'name' }] },
            { matcher: 'line', text: [{ capture: 'number', pattern: '\\d+' }] },
          ],
        },
        { target: 'server', wanted: [{ matcher: 'text', text: ['10'] }] },
      ],
      comment: 'guessed',
    },
    { verb: 'exit', argument: 'client' },
  ],
}

it('writes a scenario that is valid and passes', async () => {
  const text = writeDraft(draft)
  expect(text).toBe(`# The client was not there when the recording began.
scenario: "a greeting: with a name"

only: [{ command: node }]
vars: { name: anna }
mask: [{ match: /pid (\\d+)/, as: <pid> }, duration]

actors:
  server: { echo-server: { greeting: "" } }
  client: { tcp-client: server }

steps:
  - start: server
  - connect: client
  - send: { client: ["hello, \${name}", { bytes: 31 30 0a }] }
  # guessed
  - expect: { client: ["hello, \${name}", { line: /(?<number>\\d+)/ }], server: "10" }
  - exit: client
`)
  const checked = await check({ text })
  expect([...checked.problems, ...checked.warnings].map(({ message }) => message)).toEqual([])
  const result = await run({ text })
  expect(result).toMatchObject({ status: 'passed' })
})
