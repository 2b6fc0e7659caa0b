import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { readExpect } from '../../../src/record/readers/expect/read.ts'
import { writeDraft } from '../../../src/record/write-draft.ts'
import { made } from './rows.ts'

const scenarioOf = (text: string): string => {
  const read = readExpect(text, 'a.exp')
  return 'draft' in read ? writeDraft(read.draft) : `${read.problem.message} at ${read.problem.span?.start}`
}
const steps = (text: string) =>
  scenarioOf(text)
    .split('steps:\n')[1]
    ?.trimEnd()
    .split('\n')
    .map((line) => line.trim())

test('the simple parts of a script, and the places of what is left out', () => {
  expect(scenarioOf(readFileSync(join(made, 'script.exp'), 'utf8'))).toMatchInlineSnapshot(`
    "# Line 15 of the expect script is left out: “other” is not the first of the patterns.
    # Line 20 of the expect script is left out: what “send” writes is only known while the script runs.
    # Line 23 of the expect script is left out: in “interact” a person types.
    scenario: A conversation with printf

    actors:
      printf: { program: { run: [sh, -c, printf 'name? '; read n; echo "hello $n"; cat], pty: true } }

    steps:
      - start: printf
      - expect: { printf: { prompt: "name? " } }
      - send: { printf: anna }
      - expect: { printf: hello anna }
      - expect: { printf: '/h[A-Za-z]+\\s+\\w+/' }
      - send: { printf: [again, { key: ctrl-d }] }
      - expect: { printf: { event: exit } }
    "
  `)
})

test.each([
  ['expect "a*b?c"', '- expect: { cat: /a.*b.c/ }'],
  ['expect "*done*"', '- expect: { cat: done }'],
  ['expect -ex "a*b"', '- expect: { cat: a*b }'],
  ['expect -re {a/b\\d+$}', String.raw`- expect: { cat: /a\/b\d+$/ }`],
  ['expect "> " ; send "x\\r"', '- expect: { cat: { prompt: "> " } }'],
  ['expect eof', '- expect: { cat: { event: exit } }'],
  ['expect { timeout { exit 1 } eof }', '- expect: { cat: { event: exit } }'],
  ['expect "one\\r\\ntwo\\r\\n"', '- expect: { cat: [one, { line: two }] }'],
  ['send "a\\rb\\003"', '- send: { cat: [a, { text: b }, { key: ctrl-c }] }'],
  ['send "\\035\\036"', '- send: { cat: [{ key: "ctrl-]" }, { key: ctrl-^ }] }'],
  ['send -- "-x\\n"', '- send: { cat: -x }'],
])('%s', (command, step) => {
  expect(steps(`spawn cat\n${command}\n`)?.[1]).toBe(step)
})

test('blanks of other kinds between words', () => {
  expect(steps('spawn cat\u000b -u\f\nexpect done\n')?.[1]).toBe('- expect: { cat: done }')
  expect(scenarioOf('spawn cat\u00a0x \ufeff\nexpect done\n')).toContain('expect')
})

test('two programs, by their spawn_id', () => {
  const text = `spawn nc localhost 1
set a $spawn_id
spawn nc localhost 1
set b $spawn_id
send -i $a "to b\\r"
expect -i $b "to b"
set spawn_id $a
expect {bye}
`
  expect(steps(text)).toEqual([
    '- start: nc',
    '- start: nc-2',
    '- send: { nc: to b }',
    '- expect: { nc-2: to b }',
    '- expect: { nc: bye }',
  ])
})

test.each([
  ['spawn cat\nexpect {\n', 'this { of the expect script is not closed at 17'],
  ['spawn cat\nsend "a\n', 'this " of the expect script is not closed at 15'],
  ['spawn $argv\n', 'the expect script has no “spawn” whose command is known at 0'],
])('a script that cannot be read: %j', (text, message) => {
  expect(scenarioOf(text)).toBe(message)
})

test('what only a running script knows is named with its line', () => {
  const read = readExpect('spawn cat\nsend "$x\\r"\nexpect $y\nwhile 1 {}\nfoo\nexpect -re {(}\n', 'a.exp')
  expect('draft' in read ? read.draft.comments : []).toEqual([
    'Line 2 of the expect script is left out: what “send” writes is only known while the script runs.',
    'Line 3 of the expect script is left out: this pattern is only known while the script runs.',
    'Line 4 of the expect script is left out: “while” is more than one step after the other.',
    'Line 5 of the expect script is left out: “foo” is not one of the simple commands.',
    'Line 6 of the expect script is left out: its pattern cannot be said as a regex of lines.',
  ])
})
