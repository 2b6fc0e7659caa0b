import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeEach, expect, onTestFinished, test } from 'vitest'
import { greeting } from '../cli/fake-shell.ts'
import { startCli, type Outcome } from './cli.ts'

const onLinux = fs.existsSync('/proc/self/environ')
let folder: string

beforeEach(() => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'isolated-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  for (const name of ['scenarios', 't']) fs.mkdirSync(path.join(folder, name))
})

const write = (name: string, text: string): void => fs.writeFileSync(path.join(folder, name), text)
const start = (...args: readonly string[]) =>
  startCli(['run', '--no-ci', ...args], folder, { TMPDIR: path.join(folder, 't'), TOKEN: 'hunter2' })
const run = (...args: readonly string[]): Promise<Outcome> => start(...args).outcome

/** Processes that name this test's folder, besides the runner and its workers. */
function living(): string[] {
  return fs.readdirSync('/proc').filter((name) => {
    try {
      const words = /^\d+$/.test(name) ? fs.readFileSync(`/proc/${name}/cmdline`, 'utf8') : ''
      return words.includes(folder) && !words.includes('cli/main.js')
    } catch {
      return false
    }
  })
}

/** The processes of the runner that are its workers. */
const workersOf = (runner: number): number[] =>
  fs.readdirSync('/proc').flatMap((name) => {
    try {
      const stat = /^\d+$/.test(name) ? fs.readFileSync(`/proc/${name}/stat`, 'utf8') : ''
      const words = stat === '' ? '' : fs.readFileSync(`/proc/${name}/cmdline`, 'utf8')
      const parent = stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]
      return Number(parent) === runner && words.includes('--worker-process') ? [Number(name)] : []
    } catch {
      return []
    }
  })

/** Waits with the event loop as the clock; the deadline only ends a test that has failed already. */
async function become(condition: () => boolean): Promise<boolean> {
  for (const end = Date.now() + 20_000; Date.now() < end;) {
    if (condition()) return true
    await new Promise((resolve) => void setTimeout(resolve, 20))
  }
  return condition()
}

/** A plugin with a matcher that does something when a line comes, and a program that would stay for ever. */
function doing(name: string, act: string): void {
  write(
    `${name}.mjs`,
    `const any = { _zod: { def: { type: 'any' } }, safeParse: (data) => ({ success: true, data }) }
const odd = { about: 'odd', wanted: any, compile: () => ({ on: 'line', shown: 'odd', test: () => { ${act}; return {} } }) }
export default { api: 1, name: '${name}', about: 'x', matchers: { odd } }
`,
  )
  write(
    `scenarios/${name}.yaml`,
    `scenario: It does ${name}
plugins: [../${name}.mjs]
limits: { step: 500ms }
files: { note.txt: here }
actors:
  other: { program: { run: [sh, -c, "echo hi; sleep 1000; :", ${folder}] } }
steps:
  - start: other
  - expect: { other: { odd: 1 } }
`,
  )
}

test.runIf(onLinux)('a plugin that ends or blocks its process takes one scenario with it', async () => {
  doing('kill', `process.kill(process.pid, 'SIGKILL')`)
  doing('term', `process.kill(process.pid, 'SIGTERM')`)
  doing('loop', `for (;;) { try { JSON.parse('{') } catch {} }`)
  doing('later', `setTimeout(() => { throw new Error('too late') }, 0)`)
  doing('nonsense', `process.getBuiltinModule('node:fs').writeSync(4, 'hello\\n')`)
  doing('exit', `process.exit(7)`)
  write('loading.mjs', `process.kill(process.pid, 'SIGKILL')`)
  write('scenarios/loading.yaml', greeting('It ends while it is loaded', 'plugins: [../loading.mjs]'))
  write('scenarios/well.yaml', greeting('It is well'))
  const { code, stdout, stderr } = await run('--isolate', '-j', '2', '--reporter', 'json')
  const { scenarios } = JSON.parse(stdout) as { readonly scenarios: readonly Record<string, never>[] }
  const found = scenarios.map(({ file, status, problem }) => {
    const { code: of, message, why } = (problem ?? {}) as Readonly<Record<string, string>>
    return [path.basename(file as unknown as string, '.yaml'), status, of, message, why]
  })
  const last = 'its last step was “expect” at line 9; the last that was recorded: other received “hi”'
  expect(found.sort()).toEqual([
    ['exit', 'broken', 'plugin-error', expect.stringContaining('process.exit(7)'), undefined],
    ['kill', 'broken', 'worker-lost', 'the process that ran this was killed by SIGKILL', last],
    [
      'later',
      'broken',
      'plugin-error',
      'a plugin threw an error that was not caught: Error: too late',
      expect.stringContaining('later.mjs:'),
    ],
    ['loading', 'broken', 'worker-lost', 'the process that checked this was killed by SIGKILL', undefined],
    [
      'loop',
      'broken',
      'plugin-error',
      expect.stringContaining('has not given control back'),
      expect.stringContaining('loop.mjs:'),
    ],
    ['nonsense', 'broken', 'worker-lost', 'the process that ran this sent what no worker sends', last],
    ['term', 'broken', 'worker-lost', 'the process that ran this was killed by SIGTERM', last],
    ['well', 'passed', undefined, undefined, undefined],
  ])
  expect(code).toBe(3)
  expect(stderr).toBe('')
  expect(await become(() => living().length === 0)).toBe(true)
  expect(await become(() => fs.readdirSync(path.join(folder, 't')).length === 0)).toBe(true)
})

test('what a plugin does after its scenario is not blamed on the one that runs then', async () => {
  doing('timer', `setTimeout(() => process.kill(process.pid, 'SIGKILL'), 300)`)
  write('scenarios/waits.yaml', greeting('It waits').replace('  - exit', '  - wait: 20s\n  - exit'))
  const { stdout } = await run('--isolate', '-j', '1', '--reporter', 'minimal')
  expect(stdout).toMatch(
    /waits.yaml[^]*the process that ran this was killed by SIGKILL[^]*it may be the plugin “..\/timer.mjs”/,
  )
})

test('a scenario whose worker was lost runs again in a new one', async () => {
  doing(
    'once',
    `if (!fs.existsSync('${folder}/was')) { fs.writeFileSync('${folder}/was', ''); process.kill(process.pid, 'SIGKILL') }`,
  )
  write('once.mjs', `import fs from 'node:fs'\n${fs.readFileSync(path.join(folder, 'once.mjs'), 'utf8')}`)
  const { code, stdout } = await run('--isolate', '--retries', '1', '--allow-flaky', '--reporter', 'minimal')
  expect(stdout).toContain('flaky')
  expect(stdout).toContain('the process that ran this was killed by SIGKILL')
  expect(code).toBe(0)
  expect(fs.existsSync(path.join(folder, '.scenario/scenarios/once.attempt-1.jsonl'))).toBe(true)
})

/** Without what differs from run to run. */
const still = (text: string): string =>
  text
    .replaceAll(/recorded \S+ \S+ UTC/g, 'recorded')
    .replaceAll(/\b00:\d\d(?:\.\d)?/g, '00')
    .replaceAll(/\d+\.\d\d s|\b[\d.]+ ?ms\b/g, '<time>')
    .replaceAll(/("(?:duration|t|at|wall)":) ?(?:[\d.]+|"[^"]*")/g, '$1 0')
    .replaceAll(/(time|timestamp|duration_ms)(="?|: )[^"\s]+/g, '$1$2-')
    .replaceAll(/localhost:\d+|\b\d{5}\b/g, '<port>')
    .replaceAll(/scenario-\w+/g, '<folder>')

const outputs = ['default', 'minimal', 'dot', 'json', 'junit', 'tap', 'github', 'github-summary']

/** What a run leaves and prints. */
async function allOf(...flags: readonly string[]) {
  for (const name of ['transcripts', '.scenario', 'reports'])
    fs.rmSync(path.join(folder, name), { recursive: true, force: true })
  const reporters = outputs.flatMap((name) => ['--reporter', name === 'default' ? name : `${name}=reports/${name}`])
  const { code, stdout, stderr } = await run('-j', '1', ...reporters, ...flags)
  const files = ['transcripts', '.scenario/scenarios', 'reports'].flatMap((place) =>
    fs
      .readdirSync(path.join(folder, place))
      .filter((name) => !name.endsWith('.files'))
      .map((name) => {
        const text = still(fs.readFileSync(path.join(folder, place, name), 'utf8'))
        // What a program prints may arrive before the step that expects it begins, or later.
        return [`${place}/${name}`, name.endsWith('.jsonl') ? text.split('\n').toSorted().join('\n') : text]
      }),
  )
  return { code, stdout: still(stdout), stderr, files: Object.fromEntries(files) as Readonly<Record<string, string>> }
}

test('transcripts, recordings and reports are the same with and without it', async () => {
  write('scenarios/a.yaml', greeting('A greeting'))
  write(
    'scenarios/b.yaml',
    greeting('With a variable', 'vars: { who: nobody, token: { value: "${env.TOKEN}", secret: true } }').replace(
      'client: Hello client!',
      'client: "Hello ${who}!"',
    ),
  )
  write('scenarios/c.yaml', greeting('Invalid').replace('telnet', 'tellnet'))
  write('scenarios/d.yaml', greeting('Skipped', 'skip: true'))
  write('scenarios/d2.yml', greeting('Two that write one transcript'))
  write('scenarios/d2.yaml', greeting('Two that write one transcript'))
  write(
    'scenarios/e.yaml',
    `scenario: A port of its own
actors:
  server: { tcp-server: { port: "\${free-port.one}" } }
  client: { tcp-client: server }
steps:
  - start: server
  - connect: client
  - send: { client: "port \${server.port} \${password}" }
  - expect: { server: /port/ }
  - close: client
vars: { password: hunter2 }
`,
  )
  write(
    'scenarios/f.yaml',
    `scenario: A program
actors:
  program: { program: { run: [sh, -c, "echo $SPOKEN hunter2; read end"] } }
steps:
  - start: program
  - expect: { program: word }
  - exit: program
`,
  )
  const flags = ['--var', 'who=client', '--secret', 'TOKEN', '--env', 'SPOKEN=word', '--retries', '1', '--verbose']
  const alone = await allOf(...flags)
  const isolated = await allOf(...flags, '--isolate')
  expect(isolated).toEqual(alone)
  expect(Object.keys(alone.files).length).toBe(15)
  expect(JSON.stringify(isolated)).not.toContain('hunter2')
  const again = await run('--isolate', '--bail', '--repeat', '2', '--reporter', 'minimal', 'a.yaml')
  expect([again.code, again.stdout]).toEqual([0, expect.stringContaining('1 passed')])
})

test('plugins of a configuration, projects and fixed ports are as without it', async () => {
  write(
    'scenario.config.yaml',
    `isolate: true
jobs: 2
plugins: ./ending.mjs
mask: [{ match: '/[0-9]{3,}/', as: <number> }]
projects:
  one: { vars: { word: hello } }
  two: { vars: { word: hello }, timeoutScale: 2 }
`,
  )
  doing('ending', `if (process.argv.includes('--worker-process')) process.kill(process.pid, 'SIGTERM')`)
  const scenario = path.join(folder, 'scenarios/ending.yaml')
  fs.writeFileSync(scenario, fs.readFileSync(scenario, 'utf8').replace(/^plugins.*\n/m, ''))
  const fixed = greeting('A port for itself').replace('echo-server', '{ echo-server: { port: 23457 } }')
  for (const name of ['a', 'b', 'c']) write(`scenarios/${name}.yaml`, fixed)
  const { code, stdout } = await run('--reporter', 'minimal')
  expect(stdout).toContain('6 passed, 2 broken')
  expect(code).toBe(3)
  expect(stdout).toContain('the plugin “ending”')
  expect(fs.readFileSync(path.join(folder, 'transcripts/a.txt'), 'utf8')).toContain('localhost:<number>')
  const alone = await run('--no-isolate', '--project', 'two', '--reporter', 'minimal', 'a', 'b', 'c')
  expect([alone.code, alone.stdout]).toEqual([0, expect.stringContaining('3 passed')])
})

/** Whether the scenario has come to its step `wait`. */
function waits(name: string): boolean {
  try {
    return fs.readFileSync(path.join(folder, `.scenario/scenarios/${name}.jsonl`), 'utf8').includes('"verb":"wait"')
  } catch {
    return false
  }
}

const waiting = (): void =>
  write(
    'scenarios/long.yaml',
    `scenario: It waits
files: { note.txt: here }
actors:
  other: { program: { run: [sh, -c, "trap '' TERM; echo hi; sleep 1000; :", ${folder}], ready: hi, stop: { grace: 100ms } } }
steps:
  - start: other
  - wait: 30s
`,
  )

test.runIf(onLinux)('killed with SIGKILL, the runner leaves no worker, no program and no folder', async () => {
  waiting()
  for (const whom of ['runner', 'both']) {
    const { child, outcome } = start('--isolate', 'long')
    expect(await become(() => living().length > 0)).toBe(true)
    const workers = workersOf(child.pid as number)
    expect(workers).toHaveLength(1)
    child.kill('SIGKILL')
    if (whom === 'both') process.kill(workers[0] as number, 'SIGKILL')
    expect((await outcome).signal).toBe('SIGKILL')
    expect(await become(() => living().length === 0 && !fs.existsSync(`/proc/${workers[0]}`))).toBe(true)
    expect(await become(() => fs.readdirSync(path.join(folder, 't')).length === 0)).toBe(true)
  }
})

test.runIf(onLinux)('interrupted, each worker takes its scenario down, and the exit code is 130', async () => {
  waiting()
  write('scenarios/long2.yaml', fs.readFileSync(path.join(folder, 'scenarios/long.yaml'), 'utf8'))
  const { child, outcome } = start('--isolate', '--reporter', 'json')
  expect(await become(() => waits('long') && waits('long2'))).toBe(true)
  child.kill('SIGINT')
  const { code, stdout } = await outcome
  expect(code).toBe(130)
  const { interrupted, scenarios } = JSON.parse(stdout) as { interrupted: boolean; scenarios: readonly object[] }
  expect(interrupted).toBe(true)
  expect(scenarios).toMatchObject([{ problem: { code: 'interrupted' } }, { problem: { code: 'interrupted' } }])
  expect(living()).toEqual([])
})
