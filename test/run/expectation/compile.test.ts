import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'

test.each(['', 'u'])('a variable in a regex is its text and no pattern, with the flags “%s”', async (flags) => {
  const result = await runText(
    [
      'scenario: a variable in a regex',
      'vars: { id: "a-b.c" }',
      'actors:',
      '  server: tcp-server',
      '  client: { tcp-client: server }',
      'steps:',
      '  - start: server',
      '  - connect: client',
      '  - send: { client: [a-bxc, a-b.c] }',
      `  - expect: { server: '/^\${id}$/${flags}' }`,
      '',
    ].join('\n'),
  )
  expect(result.failure).toBeUndefined()
  expect(result.transcript?.rows.map(({ text }) => text).at(-1)).toBe('a-b.c')
})
