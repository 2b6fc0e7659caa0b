import { expect, test } from 'vitest'
import { rowsOf, runText } from '../../scenarios/house.ts'

/** Says which bytes each of its keys is, as a program with a line editor of its own would get them. */
const keys = [
  "let all = ''",
  'process.stdin.setRawMode(true)',
  "process.stdin.on('data', (bytes) => {",
  "  all += bytes.toString('hex')",
  "  if (!all.endsWith('0d')) return",
  "  console.log('keys', all)",
  "  if (all === '62796' + '50d') process.exit(0)",
  "  all = ''",
  '})',
  "console.log('ready')",
]

test('a line that is typed on a terminal, and the leaving word, end with the key that a person presses', async () => {
  const result = await runText(
    [
      'scenario: Enter',
      'files:',
      '  keys.js: |',
      ...keys.map((line) => `    ${line}`),
      'actors:',
      '  raw: { program: { run: "node ${tmp}/keys.js", pty: true, ready: ready, exit: bye } }',
      '  cooked: { program: { run: [sh, -c, "stty -echo; echo ready; read line; echo got $line"], pty: true, ready: ready } }',
      'steps:',
      '  - start: [raw, cooked]',
      '  - send: { raw: hi, cooked: hello }',
      '  - expect: { raw: keys 68690d, cooked: [got hello, { exit: 0 }] }',
      '  - exit: raw',
      '',
    ].join('\n'),
  )
  expect(result.failure).toBeUndefined()
  expect(rowsOf(result)).toContain('raw | keys 6279650d')
})
