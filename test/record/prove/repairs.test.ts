import { describe, expect, test } from 'vitest'
import { draftOf, exit, expects, folderWith, program, proveIn, send, start, text } from './drafts.ts'
import { hostFor } from '../../scenarios/house.ts'
import type { Written } from '../../../src/authoring/written.ts'
import type { DraftStep, DraftWanted } from '../../../src/record/draft.ts'

/** Proves a draft with one program of this source. */
function proveProgram(source: string, steps: readonly DraftStep[], options: ReadonlyMap<string, Written> = new Map()) {
  const folder = folderWith({ 'program.mjs': source })
  return proveIn(folder, draftOf({ actors: [program('program', ['node', 'program.mjs'], options)], steps }))
}
const line = (of: string): DraftWanted => ({ matcher: 'line', text: [of] })

describe('what has other values each time', () => {
  test('a uuid, a time of day, and a counter that goes on between runs', async () => {
    const proved = await proveProgram(
      `import fs from 'node:fs'
const count = fs.existsSync('count') ? Number(fs.readFileSync('count', 'utf8')) + 1 : 1
fs.writeFileSync('count', String(count))
console.log('request ' + crypto.randomUUID())
console.log(new Date().toISOString() + ' begins')
console.log('visitor number ' + count)`,
      [start('program'), expects('program', text('visitor number 1'), exit())],
    )
    expect(proved.why).toBeUndefined()
    expect(proved.draft.masks).toEqual(['iso-time', 'uuid', { match: '/number (\\d+)/', as: '<number>' }])
  })

  test('a port that a server prints is the fact of that server', async () => {
    const folder = folderWith({ 'client.mjs': `console.log('connecting to port ' + process.argv[2])` })
    const draft = draftOf({
      actors: [
        { name: 'server', kind: 'tcp-server', options: new Map() },
        program('client', ['node', 'client.mjs', '${server.port}']),
      ],
      steps: [start('server'), start('client'), expects('client', text('connecting to port 40123'), exit())],
    })
    const proved = await proveIn(folder, draft)
    expect(proved.text).toContain('connecting to port ${server.port}')
    expect(proved.verdict).toBe('proved')
  })
})

describe('what comes in another order or place each time', () => {
  test('two programs that log into one lane are sorted', async () => {
    const proved = await proveProgram(
      `import fs from 'node:fs'
const turn = fs.existsSync('turn')
if (turn) fs.rmSync('turn'); else fs.writeFileSync('turn', '')
console.log(turn ? 'writer a' : 'writer b'); console.log(turn ? 'writer b' : 'writer a'); console.log('done')`,
      [start('program'), expects('program', text('done'), exit())],
    )
    expect(proved.verdict).toBe('proved')
    expect(proved.text).toContain('rows: sorted')
    expect(proved.findings).toEqual([
      'program: its lines come in another order each time, so they are sorted (rows: sorted)',
    ])
  })

  test('two expected lines in either order', async () => {
    const proved = await proveProgram(
      `import fs from 'node:fs'
const turn = fs.existsSync('turn')
if (turn) fs.rmSync('turn'); else fs.writeFileSync('turn', '')
console.log(turn ? 'one is up' : 'two is up'); console.log(turn ? 'two is up' : 'one is up')`,
      [start('program'), expects('program', text('one is up'), text('two is up'), exit())],
    )
    expect(proved.verdict).toBe('proved')
    expect(proved.text).toContain('any-order: [one is up, two is up]')
  })

  test('an expected line comes on stderr', async () => {
    const proved = await proveProgram(`console.error('listening')`, [
      start('program'),
      expects('program', text('listening'), exit()),
    ])
    expect(proved.verdict).toBe('proved')
    expect(proved.text).toContain('stream: stderr')
  })

  test('lines between lines, and a line that never comes again', async () => {
    const proved = await proveProgram(`console.log('a'); console.log('noise'); console.log('b')`, [
      start('program'),
      expects('program', { matcher: 'lines', texts: [['a'], ['b']] }, line('something else entirely'), exit()),
    ])
    expect(proved.verdict).toBe('proved')
    expect(proved.text).toContain('[{ line: a }, { line: b }, { exit: 0 }]')
    expect(proved.findings.at(-1)).toBe(
      'left out: the line “something else entirely” of program, which did not come again',
    )
  })

  test('other lines each time: only what is expected stands in the transcript', async () => {
    const proved = await proveProgram(
      `const words = 'apple pear fig plum melon cherry'.split(' ').sort(() => Math.random() - 0.5).slice(0, 1 + Math.floor(Math.random() * 5))
for (const word of words) console.log('I like ' + word + '!'.repeat(Math.random() * 9))
console.log('done')`,
      [start('program'), expects('program', text('done'), exit())],
    )
    expect(proved.verdict).toBe('proved')
    expect(proved.text).toMatch(/rows: (?:taken|sorted)|mask/)
  })

  test('a tail that ends elsewhere each time is open, and a ticker never idle', async () => {
    const proved = await proveProgram(`console.log('up'); let n = 0; setInterval(() => console.log('tick'), 3)`, [
      start('program'),
      expects('program', text('up')),
    ])
    expect(proved.verdict).toBe('proved')
    expect(proved.text).toContain('tail: open')
  }, 60_000)
})

describe('how programs begin and end', () => {
  test('another exit', async () => {
    const proved = await proveProgram(`process.exit(3)`, [start('program'), expects('program', exit(0))])
    expect(proved.text).toContain('one-of: [{ exit: 0 }, { exit: 3 }]')
    expect(proved.verdict).toBe('proved')
  })

  test('an exit that nothing expects', async () => {
    const proved = await proveProgram(`console.log('hello'); process.exit(3)`, [
      start('program'),
      expects('program', text('hello')),
    ])
    expect(proved.text).toContain('- expect: { program: { exit: 3 } }')
    expect(proved.verdict).toBe('proved')
  })

  test('a sign of readiness that does not come', async () => {
    const proved = await proveProgram(
      `console.log('here I am'); setTimeout(() => {}, 1e6)`,
      [start('program'), expects('program', text('here'))],
      new Map([['ready', 'never said']]),
    )
    expect(proved.text).toContain('ready: here I am')
    expect(proved.verdict).toBe('proved')
  })

  test('a server that begins more slowly than it was recorded stays ready by its port', async () => {
    const folder = folderWith({
      'late.cjs': `setTimeout(() => require('node:net').createServer().listen(process.argv[2], '127.0.0.1', () => console.log('up')), 700)`,
    })
    const server = program(
      'server',
      ['node', 'late.cjs', '${free-port.server}'],
      new Map([['ready', { port: '${free-port.server}' }]]),
    )
    const draft = draftOf({ actors: [server], limits: {}, steps: [start('server'), expects('server', text('up'))] })
    const proved = await proveIn(folder, draft, { runs: 1, host: { ...hostFor(), timeoutScale: 0.1 } })
    expect(proved).toMatchObject({ verdict: 'proved', findings: [] })
    expect(proved.text).toContain('ready: { port: "${free-port.server}" }')
  })
})

test('a mask that would hide other rows stands beside its step', async () => {
  const proved = await proveProgram(
    `console.log(2); process.stdin.once('data', () => { console.log(process.pid); process.exit() })`,
    [start('program'), expects('program', line('2')), send('program', 'x'), expects('program', exit())],
  )
  expect(proved.text).toContain(String.raw`- expect: { program: { exit: 0 } }
    mask: { match: /^(\d+)$/, as: <n> }`)
  expect(proved.transcript).toContain('program | 2\n')
  expect(proved.verdict).toBe('proved')
})

test('a program that ignores the end of its terminal runs without one', async () => {
  const proved = await proveProgram(
    `process.on('SIGHUP', () => {}); console.log('up'); setInterval(() => {}, 1e6)`,
    [start('program'), expects('program', text('up'))],
    new Map<string, Written>([
      ['pty', true],
      ['stop', { grace: '300ms' }],
    ]),
  )
  expect(proved.text).not.toContain('pty')
  expect(proved.verdict).toBe('proved')
}, 60_000)
