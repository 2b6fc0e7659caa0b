import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test, vi } from 'vitest'
import { cacheFolder, compiledProgram, keepCompiled, keyOf, packed } from '../../src/cli/compile-cache.ts'
import { folderWith } from '../suite/temporary.ts'
import { builtProgram, programIn } from './built.ts'
import { greeting } from './fake-shell.ts'

vi.stubGlobal('PROGRAM_HASH', '0123456789abcdef')
const built = path.dirname(builtProgram())
const home = path.resolve(import.meta.dirname, '../..')
const asRoot = process.getuid?.() === 0

/** A package as it is installed, with nothing compiled beside it, and a folder with a scenario that passes. */
function installed() {
  const folder = folderWith({ 'scenarios/echo.yaml': greeting('Echo') })
  const cli = path.join(folder, 'package/dist/cli')
  fs.cpSync(built, cli, { recursive: true, filter: (file) => !file.endsWith('.compiled') })
  fs.copyFileSync(path.join(home, 'package.json'), path.join(folder, 'package/package.json'))
  const cache = path.join(folder, 'cache')
  const run = (env: Record<string, string> = { XDG_CACHE_HOME: cache }) =>
    programIn(path.join(cli, 'main.js'), folder, ['run', 'echo.yaml'], env)
  return { folder, cli, run, cache: path.join(cache, 'scenario') }
}

const passed = { code: 0, err: '' }
const filesIn = (folder: string): string[] => (fs.existsSync(folder) ? fs.readdirSync(folder) : [])
const only = (folder: string): string => path.join(folder, filesIn(folder)[0]!)

describe('what V8 has compiled', () => {
  test('is kept by the first run that passes, whole and for its owner alone, and used by the second', async () => {
    const { run, cache } = installed()
    expect(await run()).toMatchObject(passed)
    expect(filesIn(cache)).toEqual([expect.stringMatching(/^program-[\da-f]{16}-node-v[\d.]+-\w+-[\da-f]+\.compiled$/)])
    const file = only(cache)
    if (process.platform !== 'win32') {
      expect(fs.statSync(cache).mode & 0o777).toBe(0o700)
      expect(fs.statSync(file).mode & 0o777).toBe(0o600)
    }
    const before = fs.statSync(file)
    expect(await run()).toMatchObject(passed)
    expect(fs.statSync(file).ino).toBe(before.ino)
    expect(fs.statSync(file).mtimeMs).toBe(before.mtimeMs)
  })

  test(
    'is written again where a byte has changed, the file is cut, or is another program’s',
    { timeout: 120_000 },
    async () => {
      const { run, cache } = installed()
      await run()
      const file = only(cache)
      const whole = fs.readFileSync(file)
      const flipped = (at: number): Buffer => {
        const copy = Buffer.from(whole)
        copy[at]! ^= 4
        return copy
      }
      const wrong = [3, 300, 5000, whole.length >> 2, whole.length - 9].map(flipped)
      for (const size of [0, 10, 300, whole.length >> 1, whole.length - 1]) wrong.push(whole.subarray(0, size))
      for (const content of wrong) {
        fs.writeFileSync(file, content)
        expect(await run()).toMatchObject(passed)
        expect(filesIn(cache)).toHaveLength(1)
        const now = fs.readFileSync(file)
        expect(now.subarray(0, 256).equals(whole.subarray(0, 256))).toBe(true)
        const half = (now.length - 256) / 2
        expect(half).toBeGreaterThan(100_000)
        expect(now.subarray(256, 256 + half).equals(now.subarray(256 + half))).toBe(true)
      }
    },
  )

  test('is made anew where V8 rejects it: its own header is wrong', async () => {
    const { run, cache } = installed()
    await run()
    const file = only(cache)
    const whole = fs.readFileSync(file)
    const half = (whole.length - 256) / 2
    const data = Buffer.from(whole.subarray(256, 256 + half))
    data[4]! ^= 255
    fs.writeFileSync(file, packed(path.basename(file, '.compiled'), data))
    expect(await run()).toMatchObject(passed)
    expect(fs.readFileSync(file).subarray(256, 272).equals(whole.subarray(256, 272))).toBe(true)
  })

  test('is one file after several first runs at once, and one for each set of V8’s flags', async () => {
    const { run, cache, cli, folder } = installed()
    const runs = await Promise.all(
      [1, 2, 3].map((each) => run({ XDG_CACHE_HOME: path.dirname(cache), HOME: `/${each}` })),
    )
    for (const each of runs) expect(each.code).toBe(0)
    expect(filesIn(cache)).toHaveLength(1)
    const flags = { XDG_CACHE_HOME: path.dirname(cache), NODE_OPTIONS: '--stack-trace-limit=20' }
    expect(await programIn(path.join(cli, 'main.js'), folder, ['run', 'echo.yaml'], flags)).toMatchObject(passed)
    expect(filesIn(cache)).toHaveLength(2)
  })

  test('is not kept by calls that run nothing, by runs that fail, or when it is turned off', async () => {
    const { cli, folder, run, cache } = installed()
    const env = { XDG_CACHE_HOME: path.dirname(cache) }
    await programIn(path.join(cli, 'main.js'), folder, ['list'], env)
    expect(await run({ ...env, SCENARIO_COMPILE_CACHE: 'off' })).toMatchObject(passed)
    fs.writeFileSync(path.join(folder, 'scenarios/echo.yaml'), 'scenario: Bad\n')
    expect(await run()).toMatchObject({ code: 2 })
    expect(filesIn(cache)).toEqual([])
  })

  test('is no error where it cannot be written', async () => {
    const { run, folder } = installed()
    fs.writeFileSync(path.join(folder, 'file'), '')
    const places: Record<string, string>[] = [
      { XDG_CACHE_HOME: path.join(folder, 'file') },
      { XDG_CACHE_HOME: path.join(folder, 'no/such/folder') },
      { HOME: '' },
      { HOME: '/proc/1' },
      { HOME: 'relative' },
    ]
    for (const env of places) expect(await run(env)).toMatchObject(passed)
    expect(filesIn(folder)).not.toContain('no')
    expect(filesIn(folder)).not.toContain('relative')
  })

  test.skipIf(process.platform === 'win32')('is not trusted where others may write', () => {
    const folder = folderWith({})
    const env = { XDG_CACHE_HOME: folder }
    const cache = path.join(folder, 'scenario')
    const file = path.join(cache, `${keyOf(env)}.compiled`)
    const read = (): string | undefined => compiledProgram(folder, env).data?.toString()
    keepCompiled(file, Buffer.from('compiled'))
    expect(read()).toBe('compiled')
    fs.chmodSync(cache, 0o770)
    expect(read()).toBeUndefined()
    keepCompiled(file, Buffer.from('another'))
    fs.chmodSync(cache, 0o700)
    expect(read()).toBe('compiled')
    fs.chmodSync(file, 0o622)
    expect(read()).toBeUndefined()
    fs.chmodSync(file, 0o600)
    if (asRoot) {
      fs.chownSync(file, 1234, 1234)
      expect(read()).toBeUndefined()
      fs.chownSync(file, 0, 0)
      fs.chownSync(cache, 1234, 1234)
      expect(read()).toBeUndefined()
      fs.chownSync(cache, 0, 0)
    }
    fs.renameSync(cache, path.join(folder, 'other'))
    fs.symlinkSync('other', cache)
    expect(read()).toBeUndefined()
  })

  test('keeps the eight newest', () => {
    const folder = path.join(folderWith({}), 'scenario')
    for (let index = 0; index < 12; index += 1) {
      const file = path.join(folder, `program-${index}.compiled`)
      keepCompiled(file, Buffer.from('compiled'))
      fs.utimesSync(file, 1000 + index, 1000 + index)
    }
    keepCompiled(path.join(folder, 'program-new.compiled'), Buffer.from('compiled'))
    expect(filesIn(folder)).toHaveLength(8)
    expect(filesIn(folder)).toContain('program-new.compiled')
    expect(filesIn(folder)).not.toContain('program-4.compiled')
  })

  test.skipIf(process.platform === 'win32').each([
    [{ XDG_CACHE_HOME: '/x', HOME: '/home/me' }, 'linux', '/x/scenario'],
    [{ XDG_CACHE_HOME: 'x', HOME: '/home/me' }, 'linux', '/home/me/.cache/scenario'],
    [{ HOME: '/Users/me' }, 'darwin', '/Users/me/Library/Caches/scenario'],
    [{ LOCALAPPDATA: '/local', HOME: '/home/me' }, 'win32', '/local/scenario'],
    [{}, 'linux', undefined],
  ] as const)('with %j on %s stands in %s', (env, platform, folder) => {
    expect(cacheFolder(env, platform)).toBe(folder)
  })
})
