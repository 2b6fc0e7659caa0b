import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { hostFor, runFile } from '../../scenarios/house.ts'
import { draftOf, exit, expects, folderWith, program, proveIn, send, start, text } from './drafts.ts'

test('a draft that passes is proved as it is', async () => {
  const folder = folderWith({ 'hello.mjs': `console.log('hello')` })
  const draft = draftOf({
    actors: [program('hello', ['node', 'hello.mjs'])],
    steps: [start('hello'), expects('hello', text('hello'), exit())],
  })
  const { verdict, findings, runs, transcript } = await proveIn(folder, draft)
  expect({ verdict, findings, runs }).toEqual({ verdict: 'proved', findings: [], runs: 4 })
  expect(transcript).toContain('hello | hello')
})

test('a pid that is printed gets a mask, and where it is expected a pattern', async () => {
  const folder = folderWith({
    'pid.mjs': `console.log('I am pid', process.pid); console.log('my parent', process.pid)`,
  })
  const draft = draftOf({
    actors: [program('worker', ['node', 'pid.mjs'])],
    steps: [start('worker'), expects('worker', text('I am pid 17'), exit())],
  })
  const proved = await proveIn(folder, draft)
  expect(proved.verdict).toBe('proved')
  expect(proved.text).toContain(String.raw`/I am pid \d+/`)
  expect(proved.draft.masks).toEqual([
    { match: String.raw`/pid (\d+)/`, as: '<pid>' },
    { match: String.raw`/parent (\d+)/`, as: '<parent>' },
  ])
  expect(proved.findings[0]).toMatch(/^“I am pid \d+” of worker: \d+ was 17, so any number is expected$/)
})

test('a port that a line names twice is that fact twice, and a log line of now has any time, which is no capture', async () => {
  const folder = folderWith({
    'web.js': `const { createServer } = require('node:net')
      createServer().listen(Number(process.argv[2]), () => {
        console.log('port ' + process.argv[2] + ' (http://localhost:' + process.argv[2] + '/)')
        console.log('[27/Nov/2026 14:31:54] one'.replace('27', String(process.pid % 28 + 1)))
      })`,
  })
  const port = { variable: 'free-port.web' }
  const proved = await proveIn(
    folder,
    draftOf({
      actors: [program('web', ['node', 'web.js', '${free-port.web}'])],
      steps: [
        start('web'),
        expects('web', text('port 9303 (http://localhost:9303/)'), text('[27/Nov/2026 14:31:54] one')),
      ],
    }),
  )
  expect(proved).toMatchObject({ verdict: 'proved' })
  expect(proved.draft.steps[1]).toEqual(
    expects(
      'web',
      text('port ', port, ' (http://localhost:', port, '/)'),
      text('[', { any: String.raw`\d+\/\w+\/\d+ \d+:\d\d:\d\d` }, '] one'),
    ),
  )
})

test('an id that is sent back is captured, and stands under its name', async () => {
  const folder = folderWith({
    'session.mjs': `import { randomBytes } from 'node:crypto'
const id = randomBytes(4).toString('hex') + 'f0'
console.log('session ' + id)
process.stdin.on('data', (data) => { console.log(String(data).trim() === 'resume ' + id ? 'resumed ' + id : 'unknown'); process.exit() })`,
  })
  const draft = draftOf({
    actors: [program('server', ['node', 'session.mjs'])],
    steps: [
      start('server'),
      expects('server', text('session 12ab34cdf0')),
      send('server', 'resume 12ab34cdf0'),
      expects('server', text('resumed 12ab34cdf0'), exit()),
    ],
  })
  const proved = await proveIn(folder, draft)
  expect(proved.why).toBeUndefined()
  expect(proved.text).toContain('/session (?<session>[\\da-f]+)/')
  expect(proved.text).toContain('resume ${session}')
  expect(proved.transcript).toContain('| resumed <session>')
})

test('what cannot be proved is said at its step', async () => {
  const folder = folderWith({ 'hello.mjs': `console.log('hello')` })
  const draft = draftOf({
    actors: [program('hello', ['node', 'missing.mjs'])],
    steps: [start('hello'), expects('hello', text('hello'), exit())],
  })
  const proved = await proveIn(folder, draft)
  expect(proved.verdict).toBe('not-proved')
  expect(proved.text).toMatch(/# Not proved: .*\n/)
})

test('an interrupted proof leaves what there is', async () => {
  const folder = folderWith({ 'hello.mjs': `console.log('hello')` })
  const aborted = AbortSignal.abort()
  const draft = draftOf({ actors: [program('hello', ['node', 'hello.mjs'])], steps: [start('hello')] })
  const proved = await proveIn(folder, draft, { host: hostFor({ signal: aborted }) })
  expect(proved.verdict).toBe('interrupted')
  expect(proved.text).toContain('start: hello')
})

test('a program that nobody types into keeps no terminal, unless its lines are others then', async () => {
  const folder = folderWith({
    'same.mjs': `console.log('hello')`,
    'other.mjs': `console.log(process.stdout.isTTY ? 'a terminal' : 'a pipe')`,
  })
  const pty = new Map([['pty', true]])
  const draft = draftOf({
    actors: [program('same', ['node', 'same.mjs'], pty), program('other', ['node', 'other.mjs'], pty)],
    steps: [start('same'), expects('same', text('hello'), exit()), start('other'), expects('other', text('a'), exit())],
  })
  const proved = await proveIn(folder, draft)
  expect(proved.verdict).toBe('proved')
  expect(proved.text).toContain('same: { program: [node, same.mjs] }')
  expect(proved.text).toContain('pty: true')
  expect(proved.findings).toEqual(['same runs without a terminal: it prints the same lines'])
})

test('something is expected of each actor that printed', async () => {
  const folder = folderWith({ 'hello.mjs': `console.log('hello there'); setTimeout(() => {}, 1e6)` })
  const draft = draftOf({ actors: [program('hello', ['node', 'hello.mjs'])], steps: [start('hello')] })
  const proved = await proveIn(folder, draft)
  expect(proved.text).toContain('- expect: { hello: { line: hello there } }')
  expect(proved.verdict).toBe('proved')
})

test('what is proved fails when an answer changes by one byte', async () => {
  const folder = folderWith({
    'server.mjs': `import fs from 'node:fs'
const runs = fs.existsSync('runs') ? fs.readFileSync('runs', 'utf8').length : 0
fs.appendFileSync('runs', '.')
console.log('ready'); console.log('the answer is here')
console.log(runs < 4 ? 'a line that nothing expects' : 'a line that nothing expectt')`,
  })
  const draft = draftOf({
    actors: [program('server', ['node', 'server.mjs'])],
    steps: [start('server'), expects('server', text('answer'), exit())],
  })
  const { text: scenario, transcript, verdict } = await proveIn(folder, draft)
  expect(verdict).toBe('proved')
  const file = path.join(folder, 'recorded.yaml')
  const committed = path.join(folder, 'recorded.txt')
  fs.writeFileSync(file, scenario)
  fs.writeFileSync(committed, transcript as string)
  const result = await runFile(file, {}, folder, { file: committed, newFile: `${committed}.new`, mode: 'ci' })
  expect(result.failure?.code).toBe('transcript-differs')
})
