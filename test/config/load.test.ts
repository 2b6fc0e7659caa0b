import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import { findConfigurations } from '../../src/config/find.ts'
import { loadConfiguration } from '../../src/config/load.ts'
import { configurationOf } from '../../src/config/of-project.ts'
import { registryOf } from '../../src/pipeline.ts'
import { placeOf } from '../../src/report/place.ts'
import { nodeFiles } from '../../src/suite/files.ts'
import { folderWith } from '../suite/temporary.ts'

function loaded(files: Readonly<Record<string, string>>, inCi = false, patience?: number) {
  const folder = fs.realpathSync(folderWith(files))
  const shown = (file: string): string => path.relative(folder, file) || '.'
  return loadConfiguration(findConfigurations(folder), {
    registry: registryOf(plugins),
    read: nodeFiles(shown).read,
    shown,
    inCi,
    ...(patience === undefined ? {} : { patience }),
  })
}

async function mistakesIn(files: Readonly<Record<string, string>>, patience?: number): Promise<string[]> {
  const found = await loaded(files, false, patience)
  if ('configuration' in found) return []
  return found.problems.map(({ code, message, span, hint }) => {
    const place = span === undefined ? '' : `${placeOf(span, (file) => found.sources.get(file))} `
    return `${place}${code}: ${message}${hint === undefined ? '' : ` (${hint})`}`
  })
}

/** What is written, the place of the mistake, and words of the message or the hint. */
const mistakes: readonly (readonly [name: string, text: string, place: string, says: string])[] = [
  ['scenario.config.yaml', 'job: 4', ':1:1 unknown-key', 'did you mean “jobs”?'],
  ['scenario.config.yaml', 'jobs: 4\nci:\n  baill: true', ':3:3 unknown-key', 'did you mean “bail”?'],
  ['scenario.config.yaml', 'ci: { ci: { jobs: 1 } }', ':1:7 unknown-key', '“ci” is not known in “ci”'],
  ['scenario.config.yaml', 'workers: 2', ':1:1 unknown-key', 'did you mean “jobs”?'],
  ['scenario.config.yaml', 'ci: { retry: 2 }', ':1:7 unknown-key', 'did you mean “retries”?'],
  ['scenario.config.yaml', 'shard: 1/3', ':1:1 unknown-key', 'scenario run --shard 2/3'],
  ['scenario.config.yaml', 'title: "/(/"', ':1:8 invalid-regex', 'without slashes it is plain text'],
  [
    'scenario.config.yaml',
    'reporters: [{ json: { file: a } }, tap, { junit: { file: a } }]',
    ':1:43 invalid-value',
    '“json” and “junit” write one file',
  ],
  ['scenario.config.yaml', 'actors: {}', ':1:1 unknown-key', 'it knows: scenarios'],
  ['scenario.config.yaml', 'jobs: four', ':1:7 wrong-type', 'a whole number from 1 on'],
  ['scenario.config.yaml', 'jobs: 0', ':1:7 invalid-value', 'a whole number from 1 on'],
  ['scenario.config.yaml', 'jobs: 1.5', ':1:7 invalid-value', 'a whole number from 1 on'],
  ['scenario.config.yaml', 'timeoutScale: 0', ':1:15 invalid-value', 'a number above 0'],
  ['scenario.config.yaml', 'timeoutScale: x', ':1:15 wrong-type', 'such as “timeoutScale: 3”'],
  ['scenario.config.yaml', 'matrix: [redis]', ':1:9 wrong-type', 'write “matrix: { impl: [redis, valkey] }”'],
  ['scenario.config.yaml', 'matrix: { impl: { a: 1 } }', ':1:17 wrong-type', '“impl” takes text, not'],
  ['scenario.config.yaml', 'matrix: { impl: [a, [b]] }', ':1:21 wrong-type', '“impl” takes text, not a list'],
  ['scenario.config.yaml', 'matrix: { impl: [] }', ':1:11 nothing-to-do', '“impl” has no values'],
  ['scenario.config.yaml', 'matrix: { impl: [a, ""] }', ':1:17 invalid-value', 'a value of “impl” is empty'],
  ['scenario.config.yaml', 'matrix: { impl: [a, a] }', ':1:17 invalid-value', 'has the value “a” twice'],
  ['scenario.config.yaml', 'matrix: { impl: ["a b", a/b] }', ':1:17 invalid-value', 'the same in names of files'],
  [
    'scenario.config.yaml',
    'matrix: { toString: a }',
    ':1:11 invalid-value',
    '“toString” cannot name values of a matrix',
  ],
  ['scenario.config.yaml', 'matrix: { i.j: a }', ':1:11 invalid-value', '“i.j” cannot name values of a matrix'],
  ['scenario.config.yaml', 'matrix: { impl: "${env.A}" }', ':1:17 invalid-value', '“impl” cannot hold variables'],
  ['scenario.config.yaml', 'transcripts: each', ':1:14 invalid-value', 'expected shared, per-value or per-project'],
  ['scenario.config.yaml', 'bail: "yes"', ':1:7 wrong-type', 'true or false'],
  ['scenario.config.yaml', 'scenarios: [a, b]', ':1:12 wrong-type', 'takes text'],
  ['scenario.config.yaml', 'out:', ':1:1 missing-text', 'has no text'],
  ['scenario.config.yaml', 'title: ${name}', ':1:8 invalid-value', 'cannot hold variables'],
  ['scenario.config.yaml', 'reporters: junit=x.xml', ':1:12 invalid-value', 'write { junit: { file: x.xml } }'],
  ['scenario.config.yaml', 'reporters: [{ a: , b: }]', ':1:13 one-key-map', 'several keys'],
  ['scenario.config.yaml', 'reporters: { junit: x.xml }', ':1:21 wrong-type', 'write { junit: { file: report.xml } }'],
  ['scenario.config.yaml', 'reporters: [{ junit: { fil: x } }]', ':1:24 unknown-key', 'did you mean “file”?'],
  ['scenario.config.yaml', 'reporters: [[junit]]', ':1:13 one-key-map', 'not a list'],
  ['scenario.config.yaml', 'vars: [a=1]', ':1:7 wrong-type', 'vars: { name: value }'],
  ['scenario.config.yaml', 'secrets: [TOKEN, "a b"]', ':1:18 invalid-value', 'write the name alone'],
  ['scenario.config.yaml', 'secrets: TOKEN=abc', ':1:10 invalid-value', '“TOKEN=abc” cannot name a variable'],
  ['scenario.config.yaml', 'secrets: [$TOKEN]', ':1:11 invalid-value', 'cannot name a variable'],
  ['scenario.config.yaml', 'secrets: ""', ':1:10 invalid-value', 'cannot name a variable'],
  ['scenario.config.yaml', 'projects: { a: { secrets: "A,B" } }', ':1:27 invalid-value', 'cannot name a variable'],
  ['scenario.config.yaml', 'vars: { a b: 1 }', ':1:9 invalid-value', 'cannot name a variable'],
  ['scenario.config.yaml', 'vars: { a: "${b}" }', ':1:13 unknown-variable', 'only ${env.NAME}'],
  ['scenario.config.yaml', 'vars: { a: { b: 1 } }', ':1:12 wrong-type', 'takes text'],
  ['scenario.config.yaml', 'env: { "A=B": 1 }', ':1:8 invalid-value', 'cannot name an environment variable'],
  ['scenario.config.yaml', 'plugins: [{ a: 1 }]', ':1:11 wrong-type', 'takes text'],
  ['scenario.config.yaml', 'limits: { step: 10 }', ':1:17 invalid-value', 'a number with its unit'],
  ['scenario.config.yaml', 'limits: { steps: 1s }', ':1:11 unknown-key', 'did you mean “step”?'],
  ['scenario.config.yaml', 'step: 1s', ':1:1 unknown-key', 'write it inside of “limits”'],
  ['scenario.config.yaml', 'mask: [uuids]', ':1:8 unknown-mask', 'did you mean “uuid”?'],
  ['scenario.config.yaml', 'mask: { match: a, as: b, lane: server }', ':1:7 invalid-value', 'has no lane'],
  ['scenario.config.yaml', 'mask: { match: "a${b}", as: c }', ':1:7 invalid-value', 'cannot hold variables'],
  [
    'scenario.config.ts',
    'export default { mask: [{ match: "/(/", as: "x" }] }',
    ': mask[0].match invalid-regex',
    'does not compile',
  ],
  ['scenario.config.yaml', 'ci: true', ':1:5 wrong-type', 'ci: { jobs: 2 }'],
  ['scenario.config.yaml', 'projects: [a]', ':1:11 wrong-type', 'projects: { plain:'],
  ['scenario.config.yaml', 'projects:\n  a:', ':2:3 wrong-type', 'or “a: {}”'],
  [
    'scenario.config.yaml',
    `projects: { ${'a'.repeat(101)}: {} }`,
    ':1:13 invalid-value',
    'is too long for names of files (give it at most 100 bytes)',
  ],
  [
    'scenario.config.yaml',
    `matrix: { impl: ${'é'.repeat(48)} }`,
    ':1:17 invalid-value',
    'is too long for names of files (give it at most 100 bytes',
  ],
  ['scenario.config.yaml', 'projects: { a b: {} }', ':1:13 invalid-value', 'cannot name a project'],
  ['scenario.config.yaml', 'projects: { ../a: {} }', ':1:13 invalid-value', 'letters, digits'],
  ['scenario.config.yaml', 'projects: { a: {}, A: {} }', ':1:20 invalid-value', 'only in capital letters'],
  ['scenario.config.yaml', 'projects: { a: { retrys: 1 } }', ':1:18 unknown-key', 'did you mean “retries”?'],
  ['scenario.config.yaml', 'projects: { a: { jobs: 1 } }', ':1:18 unknown-key', 'write it outside of “projects”'],
  [
    'scenario.config.yaml',
    'projects: { a: { projects: {} } }',
    ':1:18 unknown-key',
    '“projects” is not known in a project',
  ],
  [
    'scenario.config.yaml',
    'projects: { a: { ci: { out: x } } }',
    ':1:24 unknown-key',
    'not known in “ci” of a project',
  ],
  ['scenario.config.yaml', 'projects: { a: { ci: 1 } }', ':1:22 wrong-type', 'ci: { retries: 2 }'],
  ['scenario.config.yaml', 'projects: { a: { retries: x } }', ':1:27 wrong-type', 'a whole number'],
  ['scenario.config.yaml', 'ci: { projects: {} }', ':1:7 unknown-key', '“projects” is not known in “ci”'],
  [
    'scenario.config.ts',
    'export default { projects: { a: { retries: -1 } } }',
    ': projects.a.retries invalid-value',
    'a whole',
  ],
  ['scenario.config.yaml', 'tags: [!slow]', ':1:8 quote-it', 'quote'],
  ['scenario.config.yaml', 'jobs: 1\njobs: 2', ':2:1 duplicate-key', 'a second time'],
  [
    'scenario.config.yaml',
    'tags: [a, b\nout: x',
    ':1:7 yaml-syntax',
    'write “]” where it ends; quote the text, if it is one',
  ],
  ['scenario.config.yaml', 'jobs: [', ':1:7 yaml-syntax', 'never closed'],
  ['scenario.config.yaml', '', ':1:1 empty-file', 'such as “jobs: 4”'],
  ['scenario.config.yaml', '- jobs', ':1:1 wrong-type', 'a map of its keys'],
  ['scenario.config.json', '{\n\t"jobs": "4",\n\t"bail": 1\n}', ':3:10 wrong-type', 'true or false'],
  ['scenario.config.json', '{ "jobs": 4', ':1:1 yaml-syntax', 'never closed'],
  ['package.json', '{ "name": "x", "scenario": { "jobs": 0 } }', ':1:38 invalid-value', 'a whole number'],
  ['package.json', '{ "name": "x", "scenario": "tests" }', ':1:28 wrong-type', 'a map of its keys'],
  ['scenario.config.ts', 'export default { jobs: "x" as string }', ': jobs wrong-type', 'a whole number'],
  ['scenario.config.ts', 'export default { reporters: ["dot", 7, {}] }', ': reporters[2] one-key-map', 'an empty map'],
  ['scenario.config.mjs', 'export default { ci: { vars: { a: () => 1 } } }', ': ci.vars.a wrong-type', 'a function'],
  ['scenario.config.cjs', 'const a = {}\na.vars = a\nmodule.exports = a', ': vars wrong-type', 'contains itself'],
  ['scenario.config.mjs', 'export const config = {}', ' broken-config', 'exports nothing'],
  ['scenario.config.mjs', 'export default { get jobs() { throw Error("got") } }', ' broken-config', 'read: got'],
  ['scenario.config.mjs', 'export default [1]', ' broken-config', 'exports a list'],
  ['scenario.config.mjs', 'const a = 1\n  throw new Error("no")', ':2:9 broken-config', 'it threw while loading: no'],
  ['scenario.config.ts', 'type A = 1\n\nconst a: A = nothing\nexport default {}', ':3:14 broken-config', 'nothing'],
  ['scenario.config.mjs', 'export default Promise.reject(new Error("late"))', ':1:31 broken-config', 'late'],
  ['scenario.config.mjs', 'export default () => { throw new TypeError("here") }', ':1:30 broken-config', 'here'],
]

describe('a mistake', () => {
  test.each(mistakes)('in %s: %s', async (name, text, place, says) => {
    const found = await mistakesIn({ [name]: text })
    expect(
      found.some((each) => each.startsWith(`${name}${place}:`) && each.includes(says)),
      found.join('\n'),
    ).toBe(true)
  })

  test('of several is reported with the others', async () => {
    expect(await mistakesIn({ 'scenario.config.yaml': 'job: 1\nbail: 2\nci: { jobs: x }' })).toHaveLength(3)
  })

  test('is a promise that never comes', async () => {
    const found = await mistakesIn({ 'scenario.config.mjs': 'export default new Promise(() => {})' }, 50)
    expect(found).toEqual([expect.stringContaining('it has not finished loading')])
  })

  test('is a second configuration', async () => {
    const found = await mistakesIn({ 'scenario.config.json': '{}', 'scenario.config.yaml': 'jobs: 1' })
    expect(found).toEqual([
      expect.stringContaining('scenario.config.json and scenario.config.yaml are both configurations of this folder'),
    ])
  })
})

describe('a configuration', () => {
  const text = `
jobs: 4
bail: true
vars: { a: 1, b: 2 }
plugins: one
tags: [x]
ci: { jobs: 2, vars: { b: 3 }, plugins: [two], tags: y }`

  test('has its keys', async () => {
    const found = await loaded({ 'scenario.config.yaml': text })
    expect(found).toMatchObject({ configuration: { settings: { jobs: { value: 4 }, bail: { value: true } } } })
  })

  test('has its part for CI over them there: names are merged, plugins add up, other lists are replaced', async () => {
    const found = await loaded({ 'scenario.config.yaml': text }, true)
    if (!('configuration' in found)) throw new Error(found.problems.map(({ message }) => message).join())
    const { jobs, bail, vars, plugins: named, tags } = found.configuration.settings
    expect([jobs?.value, bail?.value]).toEqual([2, true])
    expect([...vars!.value].map(([name, { value }]) => [name, value.parts.join('')])).toEqual([
      ['a', '1'],
      ['b', '3'],
    ])
    expect(named?.value.map((each) => each.text)).toEqual(['one', 'two'])
    expect(tags?.value.map((each) => each.text)).toEqual(['y'])
  })

  test('has projects, with what they say themselves', async () => {
    const projects = 'projects: { b: { tags: z, ci: { retries: 2 } }, a: {} }'
    const found = await loaded({ 'scenario.config.yaml': `${text}\n${projects}` }, true)
    if (!('configuration' in found)) throw new Error(found.problems.map(({ message }) => message).join())
    const { configuration } = found
    expect(configuration.projects?.map(({ name }) => name)).toEqual(['b', 'a'])
    const [b, a] = configuration.projects!.map((project) => configurationOf(configuration, project).settings)
    expect([b?.tags?.value[0]?.text, b?.retries?.value, b?.jobs?.value]).toEqual(['z', 2, 2])
    expect([a?.tags?.value[0]?.text, a?.retries?.value]).toEqual(['y', undefined])
  })

  test.each([
    ['ts', 'const jobs: number = 3\nexport default { jobs, title: /x/i }'],
    ['mjs', 'export default async () => ({ jobs: 3, title: "/x/i", bail: undefined })'],
    ['cjs', 'module.exports = Promise.resolve({ jobs: 3, title: /x/i })'],
  ])('is code in .%s', async (extension, code) => {
    const found = await loaded({ [`scenario.config.${extension}`]: code })
    expect(found).toMatchObject({ configuration: { settings: { jobs: { value: 3 }, title: { value: '/x/i' } } } })
  })

  test('is JSON with a schema, and the key of a package.json', async () => {
    const json = '{ "$schema": "x.json", "jobs": 3 }'
    expect(await loaded({ 'scenario.config.json': json })).toMatchObject({
      configuration: { settings: { jobs: { value: 3 } } },
    })
    expect(await loaded({ 'package.json': `{ "scenario": ${json} }` })).toMatchObject({
      configuration: { settings: { jobs: { value: 3 } } },
    })
  })
})
