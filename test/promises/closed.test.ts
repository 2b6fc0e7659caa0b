import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest'
import type { ScenarioResult } from '../../src/model/result.ts'
import { builtProgram, programIn, startProgram } from '../cli/built.ts'
import { runFile, scenariosIn } from '../scenarios/house.ts'
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
  ['failed by the audit', ['  - end: server', '  - signal: { parent: SIGKILL }', '  - note: nobody expected that']],
] as const

/** Kinds of things that keep a loop alive, counted; what the test’s own runner has open comes and goes. */
function open(): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const kind of process.getActiveResourcesInfo())
    if (/TCP|Pipe|UDP|Process|TLS|Timeout/.test(kind)) counts[kind] = (counts[kind] ?? 0) + 1
  return counts
}

const links = (folder: string): string[] => {
  try {
    return fs.readdirSync(folder).flatMap((name) => {
      try {
        return [fs.readlinkSync(path.join(folder, name))]
      } catch {
        return []
      }
    })
  } catch {
    return []
  }
}
const sockets = (): number => links('/proc/self/fd').filter((link) => /^(?:socket|pipe):/.test(link)).length

/** Living processes whose environment or working folder names this folder, or whose parent is this process. */
function processesOf(mark: string): string[] {
  if (!fs.existsSync('/proc/self')) return []
  return fs
    .readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((pid) => {
      try {
        if (/^State:\t[ZX]/m.test(fs.readFileSync(`/proc/${pid}/status`, 'utf8'))) return []
        const told = fs.readlinkSync(`/proc/${pid}/cwd`)
        return told.startsWith(mark)
          ? [`${pid} ${fs.readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')}`]
          : []
      } catch {
        return []
      }
    })
}

const whatIsOpen = () => JSON.stringify({ open: open(), sockets: sockets() })
const moment = () => new Promise((resolve) => void setTimeout(resolve, 20))

/** What is open once nothing closes any more: handles that were closed leave the books some turns later. */
async function standing(): Promise<string> {
  for (let before = '', now = whatIsOpen(); ; before = now, now = whatIsOpen()) {
    if (before === now) return now
    await moment()
  }
}

/** The same, or what it is when that has not come within two seconds. */
async function becoming(wanted: string): Promise<string> {
  for (let looks = 0; looks < 100 && whatIsOpen() !== wanted; looks++) await moment()
  return whatIsOpen()
}

describe('in this process, nothing of ours is left open', () => {
  const bench = () => {
    const tmpRoot = fs.mkdtempSync(path.join(os.tmpdir(), 'c-'))
    onTestFinished(() => fs.rmSync(tmpRoot, { recursive: true, force: true }))
    return tmpRoot
  }

  /** Runs it once and looks what is left afterwards that was not there before. */
  async function leftBy(text: string, signal?: () => AbortSignal): Promise<{ result: ScenarioResult; left: unknown }> {
    const tmpRoot = bench()
    const folder = folderWith({ 'it.yaml': text })
    const play = () =>
      runFile(path.join(folder, 'it.yaml'), { tmpRoot, ...(signal === undefined ? {} : { signal: signal() }) }, folder)
    // The first run loads what is loaded late; the second is measured.
    await play()
    for (const name of fs.readdirSync(tmpRoot)) fs.rmSync(path.join(tmpRoot, name), { recursive: true })
    const before = await standing()
    const result = await play()
    const after = await becoming(before)
    const kept = result.kept === undefined ? [] : [path.basename(result.kept)]
    const strays = fs.readdirSync(tmpRoot).filter((name) => !kept.includes(name))
    return { result, left: { before, after, strays, processes: processesOf(folder) } }
  }

  const nothing = (left: unknown) => {
    const { before, after, strays, processes } = left as Record<string, unknown>
    expect({ after, strays, processes }).toEqual({ after: before, strays: [], processes: [] })
  }

  test.each(endings)('after a run that %s', async (how, last) => {
    const { result, left } = await leftBy(busy(...last))
    expect(result.status).toBe(how === 'passed' ? 'passed' : 'failed')
    nothing(left)
  })

  test('after one that was interrupted', async () => {
    const { result, left } = await leftBy(busy('  - wait: 20s'), () => {
      const abort = new AbortController()
      setTimeout(() => abort.abort(), 150)
      return abort.signal
    })
    expect(result).toMatchObject({ status: 'failed', failure: { code: 'interrupted' } })
    expect(result.kept).toBeUndefined()
    nothing(left)
  })

  test('after one whose time was over', async () => {
    const { result, left } = await leftBy(busy('  - wait: 20s').replace('scenario: 20s', 'scenario: 400ms'))
    expect(result.failure?.code).toBe('scenario-timeout')
    nothing(left)
  })

  test('after one that is broken', async () => {
    const { result, left } = await leftBy(busy().replace('"sh -c', '"no-such-shell -c'))
    expect(result).toMatchObject({ status: 'broken', failure: { code: 'command-not-found' } })
    nothing(left)
  })

  test('after all scenarios that are meant to fail', async () => {
    const tmpRoot = bench()
    const play = async () => {
      for (const { file } of scenariosIn('scenarios/failing')) await runFile(file, { tmpRoot })
    }
    await play()
    const before = await standing()
    await play()
    expect(await becoming(before)).toBe(before)
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
    const kept = /sc-\w+/.exec(started.out())?.[0]
    expect(fs.readdirSync(tmp).filter((name) => name !== kept)).toEqual([])
    expect(processesOf(folder)).toEqual([])
    return { code, out: started.out() }
  }

  test('after a run that passed', async () => {
    expect(await leftBehind([])).toMatchObject({ code: 0 })
  })

  test('after one that failed, but for its folder, which it names', async () => {
    const said = await leftBehind(endings[1][1])
    expect(said).toMatchObject({ code: 1 })
    expect(said.out).toMatch(/sc-\w{6}/)
  })

  test('after one that was interrupted', async () => {
    expect(await leftBehind(['  - wait: 20s'], true)).toMatchObject({ code: 130 })
  })

  test('and it leaves as soon as it is done', async () => {
    const folder = folderWith({ 'scenarios/it.yaml': busy() })
    expect((await programIn(main, folder, ['run', '--reporter', 'json'])).out).toContain('"status": "passed"')
  })
})
