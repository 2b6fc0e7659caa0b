import { describe, expect, test } from 'vitest'
import { splitWords } from '../../src/coercion/words.ts'
import { rowsOf, runText } from '../scenarios/house.ts'

describe('a command is split', () => {
  test.each([
    ['node server.js', ['node', 'server.js']],
    ['  a\tb\n c ', ['a', 'b', 'c']],
    [`a 'b c' "d e" f\\ g`, ['a', 'b c', 'd e', 'f g']],
    [`x'y z'"1 2"`, ['xy z1 2']],
    [`'' ""`, ['', '']],
    [`"a \\"b\\" \\n" '\\'`, ['a "b" \\n', '\\']],
  ])('%j', (command, words) => expect(splitWords(command)).toEqual({ words, unclosed: false }))

  test('and a quote that is never closed is said', () => {
    expect(splitWords(`echo "hello`).unclosed).toBe(true)
  })
})

const printing = (run: string, vars: string): string =>
  [
    'scenario: words',
    `vars: ${vars}`,
    'actors:',
    `  words: { program: { run: ${run} } }`,
    'steps:',
    '  - start: words',
    '  - expect: { words: { exit: 0 } }',
    '',
  ].join('\n')

const print = `node -p 'JSON.stringify(process.argv.slice(1))'`

test('before variables are filled in', async () => {
  const result = await runText(
    printing(`"${print} \${a} x\${a} \${none} '\${quote}'"`, `{ a: two words, none: "", quote: "it's" }`),
  )
  expect(rowsOf(result)).toContain(String.raw`words | ["two words","xtwo words","","it's"]`)
})

test('but a shell gets the command whole', async () => {
  const result = await runText(printing(`"echo \${a} | wc -w", shell: true`, '{ a: "one two three" }'))
  expect(rowsOf(result).join()).toMatch(/words \| +3/)
})
