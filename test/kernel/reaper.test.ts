import { execa, execaSync } from 'execa'
import { existsSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { buildSync } from 'esbuild'
import { expect, test } from 'vitest'
import { guard } from '../../src/kernel/reaper.ts'
import { newTag, takeTag } from '../../src/kernel/index.ts'
import { isOver, statOf } from '../../src/kernel/proc.ts'

const onLinux = existsSync('/proc/self/limits')
const peer = join(dirname(fileURLToPath(import.meta.url)), '../peers/guarded.mjs')

/** One that was killed is a zombie until its parent asks, which takes an init of a container seconds. */
const alive = (pid: number): boolean => {
  const stat = statOf(pid)
  if (stat !== undefined) return !isOver(stat)
  try {
    return !onLinux && process.kill(pid, 0)
  } catch {
    return false
  }
}
const until = async (condition: () => boolean): Promise<void> => {
  while (!condition()) await new Promise((resolve) => setTimeout(resolve, 5))
}
const folder = (name: string): string => {
  const path = join(mkdtempSync(join(tmpdir(), 'guarded-')), name)
  mkdirSync(path)
  writeFileSync(join(path, 'file'), 'x')
  return path
}
/** The peer as plain JavaScript: Node 20 runs no TypeScript. */
const built = (): string => {
  const outfile = join(mkdtempSync(join(tmpdir(), 'guarded-')), 'peer.mjs')
  buildSync({ entryPoints: [peer], outfile, bundle: true, platform: 'node', format: 'esm' })
  return outfile
}

test('a runner that is killed leaves neither groups nor folders; what was taken off the list stays', async () => {
  const [goes, stays] = [folder("it's a folder *"), folder('stays')]
  const runner = execa(process.execPath, [built(), goes, stays, 'stay'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    reject: false,
  })
  const [kept = 0, dropped = 0] = await new Promise<number[]>((resolve) =>
    runner.stdout.once('data', (line: Buffer) => resolve(line.toString().trim().split(' ').map(Number))),
  )
  expect([kept, dropped].map(alive)).toEqual([true, true])
  runner.kill('SIGKILL')
  await until(() => !alive(kept) && !existsSync(goes))
  expect(alive(dropped)).toBe(true)
  expect(existsSync(stays)).toBe(true)
  process.kill(-dropped, 'SIGKILL')
})

test.runIf(onLinux)('what bears a mark is killed wherever it went, 20 of 20; another mark is not', async () => {
  for (let round = 0; round < 20; round++) {
    const reaper = guard()
    const [tag, other] = [newTag() as string, newTag() as string]
    const escaped = [tag, tag, other].map((each) => spawnEscaped(each))
    const [one = 0, two = 0, stranger = 0] = await Promise.all(escaped)
    reaper.addGroup(one, tag)
    reaper.addGroup(stranger, other)
    reaper.removeGroup(stranger)
    reaper.close()
    await until(() => !alive(one) && !alive(two))
    expect(alive(stranger)).toBe(true)
    process.kill(stranger, 'SIGKILL')
  }
})

/** A marked process in a session of its own, without its parent: its pid. */
function spawnEscaped(tag: string): Promise<number> {
  const script = `${takeTag(tag)}; (setsid sh -c 'echo $$; exec sleep 1000 >/dev/null' &)`
  const child = execa('sh', ['-c', script], { stdio: ['ignore', 'pipe', 'ignore'], cleanup: false, reject: false })
  return new Promise((resolve) => child.stdout.once('data', (line: Buffer) => resolve(Number(line.toString()))))
}

test('it does not keep the runner alive, and cleans up behind its natural end too', async () => {
  const [goes, stays] = [folder('goes'), folder('stays')]
  const { stdout: printed } = execaSync(process.execPath, [built(), goes, stays, 'leave'], {
    timeout: 20_000,
    killSignal: 'SIGKILL',
  })
  const [kept = 0, dropped = 0] = printed.trim().split(' ').map(Number)
  await until(() => !alive(kept) && !existsSync(goes))
  process.kill(-dropped, 'SIGKILL')
})

test('closing it cleans up what is still on the list', async () => {
  const reaper = guard()
  const goes = folder('goes')
  reaper.addPath(goes)
  reaper.close()
  await until(() => !existsSync(goes))
})
