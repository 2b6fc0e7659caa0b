import { execa } from 'execa'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'

const home = path.resolve(import.meta.dirname, '../..')
const built = path.resolve(home, process.env['SCENARIO_DIST'] ?? 'dist')
const { CI: _, ...env } = process.env

let folder: string
/** Paths in the package. */
let packed: readonly string[]
/** Where it is installed, in a folder that was empty. */
let place: string

interface Manifest {
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>
  readonly bin: Readonly<Record<string, string>>
  readonly dependencies: Readonly<Record<string, string>>
}
const manifest = JSON.parse(readFileSync(path.join(home, 'package.json'), 'utf8')) as Manifest

beforeAll(async () => {
  folder = mkdtempSync(path.join(tmpdir(), 'package-'))
  const source = path.join(folder, 'source')
  mkdirSync(source)
  for (const name of ['package.json', 'README.md', 'CHANGELOG.md', 'LICENSE', 'docs', 'src', 'templates', 'test'])
    cpSync(path.join(home, name), path.join(source, name), { recursive: true })
  cpSync(built, path.join(source, 'dist'), { recursive: true })
  const { stdout } = await execa('npm', ['pack', '--ignore-scripts', '--json'], { cwd: source })
  const [{ filename, files }] = JSON.parse(stdout) as [{ filename: string; files: { path: string }[] }]
  packed = files.map((file) => file.path)

  place = path.join(folder, 'place')
  const modules = path.join(place, 'node_modules')
  mkdirSync(modules, { recursive: true })
  await execa('tar', ['-xzf', path.join(source, filename), '-C', modules])
  await execa('mv', [path.join(modules, 'package'), path.join(modules, 'scenario')])
  // What the registry would bring is here already.
  for (const name of [...Object.keys(manifest.dependencies), 'vitest']) {
    mkdirSync(path.dirname(path.join(modules, name)), { recursive: true })
    symlinkSync(path.join(home, 'node_modules', name), path.join(modules, name))
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const command = (...args: string[]) =>
  execa(process.execPath, [path.join(place, 'node_modules/scenario', manifest.bin['scenario']!), ...args], {
    cwd: place,
    env: { ...env, NO_COLOR: '1', XDG_CACHE_HOME: path.join(folder, 'cache') },
    extendEnv: false,
    stripFinalNewline: false,
  })

test('has what the manifest promises, the manual, the templates and nothing else', () => {
  const promised = [
    ...Object.values(manifest.bin),
    ...Object.values(manifest.exports).flatMap((each) => (typeof each === 'string' ? each : each.default)),
  ]
  expect(promised.map((file) => file.replace(/^\.\//, '')).filter((file) => !packed.includes(file))).toEqual([])
  const manual = readdirSync(path.join(home, 'docs'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(home, path.join(entry.parentPath, entry.name)))
  expect(packed.filter((file) => file.startsWith('docs/')).toSorted()).toEqual(manual.toSorted())
  const others = packed.filter((file) => !/^(?:dist|docs|templates)\//.test(file))
  expect(others.toSorted()).toEqual(['CHANGELOG.md', 'LICENSE', 'README.md', 'package.json'])
})

test('has nothing that is bound to the machine that built it', () => {
  expect(packed.filter((file) => /\.(?:compiled|cache|node|map|tsbuildinfo)$/.test(file))).toEqual([])
  const root = path.join(place, 'node_modules/scenario')
  const lines = packed.filter((file) => readFileSync(path.join(root, file), 'utf8').includes(home))
  expect(lines).toEqual([])
})

test('sets up a folder, writes a scenario and runs both', async () => {
  await command('init')
  await command('new', 'login', '--from', 'tcp')
  const { stdout } = await command('run')
  expect(stdout).toContain('2 passed')
  expect((await command('explain', 'port-in-use')).stdout).toMatch(/^port-in-use\n/)
})

test('is imported by each of its names', async () => {
  writeFileSync(
    path.join(place, 'it.mjs'),
    `import { run } from 'scenario'
import { definePlugin, text, z } from 'scenario/plugin'
const { status } = await run('scenarios/login.yaml')
console.log(status, typeof definePlugin, typeof text, typeof z.object)
`,
  )
  await command('new', 'login', '--from', 'tcp').catch(() => {})
  const { stdout } = await execa(process.execPath, ['it.mjs'], { cwd: place, env, extendEnv: false })
  expect(stdout).toBe('passed function function function')
})

test('gives vitest its scenarios', async () => {
  writeFileSync(
    path.join(place, 'it.test.mjs'),
    `import { scenarios } from 'scenario/vitest'\nscenarios(new URL('./scenarios', import.meta.url))\n`,
  )
  const bin = path.join(place, 'node_modules/vitest/vitest.mjs')
  const { VITEST: __, ...plain } = env
  const { stdout } = await execa(process.execPath, [bin, 'run', '--reporter=json', '--dir', '.', 'it.test.mjs'], {
    cwd: place,
    env: plain,
  })
  expect(JSON.parse(stdout)).toMatchObject({ success: true })
})
