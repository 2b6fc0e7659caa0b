import { execa } from 'execa'
import fs from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { transform } from 'esbuild'
import { home } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'

const page = fs.readFileSync(path.join(home, 'docs/plugins.md'), 'utf8')
const section = page.slice(page.indexOf('## A protocol, step by step'), page.indexOf('## The contract test'))
const blocks = (info: string): string[] =>
  [...section.matchAll(new RegExp(`^\`\`\`${info}\\n(.*?)^\`\`\`$`, 'gms'))].map(([, text = '']) => text)
const plugin = blocks('ts part of: memcached\\.ts').join('\n')
const [store = ''] = blocks('js file: store\\.mjs')
const [good = '', bad = ''] = blocks('yaml')

/** A build of its own, as the package has it, where its dependencies are found. */
const built = path.join(home, `.build-test-${process.pid}`)
beforeAll(async () => {
  const { code, err } = await node(home, ['build.mjs', '--no-types', '--out', path.basename(built)])
  if (code !== 0) throw new Error(err)
  const manifest = { name: 'scenario', type: 'module', exports: { './plugin': './plugin.js', '.': './index.js' } }
  fs.writeFileSync(path.join(built, 'package.json'), JSON.stringify(manifest))
}, 60_000)
afterAll(() => fs.rmSync(built, { recursive: true, force: true }))

async function node(cwd: string, args: readonly string[]) {
  const env = { CI: '', NO_COLOR: '1' }
  const done = await execa(process.execPath, args, { cwd, env, reject: false, stripFinalNewline: false })
  return { code: done.exitCode, out: done.stdout, err: done.stderr }
}

const scenario = (cwd: string, ...args: string[]) => node(cwd, [path.join(built, 'cli/main.js'), ...args])

/** What a reader has who follows the page, in TypeScript or with the types taken out. */
async function readersFolder(language: 'ts' | 'mjs'): Promise<string> {
  const source = language === 'ts' ? plugin : (await transform(plugin, { loader: 'ts', format: 'esm' })).code
  const named = (text: string) => text.replace('memcached.ts', `memcached.${language}`)
  const folder = folderWith({
    [`scenarios/memcached.${language}`]: source,
    'scenarios/store.mjs': store,
    'scenarios/good.yaml': named(good),
    'scenarios/bad.yaml': named(bad),
  })
  fs.mkdirSync(path.join(folder, 'node_modules'))
  fs.symlinkSync(built, path.join(folder, 'node_modules/scenario'))
  return folder
}

describe.each(['ts', 'mjs'] as const)('the plugin of docs/plugins.md, step by step, as .%s', (language) => {
  test('plays its scenario', { timeout: 60_000 }, async () => {
    const folder = await readersFolder(language)
    const { code, out, err } = await scenario(folder, 'run', 'good')
    expect({ code, err }, out).toEqual({ code: 0, err: '' })
    const transcript = fs.readFileSync(path.join(folder, 'transcripts/good.txt'), 'utf8')
    expect(transcript).toContain('cache > set greeting 0 0 5')
    expect(transcript).toContain('cache | STORED')
    expect(transcript).toContain('cache | VALUE answer 0 2')
    expect(await scenario(folder, 'run', 'good', '--ci')).toMatchObject({ code: 0 })
    expect(await scenario(folder, 'run', 'bad')).toMatchObject({
      code: 1,
      out: expect.stringContaining('nothing is stored as “nothing”'),
    })
  })

  test('is checked, shown and explained like the built-in ones', { timeout: 60_000 }, async () => {
    const folder = await readersFolder(language)
    const misspelt = path.join(folder, 'scenarios/bad.yaml')
    fs.writeFileSync(
      misspelt,
      fs.readFileSync(misspelt, 'utf8').replace('- get:', '- gett:').replace('memcached: store', 'memcahced: store'),
    )
    const { err, out } = await scenario(folder, 'check', 'bad')
    expect(err + out).toContain('did you mean “memcached”?')
    const page = await scenario(folder, 'plugins', `./scenarios/memcached.${language}`)
    expect(page).toMatchObject({ code: 0, err: '' })
    for (const word of [
      'a client that stores and gets',
      'the server: an actor that has a port',
      'value-of',
      'stores values',
    ])
      expect(page.out).toContain(word)
  })

  test('keeps the contract', { timeout: 60_000 }, async () => {
    const folder = await readersFolder(language)
    const { code, out, err } = await scenario(folder, 'plugins', '--test', `./scenarios/memcached.${language}`)
    expect(err).toBe('')
    expect(out).toContain('rules are kept')
    expect(out).not.toMatch(/broken|untested/)
    expect(code).toBe(0)
  })
})

test('one that breaks the contract is reported, with exit code 1', { timeout: 60_000 }, async () => {
  const folder = await readersFolder('ts')
  const file = path.join(folder, 'scenarios/memcached.ts')
  fs.writeFileSync(file, plugin.replace('stop: async () => void socket.destroy()', 'stop: async () => {}'))
  const { code, out } = await scenario(folder, 'plugins', '--test', './scenarios/memcached.ts')
  expect(out).toMatch(/broken +starts, has its facts, and stops\n +it left a socket open/)
  expect(out).toMatch(/\d+ of \d+ rules (?:is|are) broken/)
  expect(code).toBe(1)
  expect(await scenario(folder, 'plugins', '--test', './nowhere.ts')).toMatchObject({
    code: 2,
    err: expect.stringContaining('no such file'),
  })
})

test('its types are right, as the door has them', { timeout: 60_000 }, async () => {
  const folder = path.join(built, 'typed')
  fs.mkdirSync(folder, { recursive: true })
  fs.writeFileSync(path.join(folder, 'memcached.ts'), plugin)
  const compilerOptions = {
    ...(JSON.parse(fs.readFileSync(path.join(home, 'tsconfig.json'), 'utf8')) as { compilerOptions: object })
      .compilerOptions,
    noEmit: true,
    rootDir: home,
    paths: { 'scenario/plugin': [path.join(home, 'src/plugin-author.ts')] },
  }
  fs.writeFileSync(path.join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, include: ['*.ts'] }))
  const { code, out } = await node(home, ['node_modules/typescript/bin/tsc', '-p', folder])
  expect(out).toBe('')
  expect(code).toBe(0)
})
