import { execa } from 'execa'
import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../suite/temporary.ts'
import { builtProgram, programIn, startProgram } from './built.ts'
import { greeting } from './fake-shell.ts'

const main = builtProgram()
const home = path.resolve(import.meta.dirname, '../..')

/** It talks, and then waits for something that never comes. */
const endless = (extra = ''): string =>
  [
    'scenario: it waits',
    'limits: { step: 60s }',
    'actors:',
    '  server: echo-server',
    '  client: { telnet: server }',
    ...(extra === '' ? [] : [extra]),
    'steps:',
    ...(extra === '' ? [] : ['  - start: worker']),
    '  - start: server',
    '  - connect: client',
    '  - expect: { client: Hello client! }',
    '  - expect: { client: what nobody says }',
    '',
  ].join('\n')

/** It fails soon. */
const bad = (title: string): string =>
  greeting(title).replace('Hello client!', 'Hello clown!').replace('- expect', '- within: 50ms\n    expect')

describe('exit codes', () => {
  test('0 when all passed', async () => {
    const folder = folderWith({ 'scenarios/echo.yaml': greeting('Echo') })
    expect(await programIn(main, folder, [])).toMatchObject({ code: 0, err: '' })
  })

  test('1 when one failed', async () => {
    const folder = folderWith({ 'scenarios/a.yaml': greeting('A'), 'scenarios/b.yaml': bad('B') })
    const printed = await programIn(main, folder, [])
    expect(printed).toMatchObject({ code: 1, err: '' })
    expect(printed.out).toContain('1 passed, 1 failed')
  })

  test('2 when a file, a flag or a name was refused', async () => {
    const folder = folderWith({ 'scenarios/a.yaml': greeting('A').replace('telnet', 'telnit') })
    expect(await programIn(main, folder, [])).toMatchObject({ code: 2 })
    expect(await programIn(main, folder, ['check'])).toMatchObject({ code: 2 })
    for (const argv of [
      ['run', '--nonsense'],
      ['run', 'nowhere.yaml'],
      ['explain', 'no-such-code'],
    ]) {
      const printed = await programIn(main, folder, argv)
      expect(printed.code).toBe(2)
      expect(printed.out + printed.err).not.toBe('')
    }
  })

  test('3 when the environment refuses', async () => {
    const text = 'scenario: no program\nactors:\n  server: { program: no-such-program }\nsteps:\n  - start: server\n'
    const printed = await programIn(main, folderWith({ 'scenarios/a.yaml': text }), [])
    expect(printed).toMatchObject({ code: 3, err: '' })
    expect(printed.out).toContain('command-not-found')
  })

  test('never a count of failures', async () => {
    const folder = folderWith(Object.fromEntries([1, 2, 3].map((n) => [`scenarios/${n}.yaml`, bad('Bad')])))
    expect(await programIn(main, folder, [])).toMatchObject({ code: 1 })
  })
})

describe('Ctrl-C', () => {
  test('settles, reports and exits 130', async () => {
    const folder = folderWith({ 'scenarios/a.yaml': endless() })
    const started = startProgram(main, folder, ['run', 'a'])
    await received(folder, 'a', 'Hello client!')
    started.child.kill('SIGINT')
    expect(await started.ended).toBe(130)
    expect(started.out()).toContain('interrupted')
    expect(started.err()).toBe('')
    expect(fs.existsSync(path.join(folder, 'transcripts'))).toBe(false)
  })

  test('a second one leaves at once, however long an actor would take to stop', async () => {
    const stubborn = `  worker: { program: { run: [node, -e, "process.on('SIGTERM', () => {}); setInterval(() => {}, 1e6); console.log('up')"], ready: up, stop: { signal: SIGTERM, grace: 1m } } }`
    const folder = folderWith({
      'scenarios/a.yaml': endless(stubborn).replace('limits: { step: 60s }', 'limits: { step: 60s, teardown: 1m }'),
    })
    const started = startProgram(main, folder, ['run', 'a'])
    await received(folder, 'a', 'Hello client!')
    started.child.kill('SIGINT')
    started.child.kill('SIGINT')
    // Two signals of one kind may be delivered as one, so it is asked again until it goes.
    const asking = setInterval(() => started.child.kill('SIGINT'), 20)
    expect(await started.ended).toBe(130)
    clearInterval(asking)
  })

  test('the rest of a suite is not begun', async () => {
    const folder = folderWith({ 'scenarios/a.yaml': endless(), 'scenarios/b.yaml': greeting('Beet') })
    const started = startProgram(main, folder, [
      'run',
      '-j',
      '1',
      '--reporter',
      'json=report.json',
      '--reporter',
      'default',
    ])
    await received(folder, 'a', 'Hello client!')
    started.child.kill('SIGINT')
    expect(await started.ended).toBe(130)
    const report = JSON.parse(fs.readFileSync(path.join(folder, 'report.json'), 'utf8')) as {
      scenarios: { title: string }[]
    }
    expect(report.scenarios.map(({ title }) => title)).toEqual(['it waits'])
  })
})

describe('code of a configuration', () => {
  test.each([
    ['scenario.config.mjs', 'export default\n  { a b }', '2:6', 'Unexpected token'],
    ['scenario.config.js', 'export default\n  { a b }', '2:6', 'Unexpected token'],
    ['scenario.config.ts', 'type A = 1\nthrow new Error("no") as A', '2:7', 'it threw while loading: no'],
    ['scenario.config.mjs', 'process.exit(0)', '1:9', 'it called process.exit(0)'],
    ['scenario.config.mjs', 'Array.prototype.map = 7; export default {}', '', 'it has changed Array.prototype.map'],
  ])('%s: %s', async (name, text, place, says) => {
    const folder = folderWith({ 'scenarios/echo.yaml': greeting('Echo'), [name]: text })
    const { code, err } = await programIn(main, folder, [])
    expect([code, err.split('  ')[0]]).toEqual([2, `${name}${place === '' ? '' : `:${place}`}`])
    expect(err.replaceAll(/\s+/g, ' ')).toContain(says)
  })

  test('in TypeScript is used', async () => {
    const text = "const jobs: number = 3\nexport default { jobs, scenarios: 'specs' }"
    const folder = folderWith({ 'specs/echo.yaml': greeting('Echo'), 'scenario.config.ts': text })
    expect(await programIn(main, folder, [])).toMatchObject({ code: 0, err: '' })
    expect((await programIn(main, folder, ['config'])).out).toMatch(/jobs +3 +scenario\.config\.ts: jobs/)
  })
})

test('a scenario is found under scenarios/ from the folder it is called in, and a path leads anywhere', async () => {
  const folder = folderWith({ 'scenarios/echo.yaml': greeting('Echo'), 'elsewhere/note.txt': '' })
  for (const written of ['echo.yaml', 'echo', 'scenarios/echo.yaml']) {
    expect(await programIn(main, folder, ['run', written])).toMatchObject({ code: 0 })
  }
  const away = await programIn(main, path.join(folder, 'elsewhere'), ['run', '../scenarios/echo.yaml'])
  expect(away).toMatchObject({ code: 0 })
  expect(fs.readdirSync(path.join(folder, 'transcripts'))).toEqual(['echo.txt'])
  expect(fs.existsSync(path.join(folder, 'elsewhere/transcripts'))).toBe(false)
})

test('a reader that leaves early (| head -1) is no error', async () => {
  const folder = folderWith(
    Object.fromEntries(Array.from({ length: 40 }, (_, n) => [`scenarios/${n}.yaml`, greeting(`Number ${n}`)])),
  )
  const call = `"${process.execPath}" "${main}" plugins | head -1; echo "codes \${PIPESTATUS[@]}"; "${process.execPath}" "${main}" run | head -1; echo "codes \${PIPESTATUS[@]}"`
  // A local run: in CI the missing transcripts would fail it.
  const shell = await execa('bash', ['-c', call], { cwd: folder, env: { CI: 'false' }, stdin: 'ignore', reject: false })
  expect(shell.stderr).toBe('')
  expect(shell.stdout.match(/codes .*/g)).toEqual(['codes 0 0', 'codes 0 0'])
})

test('killed with SIGKILL in the middle, it leaves a recording that can be shown', async () => {
  const folder = folderWith({ 'scenarios/a.yaml': endless() })
  const started = startProgram(main, folder, ['run', 'a'])
  const recording = await received(folder, 'a', 'Hello client!')
  started.child.kill('SIGKILL')
  expect(await started.ended).toBe('SIGKILL')
  for (const line of fs.readFileSync(recording, 'utf8').trimEnd().split('\n'))
    expect(() => JSON.parse(line)).not.toThrow()
  const shown = await programIn(main, folder, ['show', recording])
  expect(shown).toMatchObject({ code: 0, err: '' })
  expect(shown.out).toContain('Hello client!')
  expect(await programIn(main, folder, ['run', 'a', '--var', 'x=1', '-t', 'nothing'])).toMatchObject({ code: 2 })
})

test('what the project ships is checked and refused as it should be', async () => {
  expect(await programIn(main, home, ['check'])).toMatchObject({ code: 0 })
  expect(await programIn(main, home, ['check', 'scenarios/invalid'])).toMatchObject({ code: 2 })
})

/** Waits until the recording of a run has a row with this text; returns its path. */
async function received(folder: string, name: string, text: string): Promise<string> {
  const file = path.join(folder, '.scenario/scenarios', `${name}.jsonl`)
  for (;;) {
    const recorded = fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : ''
    if (recorded.split('\n').some((line) => line.includes('"row"') && line.includes(text))) return file
    await new Promise((resolve) => void setTimeout(resolve, 10))
  }
}
