import { readFileSync } from 'node:fs'
import { dirname, join, relative, resolve } from 'node:path'
import { globSync } from 'tinyglobby'
import { describe, expect, test } from 'vitest'

const root = resolve(import.meta.dirname, '..')
const files = globSync(['src/**/*.ts', 'plugins/**/*.ts', 'page/**/*.{ts,tsx}'], { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .sort()

/** What each room may import besides itself; rooms not named may not be imported by it. */
const doors: Record<string, readonly string[]> = {
  'src/model': [],
  'src/text': [],
  'src/terminal': ['src/model', 'src/text'],
  'src/kernel': [],
  'src/regex': ['src/model', 'src/text'],
  'src/disk': ['src/model', 'src/text', 'src/kernel'],
  'src/coercion': ['src/model', 'src/text'],
  'src/net': ['src/model', 'src/text', 'src/kernel', 'src/coercion', 'src/registry'],
  'src/rules': ['src/model', 'src/text', 'src/regex', 'src/disk', 'src/coercion', 'src/registry', 'src/net'],
  'src/registry': ['src/model', 'src/text', 'src/coercion'],
  'src/language': ['src/model', 'src/text', 'src/regex', 'src/coercion', 'src/registry'],
  'src/scenario': ['src/model', 'src/text', 'src/regex', 'src/coercion', 'src/registry', 'src/language'],
  'src/schema': ['src/model', 'src/text', 'src/coercion', 'src/registry', 'src/language'],
  'src/run': [
    'src/model',
    'src/text',
    'src/kernel',
    'src/regex',
    'src/disk',
    'src/coercion',
    'src/registry',
    'src/language',
  ],
  'src/config': ['src/model', 'src/text', 'src/registry', 'src/language', 'src/scenario', 'src/schema'],
  'src/transcript': ['src/model', 'src/text'],
  'src/picture': ['src/model', 'src/text'],
  'src/embed': ['src/model', 'src/text', 'src/coercion'],
  // The report's page, which runs in a browser.
  page: ['src/model', 'src/text', 'src/picture'],
  'src/report': ['src/model', 'src/text'],
  'src/forensics': ['src/model', 'src/text'],
  'src/page-file': ['src/model', 'src/text'],
  'src/pipeline.ts': [
    'src/model',
    'src/text',
    'src/regex',
    'src/coercion',
    'src/registry',
    'src/language',
    'src/scenario',
    'src/schema',
    'src/run',
    'src/transcript',
    'src/picture',
    'src/report',
    'src/forensics',
  ],
  'src/watch': [
    'src/terminal',
    'src/suite',
    'src/pipeline.ts',
    'src/model',
    'src/text',
    'src/report',
    'src/review',
    'src/disk',
    'src/kernel',
  ],
  'src/suite': [
    'src/pipeline.ts',
    'src/model',
    'src/text',
    'src/report',
    'src/forensics',
    'src/regex',
    'src/disk',
    'src/kernel',
    'src/transcript',
    'src/run',
  ],
  'src/play': [
    'src/terminal',
    'src/language',
    'src/review',
    'src/suite',
    'src/authoring',
    'src/pipeline.ts',
    'src/model',
    'src/text',
    'src/picture',
    'src/report',
  ],
  'src/review': [
    'src/terminal',
    'src/suite',
    'src/authoring',
    'src/pipeline.ts',
    'src/model',
    'src/text',
    'src/disk',
    'src/transcript',
    'src/picture',
    'src/report',
  ],
  'src/shake': [
    'src/suite',
    'src/pipeline.ts',
    'src/run',
    'src/net',
    'src/authoring',
    'src/language',
    'src/transcript',
    'src/report',
    'src/model',
    'src/text',
    'src/disk',
    'src/kernel',
  ],
  'src/authoring': ['src/model', 'src/text', 'src/coercion', 'src/registry', 'src/language', 'src/scenario'],
  'src/record': [
    'src/authoring',
    'src/pipeline.ts',
    'src/suite',
    'src/model',
    'src/text',
    'src/regex',
    'src/kernel',
    'src/disk',
    'src/net',
    'src/registry',
    'src/language',
    'src/scenario',
    'src/transcript',
    'src/forensics',
    'src/run',
    'src/report',
    'src/terminal',
  ],
  'src/plugin.ts': [
    'src/model',
    'src/text',
    'src/kernel',
    'src/regex',
    'src/disk',
    'src/net',
    'src/rules',
    'src/coercion',
    'src/registry',
    'src/run',
    'src/picture',
    'src/report',
    'src/page-file',
    'src/transcript',
  ],
  'src/plugin-author.ts': ['src/plugin.ts'],
  'src/queue': [
    'src/workers',
    'src/suite',
    'src/pipeline.ts',
    'src/model',
    'src/text',
    'src/disk',
    'src/kernel',
    'src/run',
    'src/report',
  ],
  'src/workers': ['src/suite', 'src/pipeline.ts', 'src/model', 'src/text', 'src/kernel', 'src/registry', 'src/run'],
  'src/lsp': [
    'src/pipeline.ts',
    'src/suite',
    'src/run',
    'src/transcript',
    'src/scenario',
    'src/language',
    'src/registry',
    'src/coercion',
    'src/model',
    'src/text',
  ],
  'src/cli': [
    'src/shake',
    'src/embed',
    'src/lsp',
    'src/terminal',
    'src/watch',
    'src/workers',
    'src/queue',
    'src/review',
    'src/play',
    'src/config',
    'src/pipeline.ts',
    'src/suite',
    'src/model',
    'src/text',
    'src/disk',
    'src/kernel',
    'src/process-environment.ts',
    'src/run',
    'src/report',
    'src/coercion',
    'src/registry',
    'src/plugin.ts',
    'src/contract',
    'src/record',
    'plugins',
  ],
  'src/contract': [
    'src/model',
    'src/text',
    'src/coercion',
    'src/registry',
    'src/regex',
    'src/language',
    'src/run',
    'src/pipeline.ts',
  ],
  'src/library.ts': [
    'src/pipeline.ts',
    'src/suite',
    'src/run',
    'src/model',
    'src/kernel',
    'src/process-environment.ts',
    'plugins',
  ],
  'src/process-environment.ts': ['src/kernel'],
  'src/index.ts': ['src/config', 'src/library.ts', 'src/pipeline.ts', 'src/suite', 'src/model', 'plugins'],
  'src/vitest.ts': [
    'src/library.ts',
    'src/pipeline.ts',
    'src/suite',
    'src/run',
    'src/model',
    'src/text',
    'src/kernel',
    'src/process-environment.ts',
    'plugins',
  ],
}
/**
 * The folders from the ground up: each imports only from those before it, and from itself. A folder that is not named stands with
 * the one that it stands in.
 */
const order = [
  'src/model',
  'src/text',
  'src/terminal',
  'src/kernel',
  'src/regex',
  'src/disk',
  'src/coercion',
  'src/registry',
  'src/language/json-schema',
  'src/language',
  'src/scenario/reading',
  'src/scenario/order',
  'src/scenario',
  'src/authoring',
  'src/schema',
  'src/config',
  'src/net/abstract',
  'src/net',
  'src/net/wire',
  'src/net/wire/hidden',
  'src/rules',
  'src/transcript',
  'src/picture',
  'src/embed',
  'page/data',
  'page/parts',
  'page/address',
  'page/sequence',
  'page/replay',
  'page/list',
  'page/opened',
  'page/frame',
  'page',
  'src/report',
  'src/forensics',
  'src/page-file',
  'src/run/lane',
  'src/run/time',
  'src/run/recording',
  'src/run/context',
  'src/run/failure',
  'src/run/guard',
  'src/run/expectation',
  'src/run/idle',
  'src/run/opening',
  'src/run/verbs',
  'src/run/watchdog',
  'src/run/ending',
  'src/run',
  'src/plugin.ts',
  'src/plugin-author.ts',
  'plugins/tcp/telnet',
  'plugins/tcp/tls',
  'plugins/tcp',
  'plugins/core/framings',
  'plugins/core/patterns',
  'plugins/core/matchers',
  'plugins/program/screen',
  'plugins/program/process',
  'plugins/program/ready',
  'plugins/program/terminal',
  'plugins/program',
  'plugins',
  'src/pipeline',
  'src/pipeline.ts',
  'src/contract',
  'src/suite',
  'src/shake',
  'src/record',
  'src/record/framing',
  'src/record/from-session',
  'src/record/prove',
  'src/record/programs',
  'src/record/wire',
  'src/record/readers',
  'src/workers',
  'src/queue',
  'src/review',
  'src/play',
  'src/lsp/pieces',
  'src/lsp/places',
  'src/lsp/outline',
  'src/lsp/workspace',
  'src/lsp/names',
  'src/lsp/completion',
  'src/lsp/diagnostics',
  'src/lsp/last-run',
  'src/lsp',
  'src/watch',
  'src/process-environment.ts',
  'src/cli',
  'src/cli/commands',
  'src/cli/start',
  'src/library.ts',
  'src/index.ts',
  'src/vitest.ts',
]

/** How high a file stands. */
function floorOf(path: string): number {
  for (let place = path; place !== '.'; place = dirname(place)) if (order.includes(place)) return order.indexOf(place)
  return -1
}

const mayUseNode = [
  /^src\/run\//,
  /^src\/(?:kernel|net|rules|disk|regex)\//,
  /^src\/registry\/load(?:ing|-anew)?\.ts$/,
  /^src\/(?:suite|review)\//,
  /^src\/watch\//,
  /^src\/workers\//,
  /^src\/queue\//,
  /^src\/(?:record|lsp|page-file)\//,
  /^src\/config\/(?:find|load)\.ts$/,
  /^src\/cli\//,
  /^plugins\//,
  /^src\/contract\//,
  /^src\/(?:index|library|vitest|process-environment)\.ts$/,
]

interface Import {
  readonly from: string
  readonly to: string
  readonly isType: boolean
}

/** Without comments and strings that are no imports, so that prose cannot look like code. */
function code(file: string): string {
  return readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '')
}

function importsOf(file: string): Import[] {
  const found: Import[] = []
  for (const match of code(file).matchAll(
    /(?:^|\n)\s*(import|export)\s+(type\s+)?(?:[^'"`;]*?\sfrom\s+)?['"]([^'"]+)['"]|import\(\s*['"]([^'"]+)['"]\s*\)/g,
  )) {
    const specifier = match[3] ?? match[4]
    if (specifier === undefined) continue
    const to = specifier.startsWith('.')
      ? relative(root, resolve(root, dirname(file), specifier)).replaceAll('\\', '/')
      : specifier
    found.push({ from: file, to, isType: match[2] !== undefined })
  }
  return found
}

function roomOf(path: string): string {
  const [first, second] = path.split('/')
  if (first === 'plugins' || first === 'page') return first
  return path.startsWith('src/pipeline/') ? 'src/pipeline.ts' : `${first}/${second}`
}

const imports = files.flatMap(importsOf)

const tests = globSync('test/**/*.test.ts', { cwd: root })
  .map((file) => file.replaceAll('\\', '/'))
  .sort()

/** Tests of what no single file does; CONTRIBUTING says what each holds. All others stand where their source stands. */
const testHomes = [
  'test/build/',
  'test/docs/',
  'test/editor/',
  'test/field/',
  'test/fuzz/',
  'test/hostile/',
  'test/page/hostile.browser.test.ts',
  'test/promises/',
  'test/record/sessions/',
  'test/cli/record/wire-over-tls.test.ts',
  'test/scenarios/',
  'test/soak/',
  'test/architecture.test.ts',
  'test/style.test.ts',
]

/**
 * `test/run/lane/stream.test.ts` tests `src/run/lane/stream.ts`, `test/plugins/core/matchers.test.ts` the folder;
 * `test/page/list/list.browser.test.ts` tests `page/list/list.tsx` in a browser.
 */
function hasSource(file: string): boolean {
  const path = file.slice('test/'.length).replace(/(?:\.browser)?\.test\.ts$/, '')
  const source = /^(?:plugins|page)\//.test(path) ? path : `src/${path}`
  return files.some((each) => each === `${source}.ts` || each === `${source}.tsx` || each.startsWith(`${source}/`))
}

/**
 * The types of steps are made from the verbs, and a verb such as `repeat` reads steps: a circle of types, which only this file closes.
 */
const isDerived = (from: string, to: string): boolean =>
  from === 'src/language/scenario.ts' && to.startsWith('src/language/')

function circlesIn(edges: ReadonlyMap<string, readonly string[]>): string[] {
  const state = new Map<string, 'open' | 'done'>()
  const circles: string[] = []
  const visit = (file: string, path: readonly string[]) => {
    if (state.get(file) === 'done') return
    if (state.get(file) === 'open') {
      circles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
      return
    }
    state.set(file, 'open')
    for (const next of edges.get(file) ?? []) visit(next, [...path, file])
    state.set(file, 'done')
  }
  for (const file of edges.keys()) visit(file, [])
  return circles
}

describe('the house', () => {
  test('has rooms to look at', () => {
    expect(files.length).toBeGreaterThan(80)
    expect(imports.length).toBeGreaterThan(200)
  })

  test('imports point one way', () => {
    const wrong = imports.filter(({ from, to }) => {
      if (!/^(?:src|plugins|page)\//.test(to)) return false
      if (roomOf(from) === 'plugins') {
        if (from === 'plugins/index.ts') return !to.startsWith('plugins/')
        const own = from.split('/').slice(0, 2).join('/')
        return !to.startsWith(`${own}/`) && to !== 'src/plugin.ts'
      }
      return roomOf(from) !== roomOf(to) && !(doors[roomOf(from)] ?? []).includes(roomOf(to))
    })
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  test('folders stand on each other, types included', () => {
    expect(files.filter((file) => floorOf(file) < 0)).toEqual([])
    const up = imports.filter(({ from, to }) => files.includes(to) && floorOf(from) < floorOf(to))
    expect(up.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  test('node: is used only where the world is touched', () => {
    const wrong = imports.filter(
      ({ from, to }) =>
        to.startsWith('node:') && to !== 'node:buffer' && !mayUseNode.some((allowed) => allowed.test(from)),
    )
    expect(wrong.map(({ from, to }) => `${from} -> ${to}`)).toEqual([])
  })

  test('only src/scenario imports yaml, only the loader imports foreign code', () => {
    expect(
      imports.filter(({ from, to }) => to === 'yaml' && !from.startsWith('src/scenario/')).map(({ from }) => from),
    ).toEqual([])
    const dynamic = files.filter((file) => /import\(\s*[^'"`\s)]/.test(code(file)))
    expect(dynamic.filter((file) => !/^src\/registry\/(?:load|import-module)\.ts$/.test(file))).toEqual([])
  })

  test('processes are started by execa, but for one place', () => {
    const started = imports.filter(({ to, isType }) => to === 'node:child_process' && !isType).map(({ from }) => from)
    const asked = files.filter((file) => /getBuiltinModule\('node:child_process'\)/.test(code(file)))
    expect([...started, ...asked]).toEqual(['src/kernel/own-session.ts'])
  })

  test('console and process are used only by the command line', () => {
    const wrong = files.filter(
      (file) =>
        !file.startsWith('src/cli/') &&
        file !== 'src/process-environment.ts' &&
        /\bconsole\.|(?<![.\w'])process\.(?:stdout|stderr|exit|on|env|argv|cwd)\b/.test(code(file)),
    )
    expect(wrong).toEqual([])
  })

  test('no files import each other in a circle, types included', () => {
    const edges = new Map<string, string[]>()
    for (const { from, to } of imports)
      if (files.includes(to) && !isDerived(from, to)) edges.set(from, [...(edges.get(from) ?? []), to])
    expect(circlesIn(edges)).toEqual([])
  })

  test('no folder imports a folder inside of it that imports it back', () => {
    // What stands directly in src or plugins are entries, which the table of rooms orders.
    const between = imports
      .filter(
        ({ from, to }) => files.includes(to) && !isDerived(from, to) && !['src', 'plugins'].includes(dirname(from)),
      )
      .map(({ from, to }) => ({ text: `${from} -> ${to}`, from: dirname(from), to: dirname(to) }))
    const into = between.filter(({ from, to }) => to.startsWith(`${from}/`))
    const both = into.filter((down) => between.some((up) => up.from === down.to && up.to === down.from))
    expect(both.map(({ text }) => text)).toEqual([])
  })

  test('tests stand where their source stands, or have a named home', () => {
    expect(tests.length).toBeGreaterThan(100)
    const inHome = (file: string) => testHomes.some((home) => file.startsWith(home))
    expect(tests.filter((file) => !inHome(file) && !hasSource(file))).toEqual([])
    expect(testHomes.filter((home) => !tests.some((file) => file.startsWith(home)))).toEqual([])
  })

  test('files are small', () => {
    const sizes = files
      .map((file) => ({ file, lines: readFileSync(join(root, file), 'utf8').split('\n').length }))
      .sort((a, b) => a.lines - b.lines)
    expect(sizes[Math.floor(sizes.length / 2)]?.lines).toBeLessThan(100)
    expect(sizes.filter(({ lines }) => lines > 300).map(({ file, lines }) => `${file}: ${lines}`)).toEqual([])
  })
})
