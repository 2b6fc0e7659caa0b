import type { ChildProcess } from 'node:child_process'
import { execa } from 'execa'
import { createServer, type AddressInfo } from 'node:net'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { afterEach, describe, expect, test } from 'vitest'
import { statOf } from '../../src/kernel/proc.ts'
import {
  commandOf,
  processTree,
  type ProcessTree,
  inputOf,
  listeners,
  listeningOf,
  newTag,
  quiet,
  sameSnapshot,
  socketsOf,
  takeTag,
  waitingForInput,
} from '../../src/kernel/index.ts'

const children: ChildProcess[] = []
const marked: ProcessTree[] = []
afterEach(() => {
  for (const { escaped } of marked.splice(0)) for (const pid of escaped()) process.kill(pid, 'SIGKILL')
  for (const { pid } of children.splice(0)) {
    try {
      process.kill(-(pid as number), 'SIGKILL')
    } catch {
      // it has left
    }
  }
})

const begin = (...[file = '', ...args]: string[]): number => {
  const child = execa(file, args, {
    detached: true,
    stdio: ['pipe', 'pipe', 'ignore'],
    buffer: false,
    reject: false,
  })
  children.push(child)
  return child.pid as number
}
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setImmediate(resolve))
}
const waits = (pid: number): boolean => waitingForInput(pid, inputOf(pid) ?? '')

describe.runIf(existsSync('/proc/self/stat'))('through /proc', () => {
  test('a family is the program, its children, and a child that left the session once it was seen', async () => {
    const pid = begin('sh', '-c', 'sleep 1000 & setsid sleep 1000 & read line; exit 0')
    const kin = processTree(pid)
    await until(() => kin.pids().length === 3)
    const seen = kin.pids()
    process.kill(pid, 'SIGKILL')
    await until(() => !kin.pids().includes(pid))
    expect([...kin.pids()].sort()).toEqual(seen.filter((each) => each !== pid).sort())
    for (const each of kin.pids()) process.kill(each, 'SIGKILL')
    await until(() => kin.pids().length === 0)
  })

  test('a child that left the session before anybody looked is kin by the mark that it bears', async () => {
    const tag = newTag()
    const pid = begin('sh', '-c', `${takeTag(tag)}; (setsid sleep 1000 &); read line`)
    const kin = processTree(pid, tag)
    marked.push(kin)
    // It has lost its parent, and become what it is.
    await until(() => kin.escaped().length === 1 && commandOf(kin.escaped()[0] ?? 0) === 'sleep 1000')
    await until(() => statOf(kin.escaped()[0] ?? 0)?.parent !== pid)
    const late = processTree(pid, tag)
    const [escaped = 0] = late.escaped()
    expect(kin.escaped()).toEqual([escaped])
    expect([...late.pids()].sort()).toEqual([pid, escaped].sort())
    expect(processTree(pid, newTag()).pids()).toEqual([pid])
    process.kill(escaped, 'SIGKILL')
    await until(() => kin.escaped().length === 0)
  })

  test('somebody else’s processes are no kin', async () => {
    const one = processTree(begin('cat'))
    const other = begin('cat')
    expect(one.pids()).not.toContain(other)
    expect(one.pids()).not.toContain(process.pid)
  })

  test('two looks at a sleeping program are the same, until it has done something', async () => {
    const pid = begin('cat')
    await until(() => waits(pid))
    const before = quiet([pid])
    const again = quiet([pid])
    expect(before && again && sameSnapshot(before, again)).toBe(true)
    children[0]?.stdin?.write('x')
    await new Promise((resolve) => children[0]?.stdout?.once('data', resolve))
    await until(() => waits(pid))
    const after = quiet([pid])
    expect(after?.asleep).toBe(true)
    expect(before && after && sameSnapshot(before, after)).toBe(false)
  })

  test('one that computes is never asleep, a stopped and a gone one always are', async () => {
    const pid = begin('sh', '-c', 'echo up; while :; do :; done')
    await new Promise((resolve) => children[0]?.stdout?.once('data', resolve))
    // Any look may find it waiting for a processor in the middle of a switch; what counts is that no two are the same.
    const looks = Array.from({ length: 20 }, () => quiet([pid]))
    expect(looks.some((look) => look?.asleep)).toBe(false)
    process.kill(pid, 'SIGSTOP')
    await until(() => quiet([pid])?.asleep === true)
    process.kill(pid, 'SIGKILL')
    await new Promise((resolve) => children[0]?.once('exit', resolve))
    expect(quiet([pid])).toMatchObject({ asleep: true, counts: '' })
  })

  test.each([
    ['read', ['cat']],
    ['epoll', [process.execPath, '-e', 'process.stdin.resume()']],
    ['select', ['python3', '-c', 'import select,sys; select.select([sys.stdin],[],[])']],
    ['poll', ['python3', '-c', 'import select; p=select.poll(); p.register(0, select.POLLIN); p.poll()']],
    [
      'another thread’s read',
      [
        'python3',
        '-c',
        'import threading,sys,time; threading.Thread(target=sys.stdin.readline).start(); time.sleep(1000)',
      ],
    ],
  ])('waiting for input is seen in %s', async (_, command) => {
    const pid = begin(...command)
    await until(() => waits(pid))
  })

  test('sleeping, and polling something else, is not waiting for input', async () => {
    for (const command of [
      ['sleep', '1000'],
      [process.execPath, '-e', 'setInterval(()=>{},1e6);console.log(1)'],
    ]) {
      const pid = begin(...command)
      await until(() => quiet([pid])?.asleep === true && inputOf(pid) !== undefined)
      expect(waits(pid)).toBe(false)
    }
  })

  test('listeners of a port and of a path, and whose they are', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'listening-'))
    const path = join(folder, 'a b.sock')
    const byPort = createServer()
    const byPath = createServer()
    await new Promise<void>((resolve) => byPort.listen(0, '127.0.0.1', resolve))
    await new Promise<void>((resolve) => byPath.listen(path, resolve))
    const { port } = byPort.address() as AddressInfo
    const mine = socketsOf(process.pid)
    for (const wanted of [{ port }, { path }]) {
      const found = listeners(wanted)
      expect(found).toHaveLength(1)
      expect(mine?.has(found?.[0]?.inode ?? '')).toBe(true)
    }
    expect(listeners({ port })?.[0]?.host).toBe('127.0.0.1')
    expect(listeningOf([process.pid], 'tcp')).toContain(String(port))
    expect(listeningOf([process.pid], 'unix')).toContain(path)
    expect(listeningOf([], 'tcp')).toEqual([])
    byPort.close()
    byPath.close()
    rmSync(folder, { recursive: true })
    expect(listeners({ path })).toEqual([])
  })

  test('IPv6 addresses in the usual notation', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '::1', resolve))
    expect(listeners({ port: (server.address() as AddressInfo).port })?.map(({ host }) => host)).toEqual(['::1'])
    server.close()
  })
})

test('under a limit that leaves few numbers there is no mark, so that no two programs bear the same', () => {
  for (const ceiling of [0, 1, 4, 1000, 2 ** 32 - 1]) expect(newTag(ceiling)).toBeUndefined()
  const tags = new Set(Array.from({ length: 1000 }, () => newTag(2 ** 48)))
  expect(tags.size).toBe(1000)
  expect(takeTag(undefined)).toBe(':')
})
