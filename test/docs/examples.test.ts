import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { execa } from 'execa'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commands } from '../../src/cli/start/commands.ts'
import type { Flag } from '../../src/cli/flag.ts'
import { markerFlags } from '../../src/cli/embed/marker-flags.ts'
import { commonFlags, runFlags } from '../../src/cli/options.ts'
import { nodeFiles, plugins, registryOf, type Services } from '../../src/index.ts'
import { check, run } from '../../src/pipeline.ts'
import { problemCodes } from '../../src/model/problem.ts'
import type { ActorKind } from '../../src/plugin.ts'
import { keysOf } from '../../src/coercion/argument.ts'
import { verbs as grammarVerbs } from '../../src/language/verbs/index.ts'

const root = path.resolve(import.meta.dirname, '../..')
const read = (file: string): string => readFileSync(path.join(root, file), 'utf8')
const pages = ['README.md', ...readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`)].filter((name) =>
  name.endsWith('.md'),
)
const others = ['CONTRIBUTING.md', 'CHANGELOG.md', 'scenarios/README.md']

/** A fenced block: the comment right before it, the words behind its fence, and its text. */
interface Block {
  readonly page: string
  readonly line: number
  readonly comment: string
  readonly info: string
  readonly text: string
}

const fence = /(?:^<!-- *((?:(?!-->).)*?) *-->\n+)?^```([^\n]*)\n(.*?)^```$/gms
const blocks: readonly Block[] = pages.flatMap((page) => {
  const text = read(page)
  return [...text.matchAll(fence)].map(({ index, 1: comment = '', 2: info = '', 3: body = '' }) => ({
    page,
    line: text.slice(0, index).split('\n').length,
    comment,
    info,
    text: body,
  }))
})
const examples = blocks.filter(({ info, text }) => info === 'yaml' && text.startsWith('scenario:'))
/** Blocks that stand for a file beside the scenario: ```` ```yaml file: login.yaml ````. */
const companions = blocks.flatMap(({ page, info, text }) => {
  const name = /^\w+ file: (\S+)$/.exec(info)?.[1]
  return name === undefined ? [] : [{ page, name, text }]
})
/** Blocks that make up one file, in their order: ```` ```ts part of: memcached.ts ````. */
for (const { page, info, text } of blocks) {
  const name = /^\w+ part of: (\S+)$/.exec(info)?.[1]
  if (name === undefined) continue
  const whole = companions.find((each) => each.page === page && each.name === name)
  if (whole === undefined) companions.push({ page, name, text })
  else whole.text += text
}

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(path.join(tmpdir().length > 40 ? '/tmp' : tmpdir(), 'docs-'))
  // What a reader has who installed the package.
  mkdirSync(path.join(folder, 'node_modules'))
  symlinkSync(root, path.join(folder, 'node_modules', 'scenario'))
  for (const { page, name, text } of companions) {
    mkdirSync(path.join(folder, slug(page)), { recursive: true })
    writeFileSync(path.join(folder, slug(page), name), text)
  }
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const slug = (page: string): string => path.basename(page, '.md').toLowerCase()
const built = existsSync(path.join(root, 'dist/plugin.js'))

function servicesIn(place: string): Services {
  const shown = (file: string): string => path.relative(place, file)
  return { files: nodeFiles(shown), shown, builtIn: registryOf(plugins), vars: new Map() }
}

/** What becomes of a scenario: `passed`, or `refused: unknown-actor`, `fails: expectation-not-met`, `skipped: why`. */
async function outcomeOf(file: string): Promise<string> {
  const services = servicesIn(path.dirname(file))
  const checked = await check(file, services)
  if (checked.scenario === undefined) return `invalid: ${checked.problems.map(({ code }) => code).join(', ')}`
  const host = {
    now: () => performance.now(),
    wall: () => new Date(),
    env: process.env,
    tmpRoot: path.dirname(folder),
    vars: services.vars,
    secrets: [],
    signal: new AbortController().signal,
  }
  const result = await run(checked, host, services)
  if (result.status === 'skipped') return `skipped: ${result.skipped}`
  if (result.failure?.code === 'pty-missing') return `skipped: ${result.failure.message}`
  if (result.status === 'passed') {
    // A warning in an example would teach a mistake.
    return result.warnings.length === 0 ? 'passed' : `warns: ${result.warnings.map(({ code }) => code).join(', ')}`
  }
  const word = result.status === 'broken' ? 'broken' : 'fails'
  return `${word}: ${result.failure?.code}${result.failure === undefined ? '' : ` (${result.failure.message})`}`
}

describe('examples', () => {
  test('there are many', () => {
    expect(examples.length).toBeGreaterThan(50)
  })

  test('every block of YAML is a whole scenario, a file beside one, or says that it is a fragment', () => {
    const wrong = blocks.filter(
      ({ info, text }) =>
        info.startsWith('yaml') && !/^yaml (?:fragment|file: \S+)$/.test(info) && !text.startsWith('scenario:'),
    )
    expect(wrong.map(({ page, line }) => `${page}:${line}`)).toEqual([])
  })

  examples.forEach(({ page, line, comment, text }, index) => {
    const promised = /^(?:fails|invalid|broken): [\w-]+$/.test(comment) ? comment : 'passed'
    const needsBuild = /^plugins:/m.test(text)
    test(`${page}:${line} ${/^scenario: *(.*)$/m.exec(text)?.[1] ?? ''}`, async (context) => {
      if (needsBuild && !built) return context.skip('the plugins’ door is not built; npm run build builds it')
      const place = path.join(folder, slug(page))
      mkdirSync(place, { recursive: true })
      const file = path.join(place, `example-${index}.yaml`)
      writeFileSync(file, text)
      const outcome = await outcomeOf(file)
      if (outcome.startsWith('skipped:')) return context.skip(outcome)
      if (promised === 'passed') expect(outcome).toBe('passed')
      else expect(outcome.replace(/ \(.*$/s, '')).toBe(promised)
    })
  })

  test('the program of the library’s page runs', async (context) => {
    if (!built) return context.skip('the library is not built; npm run build builds it')
    const place = path.join(folder, 'library')
    const { stdout } = await execa(process.execPath, ['run-one.mjs'], { cwd: place })
    expect(stdout).toContain('passed')
  })
})

describe('names', () => {
  const kinds = plugins.flatMap((plugin) => Object.entries<ActorKind>(plugin.actors ?? {}))
  const named = (table: 'matchers' | 'framings' | 'formats' | 'reporters'): string[] =>
    plugins.flatMap((plugin) => Object.keys(plugin[table] ?? {}))

  test.each(kinds)('the kind %s has its section, with every option, fact, verb and shorthand', (name, kind) => {
    const section = sectionOf('docs/actors.md', name)
    expect(section).not.toBe('')
    const words = [
      ...(keysOf(kind.options) ?? []),
      ...kind.facts.filter((fact) => fact !== '*').map((fact) => fact.replace(/\.$/, '')),
      ...kind.can,
      ...Object.keys(kind.verbs ?? {}),
      ...Object.keys(kind.messages ?? {}),
    ]
    expect(words.filter((word) => !new RegExp(`\`[^\`\n]*\\b${word}\\b[^\`\n]*\``).test(section))).toEqual([])
  })

  test.each(named('matchers'))('the matcher %s has its section', (name) => {
    expect(sectionOf('docs/expectations.md', name)).toContain('```yaml')
  })

  test.each(['next', 'without', 'as', 'after', 'stream', 'within'])('the modifier %s is described', (name) => {
    expect(read('docs/expectations.md')).toContain(`\`${name}\``)
  })

  test.each(named('framings'))('the framing %s has its section', (name) => {
    expect(sectionOf('docs/framing.md', name)).not.toBe('')
  })

  test.each(named('reporters'))('the reporter %s is described', (name) => {
    expect(read('docs/cli.md')).toContain(`\`${name}\``)
  })

  test.each(named('formats'))('the format %s is described', (name) => {
    expect(read('docs/pictures.md')).toContain(`\`${name}\``)
  })

  test('every verb has its section, with an example', () => {
    const verbs = Object.keys(grammarVerbs)
    expect(verbs.length).toBeGreaterThan(15)
    expect(verbs.filter((verb) => !sectionOf('docs/steps.md', verb).includes('```yaml'))).toEqual([])
    expect(verbs.filter((verb) => !read('docs/language.md').includes(`\`${verb}\``))).toEqual([])
  })

  test.each(Object.entries(commands))('the command %s is described, with its flags', (name, { flags }) => {
    const section = sectionOf('docs/cli.md', `scenario ${name}`)
    expect(section).not.toBe('')
    expect(Object.keys(flags).filter((flag) => !section.includes(`--${flag}`))).toEqual([])
  })

  test('flags of all commands and short forms are described', () => {
    const cli = read('docs/cli.md')
    const shorts = Object.values<Flag>(runFlags).flatMap(({ alias }) => alias ?? [])
    const wanted = [...Object.keys(commonFlags).map((flag) => `--${flag}`), ...shorts.map((short) => `-${short}`)]
    expect(wanted.filter((flag) => !cli.includes(flag))).toEqual([])
  })
})

describe('what the manual names is there', () => {
  const flags = new Set([
    ...Object.keys(commonFlags),
    ...Object.values(commands).flatMap(({ flags }) =>
      Object.entries<Flag>(flags).flatMap(([name, { also = [] }]) => [name, ...also]),
    ),
    'help',
    'version',
    'no-color',
    'no-ci',
    'no-prove',
    ...Object.keys(markerFlags.flags),
    // Of npx.
    'no',
  ])

  test.each([...pages, ...others])('the flags in %s', (page) => {
    // Those behind another command's name are that command's own.
    const ours = read(page).replaceAll(/\b(?:npm|npx vitest|node|git|redis-server|curl|openssl|bash|exec|script|code)\b[^\n`]*/g, '')
    const named = [...ours.matchAll(/(?<![\w-])--([a-z][a-z-]*)/g)].map(([, name = '']) => name)
    expect(named.filter((name) => !flags.has(name))).toEqual([])
  })

  test('every code that a page shows is one', () => {
    const lines = pages.flatMap((page) =>
      [...read(page).matchAll(/^(?:\S+:\d+:\d+ {2})?(?:error|warning|failed|broken) ([a-z]+(?:-[a-z]+)+)$/gm)].map(
        ([, code = '']) => code,
      ),
    )
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.filter((code) => !(problemCodes as readonly string[]).includes(code))).toEqual([])
  })

  test('every code is given somewhere', () => {
    const sources = ['src', 'plugins'].flatMap((place) =>
      readdirSync(path.join(root, place), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.ts') && !/^(?:model|report)\b/.test(name))
        .map((name) => read(path.join(place, name))),
    )
    expect(problemCodes.filter((code) => !sources.some((text) => text.includes(`'${code}'`)))).toEqual([])
  })
})

describe('pages', () => {
  test('links lead somewhere', () => {
    const broken = [...pages, ...others].flatMap((page) =>
      [...withoutBlocks(read(page)).matchAll(/\]\(([^)\s]+)\)/g)].flatMap(([, link = '']) => {
        if (/^[a-z]+:/.test(link)) return []
        const [file = '', anchor] = link.split('#')
        const target = file === '' ? page : path.posix.join(path.posix.dirname(page), file)
        if (!existsSync(path.join(root, target))) return [`${page}: ${link}`]
        return anchor === undefined || anchorsOf(target).includes(anchor) ? [] : [`${page}: ${link}`]
      }),
    )
    expect(broken).toEqual([])
  })

  test('every page of the manual is linked from the language’s page or the README', () => {
    const linked = read('README.md') + read('docs/language.md')
    expect(pages.filter((page) => page !== 'README.md' && !linked.includes(path.basename(page)))).toEqual([])
  })

  test('every scenario of the course and of TCP is named in scenarios/README.md', () => {
    const list = read('scenarios/README.md')
    const files = ['course', 'tcp'].flatMap((name) =>
      readdirSync(path.join(root, 'scenarios', name)).map((file) => `${name}/${file}`),
    )
    expect(files.length).toBeGreaterThan(20)
    expect(files.filter((file) => !list.includes(`\`${file}\``))).toEqual([])
  })

  test('scenarios/README.md names only what is there', () => {
    const lines = [...read('scenarios/README.md').matchAll(/`([\w-]+\/[\w-]+\.(?:yaml|mjs))`/g)].map(
      ([, file = '']) => file,
    )
    expect(lines.filter((file) => !existsSync(path.join(root, 'scenarios', file)))).toEqual([])
  })
})

/** What stands under a heading of any level, up to the next of the same or a higher one; headings may be `code`. */
function sectionOf(page: string, title: string): string {
  const lines = read(page).split('\n')
  let fenced = false
  let level = 0
  const found: string[] = []
  for (const line of lines) {
    if (line.startsWith('```')) fenced = !fenced
    const heading = fenced ? null : /^(#+) (.*)$/.exec(line)
    if (heading !== null && level > 0 && heading[1]!.length <= level) break
    if (level > 0) found.push(line)
    else if (heading !== null && heading[2]!.replaceAll('`', '').split(', ').includes(title)) level = heading[1]!.length
  }
  return found.join('\n')
}

const withoutBlocks = (text: string): string => text.replaceAll(/^```.*?^```$/gms, '')

/** Anchors as GitHub makes them from headings. */
function anchorsOf(page: string): string[] {
  return [...withoutBlocks(read(page)).matchAll(/^#+ (.*)$/gm)].map(([, title = '']) =>
    title
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
      .trim()
      .replaceAll(/\s/g, '-'),
  )
}
