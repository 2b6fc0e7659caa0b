import fs from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { builtProgram, programIn, startProgram } from '../cli/built.ts'
import { home, scenariosIn } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'

/** Everything at once: sockets over TCP and over a path, files, a program with a child of its own, a timer in an actor. */
const busy = (...last: string[]): string =>
  [
    'scenario: much is open',
    'limits: { step: 20s, scenario: 20s }',
    'files: { note.txt: a file }',
    'actors:',
    '  server: tcp-server',
    '  pipe: { tcp-server: { path: a.sock } }',
    '  slow: { greeting-server: { delay: 30s } }',
    '  client: { tcp-client: server }',
    '  piped: { tcp-client: pipe }',
    '  visitor: { telnet: slow }',
    `  parent: { program: { run: "sh -c 'sleep 1000 & echo started; cat'", ready: started, stdin: pipe } }`,
    'steps:',
    '  - start: [server, pipe, slow, parent]',
    '  - connect: [client, piped, visitor]',
    '  - send: { client: hello, pipe: hello }',
    '  - expect: { server: hello, piped: hello }',
    ...last,
    '',
  ].join('\n')

const endings = [
  ['passed', []],
  ['failed', ['  - expect: { client: { text: nothing } }', '    within: 30ms']],
  ['failed by the audit', ['  - end: server', '  - end: parent', '  - note: nobody expected that']],
] as const

/** Living processes whose environment or working folder names this folder, or whose parent is this process. */
function processesOf(mark: string): string[] {
  if (!fs.existsSync('/proc/self')) return []
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (/^State:\t[ZX]/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))) return []
        const text = fs.readlinkSync(`/proc/${pid}/cwd`)
        return text.startsWith(mark)
          ? [`${pid} ${fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`]
          : []
      } catch {
        return []
      }
    })
}

describe('in the process that runs them, nothing of ours is left open', () => {
  let library = ''
  beforeAll(() => {
    library = path.join(path.dirname(builtProgram()), '../index.js')
  })

  /** What is left of these files, played in a process of their own: a test runner opens and closes things as it likes. */
  async function leftBy(files: readonly string[], abortAfter = 0) {
    const tmp = folderWith({})
    const script = path.join(import.meta.dirname, 'what-is-left.mjs')
    const { out, err } = await programIn(script, tmp, [library, String(abortAfter), ...files], { TMPDIR: tmp })
    expect(err).toBe('')
    const { before, after, leftBehind, ...outcome } = JSON.parse(out) as Record<string, unknown>
    expect({ after, leftBehind, processes: files.flatMap((file) => processesOf(path.dirname(file))) }).toEqual({
      after: before,
      leftBehind: [],
      processes: [],
    })
    return outcome
  }
  const file = (text: string) => path.join(folderWith({ 'it.yaml': text }), 'it.yaml')

  test.each(endings)('after a run that %s', async (how, last) => {
    expect(await leftBy([file(busy(...last))])).toMatchObject({ status: how === 'passed' ? 'passed' : 'failed' })
  })

  test('after one that was interrupted', async () => {
    expect(await leftBy([file(busy('  - wait: 20s'))], 400)).toEqual({
      status: 'failed',
      code: 'interrupted',
    })
  })

  test('after one whose time was over', async () => {
    const text = busy('  - wait: 20s').replace('scenario: 20s', 'scenario: 400ms')
    expect(await leftBy([file(text)])).toMatchObject({ code: 'scenario-timeout' })
  })

  test('after one that is broken', async () => {
    const text = busy().replace('"sh -c', '"no-such-shell -c')
    expect(await leftBy([file(text)])).toMatchObject({ status: 'broken', code: 'command-not-found' })
  })

  // Dozens of lives, some of which wait for seconds on purpose: a busy machine takes more than a minute for them.
  test('after all scenarios that are meant to fail', { timeout: 300_000 }, async () => {
    // In a folder of their own: other tests may run the same ones at this moment, and processes are known by their folder.
    const own = folderWith({})
    fs.cpSync(path.join(home, 'scenarios/failing'), own, { recursive: true })
    await leftBy(scenariosIn('scenarios/failing').map(({ file: each }) => path.join(own, path.basename(each))))
  })
})

describe('behind the program itself, nothing of ours is left', () => {
  let main = ''
  beforeAll(() => {
    main = builtProgram()
  })

  async function leftBehind(
    last: readonly string[],
    interrupt = false,
  ): Promise<{ code: number | string; out: string }> {
    const folder = folderWith({ 'scenarios/it.yaml': busy(...last) })
    const tmp = path.join(folder, 't')
    fs.mkdirSync(tmp)
    // Short enough for the names of sockets.
    const env = { TMPDIR: tmp }
    const started = startProgram(main, folder, ['run'], env)
    if (interrupt) {
      const recording = path.join(folder, '.scenario/scenarios/it.jsonl')
      while (!fs.existsSync(recording) || !fs.readFileSync(recording, 'utf8').includes('"wait"'))
        await new Promise((resolve) => void setTimeout(resolve, 10))
      started.child.kill('SIGINT')
    }
    const code = await started.ended
    expect(fs.readdirSync(tmp)).toEqual([])
    expect(processesOf(folder)).toEqual([])
    return { code, out: started.out() }
  }

  test('after a run that passed', async () => {
    expect(await leftBehind([])).toMatchObject({ code: 0 })
  })

  test('after one that failed, but for its files in the output folder, which it names', async () => {
    const printed = await leftBehind(endings[1][1])
    expect(printed).toMatchObject({ code: 1 })
    expect(printed.out).toMatch(/files: +\.scenario\/scenarios\/it\.files/)
  })

  test('after one that was interrupted', async () => {
    expect(await leftBehind(['  - wait: 20s'], true)).toMatchObject({ code: 130 })
  })

  test('and it leaves as soon as it is done', async () => {
    const folder = folderWith({ 'scenarios/it.yaml': busy() })
    expect((await programIn(main, folder, ['run', '--reporter', 'json'])).out).toContain('"status": "passed"')
  })
})
