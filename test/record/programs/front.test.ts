import path from 'node:path'
import { expect, test } from 'vitest'
import { leftIn, onTerminal, type Desk } from '../../terminal/pty.ts'
import { folderWith } from '../../suite/temporary.ts'

const peer = path.resolve(import.meta.dirname, '../../peers/records.mjs')
const seen = (desk: Desk): string[] => desk.lines().filter((line) => line !== '')

/** Records these commands as a person at a terminal, in a shell that says whether the terminal is as it was. */
async function recording(...commands: string[]): Promise<Desk> {
  const script = `before=$(stty -g); '${process.execPath}' '${peer}' -- "$@"; test "$(stty -g)" = "$before" && echo restored`
  const desk = onTerminal('sh', ['-c', script, 'sh', ...commands], { cwd: folderWith({}) })
  await desk.shows('ctrl-g: menu')
  return desk
}

test('the program in front has the terminal, the switch key shows the others, and all is seen', async () => {
  const desk = await recording(
    'sh',
    '-c',
    'read a; echo "first $a"; read b',
    '::',
    'sh',
    '-c',
    'stty -echo; echo ready; read a; echo "second $a"; read b',
  )
  await desk.shows('ready')
  await desk.shows('[2 sh-2]')
  desk.type('one\r')
  await desk.shows('second one')
  desk.type('\u0007n')
  await desk.shows('[1 sh-1]')
  desk.type('two\r')
  await desk.shows('first two')
  expect(seen(desk)).toEqual(['two', 'first two', expect.stringMatching(/^ \[1 sh-1\] {2}2 sh-2 +ctrl-g: menu$/)])
  desk.type('\u0007tit works\r')
  await desk.shows('note: it works')
  desk.type('\u00072')
  await desk.shows('[2 sh-2]')
  expect(seen(desk)[0]).toBe('ready')
  desk.type('\u0007q')
  await desk.shows('restored')
  expect(seen(desk)).toEqual([
    'sh-1 {"ready":{"input":true},"terminal":{"cols":80,"rows":23}}',
    'sh-2 {"ready":{"input":true},"terminal":{"cols":80,"rows":23}}',
    'started sh-1',
    'started sh-2',
    'output sh-2 "ready\\n"',
    'input sh-2 "one\\r"',
    'output sh-2 "second one\\n"',
    'input sh-1 "two\\r"',
    'output sh-1 "two\\nfirst two\\n"',
    'note it works',
    'restored',
  ])
  expect(leftIn(desk.written())).toEqual({ cursor: true, paste: false, alternate: false })
})

test('colours, the alternate screen, the cursor and the modes of the program in front are those of the terminal', async () => {
  const desk = await recording(
    'sh',
    '-c',
    String.raw`printf '\033[31mred\033[0m'; read a; printf '\033[?1049h\033[?25l\033[?1000h\033[?1h\033[3;5Hpainted'; read b; printf '\033[?25h'; read c`,
  )
  await desk.shows('red')
  expect(desk.written()).toContain('\u001b[31mred\u001b[0m')
  expect(leftIn(desk.written()).cursor).toBe(true)
  desk.type('x\r')
  await desk.shows(/^ {4}painted$/)
  await desk.until((_, written) => written.includes('\u001b[?1000h') && written.includes('\u001b[?1h'))
  expect(leftIn(desk.written()).cursor).toBe(false)
  // The menu reads keys, and its terminal stays as it is.
  desk.type('\r')
  await desk.until((_, written) => leftIn(written).cursor)
  desk.type('\u0007q')
  await desk.shows('restored')
  expect(desk.written()).toContain('\u001b[?1000l')
  expect(desk.written()).toContain('\u001b[?1l')
  expect(leftIn(desk.written())).toEqual({ cursor: true, paste: false, alternate: false })
})

test('the size of the terminal is that of the program in front, and of another one when it comes there', async () => {
  const size = 'while read a; do stty size; done'
  const desk = await recording('sh', '-c', size, '::', 'sh', '-c', size)
  await desk.shows('[2 sh-2]')
  desk.type('x\r')
  await desk.shows('23 80')
  desk.resize(100, 30)
  await desk.shows(/^ .*\[2 sh-2\] {50,}/)
  desk.type('x\r')
  await desk.shows('29 100')
  desk.type('\u00071')
  await desk.shows('[1 sh-1]')
  desk.type('y\r')
  await desk.shows('29 100')
  desk.type('\u0007q')
  await desk.shows('restored')
  expect(seen(desk).filter((line) => line.startsWith('resized'))).toEqual([
    'resized sh-2 100 29',
    'resized sh-1 100 29',
  ])
})

test('all ends when the last program does, and Ctrl-C goes to the program', async () => {
  const desk = await recording('sh', '-c', 'trap "exit 4" INT; echo ready; while :; do read a; done')
  await desk.shows('ready')
  desk.type('\u0003')
  await desk.shows('restored')
  expect(seen(desk)).toContain('exit sh 4')
})

test('a long paste arrives whole', async () => {
  const desk = await recording(
    'sh',
    '-c',
    'stty -echo; echo ready; n=0; while read a; do n=$((n + 1)); test "$a" = end && echo "lines $n"; done',
  )
  await desk.shows('ready')
  desk.type(`${Array.from({ length: 500 }, (_, at) => `line number ${at} of a long paste`).join('\r')}\rend\r`)
  await desk.shows('lines 501')
  desk.type('\u0007q')
  await desk.shows('restored')
})

test('another program can come to the front while one floods', async () => {
  const desk = await recording('sh', '-c', 'echo first; read a; echo "got $a"; read b', '::', 'yes')
  await desk.shows(/^y$/)
  desk.type('\u00071')
  await desk.shows('first')
  desk.type('x\r')
  await desk.shows('got x')
  desk.type('\u0007q')
  await desk.shows('restored')
})
