import { expect, test } from 'vitest'
import type { RecordedProgram } from '../../../src/record/programs/program.ts'
import type { Driver } from '../../../src/record/programs/recording.ts'
import { typedLines } from '../../../src/record/programs/typed-lines.ts'
import type { SeenProgram } from '../../../src/record/session.ts'
import { linesOf, record, shown } from './record.ts'

const server = `require('node:net').createServer((socket) => {
  console.log('someone is there')
  socket.write('hello\\n')
  socket.on('data', (line) => socket.write('you said ' + line))
  socket.on('end', () => socket.end())
}).listen(0, function () {
  require('node:fs').writeFileSync('port', String(this.address().port))
  console.log('listening on ' + this.address().port)
})`

const client = `const socket = require('node:net').connect(Number(require('node:fs').readFileSync('port', 'utf8')))
process.stdin.pipe(socket)
socket.pipe(process.stdout)`

test('programs that talk to each other, with their roles, what is typed, and how it is seen that they are ready', async () => {
  const recorded = await record(
    ['node', '-e', server, '::', 'node', '-e', client],
    typedLines(linesOf('one', '@server two')),
  )
  expect(recorded.problems).toEqual([])
  const [first, second] = (recorded.session?.actors ?? []) as SeenProgram[]
  const { port } = (first as SeenProgram).ready as { readonly port: number }
  expect(first).toMatchObject({ name: 'server', ready: { port, line: `listening on ${port}` } })
  expect(second).toMatchObject({ name: 'client', ready: { input: true }, terminal: { cols: 80, rows: 24 } })
  expect(shown(recorded)).toEqual([
    'started server',
    `server > "listening on ${port}\\n"`,
    'started client',
    'server > "someone is there\\n"',
    'client > "hello\\n"',
    'client < "one\\r"',
    'client > "one\\nyou said one\\n"',
    'server < "two\\r"',
    'server > "two\\n"',
  ])
})

test('the next line waits for a program that works on the last one, or waits for somebody, and does not read its terminal', async () => {
  const thinks = 'while read line; do sleep 0.6; echo "answer to $line"; done'
  expect(shown(await record(['sh', '-c', thinks], typedLines(linesOf('one', 'two'))))).toEqual([
    'started sh',
    'sh < "one\\r"',
    'sh > "one\\nanswer to one\\n"',
    'sh < "two\\r"',
    'sh > "two\\nanswer to two\\n"',
  ])
})

test('the end of all programs ends the recording', async () => {
  const recorded = await record(['sh', '-c', 'read line; echo "got $line"; exit 3'], typedLines(linesOf('a', 'b', 'c')))
  expect(shown(recorded)).toEqual(['started sh', 'sh < "a\\r"', 'sh > "a\\ngot a\\n"', 'exit sh 3'])
})

test('nothing is recorded when a program cannot start, and what runs is taken down', async () => {
  const recorded = await record(['cat', '::', 'no-such-program'], () => new Promise(() => {}))
  expect(recorded.session).toBeUndefined()
  expect(recorded.problems).toMatchObject([
    { code: 'command-not-found', message: 'there is no command “no-such-program” on the PATH' },
  ])
})

test('a person who is done does not wait for a program that never ends; notes, signals and the screen have their place', async () => {
  const driven: Driver = async (recording) => {
    await recording.started
    recording.note('now')
    const [program] = recording.programs as [RecordedProgram]
    recording.screen(program)
    program.resize({ cols: 100, rows: 30 })
    program.signal('SIGUSR1')
    while (!program.output.includes('asked')) await recording.idle()
  }
  const patient = `process.on('SIGUSR1', () => console.log('asked')); setInterval(() => {}, 50); console.log('here')`
  expect(shown(await record(['node', '-e', patient], driven))).toEqual([
    'started node',
    'node > "here\\n"',
    'note now',
    'screen node',
    'resized node 100 30',
    'signal node SIGUSR1',
    'node > "asked\\n"',
  ])
})
