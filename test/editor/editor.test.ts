import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { globSync } from 'tinyglobby'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import { actorOptionNames } from '../../src/language/actors/options.ts'
import { modifierNames } from '../../src/language/expectations/modifiers.ts'
import { topKeyNames } from '../../src/language/top/index.ts'
import { verbs as table } from '../../src/language/verbs/index.ts'
import { check, registryOf } from '../../src/pipeline.ts'
import { keysOf } from '../../src/coercion/argument.ts'
import { scenario } from '../cli/fake-shell.ts'
import { home, scenariosIn, servicesAt } from '../scenarios/house.ts'
import { codesOfShape } from '../../src/model/problem.ts'
import { atTop, inActor, inExpect, inSteps } from './places.ts'
import { openEditor } from './session.ts'
import type { Session } from './session.ts'

const registry = registryOf(plugins)
const kinds = [...registry.kinds.keys()]
const matchers = [...registry.matchers.keys()]

let editor: Session
let folder: string
beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), 'editor-'))
  expect(await scenario(folder, ['init'])).toMatchObject({ code: 0 })
  editor = await openEditor(folder)
})
afterAll(async () => {
  await editor.stop()
  fs.rmSync(folder, { recursive: true, force: true })
})

const labels = async (text: string): Promise<string[]> => (await editor.offers(text)).map(({ label }) => label)

describe('in a project that scenario init has set up, it knows the language', () => {
  const wrong = 'scenario: x\nactor: {}\n'

  test.each(['scenarios/a.yaml', 'scenarios/deep/er/b.yaml', 'scenarios/c.yml', 'scenarios/deep/d.yml'])(
    'in %s by VS Code’s setting',
    async (name) => expect(await editor.marks(wrong, name)).not.toEqual([]),
  )

  test.each(['elsewhere/e.yaml', '.github/workflows/scenario.yml'])('and leaves %s alone', async (name) => {
    expect(await editor.marks(wrong, name)).toEqual([])
  })

  test('elsewhere by the line on top, relative to the file', async () => {
    const line = '# yaml-language-server: $schema=../scenarios/schema.json\n'
    expect(await editor.marks(`${line}${wrong}`, 'elsewhere/f.yaml')).not.toEqual([])
  })
})

describe('while one writes, it offers', () => {
  test('a whole scenario in an empty file, which has no mistake', async () => {
    const [whole, ...keys] = await editor.offers('‸')
    expect(whole?.label).toBe('a whole scenario')
    expect(await editor.marks(whole?.written ?? '')).toEqual([])
    expect(keys.map(({ label }) => label)).toContain('scenario')
  })

  test('the keys at the top that are not there yet', async () => {
    expect((await labels(atTop('‸'))).sort()).toEqual(topKeyNames.filter((key) => key !== 'scenario').toSorted())
  })

  test.each([
    ['after the colon', inActor('‸'), ['echo-server', '{ telnet: server }', '{ proxy: server }']],
    ['on a line of its own', inActor('\n    ‸'), kinds],
    ['in braces', inActor('{ te‸ }'), kinds],
  ])('kinds of actors %s', async (_, text, wanted) => {
    expect(await labels(text)).toEqual(expect.arrayContaining(wanted))
  })

  test.each([...registry.kinds])('every option of %s', async (name, { value }) => {
    const wanted = [...(keysOf(value.options) ?? []), ...actorOptionNames]
    expect((await labels(inActor(`\n    ${name}:\n      ‸`))).sort()).toEqual([...new Set(wanted)].sort())
  })

  test('verbs, and beside a verb only what belongs to it', async () => {
    const verbs = await labels(inSteps('‸'))
    expect(verbs).toEqual(expect.arrayContaining([...Object.keys(table), 'fault', 'ping']))
    expect(await labels(inSteps('ex‸'))).toEqual(verbs)
    expect(await labels(inSteps('repeat:\n      times: 2\n      steps:\n        - ‸'))).toEqual(verbs)
    expect(await labels(inSteps('start: server\n    ‸'))).toEqual(['within', 'known-bug', 'mask'])
    expect((await labels(inSteps('send: { client: x }\n    ‸'))).sort()).toEqual([
      'apart',
      'busy',
      'known-bug',
      'mask',
      'quiet',
      'times',
      'within',
    ])
  })

  test('a place for an actor’s name', async () => {
    expect(await editor.offers(inSteps('expect:\n      ‸'))).toMatchObject([{ label: 'actor', written: 'actor: ' }])
  })

  test('expectations, and beside a matcher its modifiers', async () => {
    expect(await labels(inExpect('\n        ‸'))).toEqual(matchers)
    expect(await labels(inSteps('expect: { client: { pr‸ } }'))).toEqual(matchers)
    expect(await labels(inExpect('\n        - ‸'))).toEqual(matchers)
    expect((await labels(inExpect('\n        text: x\n        ‸'))).sort()).toEqual(modifierNames.toSorted())
    expect((await labels(inSteps('expect: { client: { text: x, n‸ } }'))).sort()).toEqual(modifierNames.toSorted())
  })

  test.each([
    ['framings', inActor('\n    tcp-server:\n      framing: ‸'), ['line', 'crlf', '{ length: 4 }']],
    ['what rows can be', inActor('\n    udp:\n      rows: ‸'), ['all', 'sorted', 'taken']],
    ['truth values', inActor('\n    udp:\n      strict: ‸'), ['true', 'false']],
    ['what ready can be', inActor('\n    program:\n      ready: ‸'), ['{ port: 9000 }', '{ input: true }']],
    ['events', inExpect('\n        event: ‸'), ['end', 'closed', 'timeout']],
    ['ends of programs', inExpect('\n        exit: ‸'), ['0', 'SIGTERM']],
    ['signals', inSteps('signal:\n      client: ‸'), ['SIGINT', 'SIGUSR1']],
    ['faults', inSteps('fault:\n      proxy: ‸'), ['reset', 'half-close']],
    ['masks', atTop('mask: ‸'), ['uuid', 'iso-time']],
    ['masks beside a step', inSteps('end: client\n    mask: ‸'), ['uuid', 'iso-time']],
    ['keys of a mask', atTop('mask:\n  - match: /x/\n    ‸'), ['as', 'lane']],
    ['systems', atTop('only:\n  os: ‸'), ['linux', 'macos']],
    ['durations', atTop('limits:\n  step: ‸'), ['5s', '250ms']],
    [
      'forms of a message',
      inSteps('send:\n      client:\n        ‸'),
      ['text', 'bytes', 'base64', 'json', 'file', 'key', 'paste'],
    ],
    ['keys', inSteps('send:\n      client:\n        key: ‸'), ['up', 'enter', 'ctrl-c']],
  ])('%s', async (_, text, wanted) => {
    expect(await labels(text)).toEqual(expect.arrayContaining(wanted))
  })

  test.each([
    ['a title', 'scenario: ‸\n'],
    ['a line to send', inSteps('send:\n      client: ‸')],
    ['a remark', inSteps('note: ‸')],
  ])('no true or false where %s is wanted', async (_, text) => {
    expect(await labels(text)).not.toContain('true')
  })

  test.each([
    ['a key', atTop('‸')],
    ['a kind', inActor('\n    ‸')],
    ['an option', inActor('\n    tcp-server:\n      ‸')],
    ['a verb', inSteps('‸')],
    ['a matcher', inExpect('\n        ‸')],
  ])('%s with its colon, and what it means', async (_, text) => {
    const offers = await editor.offers(text)
    expect(offers.filter(({ written }) => !written.includes(':'))).toEqual([])
    expect(offers.filter(({ about }) => about === '')).toEqual([])
  })

  test.each([
    ['an actor', inActor],
    ['an expectation', inExpect],
    ['a framing', (value: string) => inActor(`{ tcp-server: { framing: ${value} } }`)],
    ['what ready is', (value: string) => inActor(`{ program: { run: x, ready: ${value} } }`)],
    ['a fault', (value: string) => inSteps(`fault: { server: ${value} }`)],
    ['a mask', (value: string) => atTop(`mask: ${value.replace('//', '/x/').replace('<>', '<x>')}\n`)],
  ])('%s that fits when it is chosen', async (_, place) => {
    const block = place('‸').replace('framing: ‸ } }', 'framing: ‸}}').replace('ready: ‸ } }', 'ready: ‸}}')
    const offers = await editor.offers(block.replace('server: ‸ }', 'server: ‸}'))
    expect(offers.length).toBeGreaterThan(3)
    const marks = await Promise.all(offers.map(async ({ written }) => [written, await editor.marks(place(written))]))
    const missing = /^Missing property "(?:actors|steps)"\.$/
    const wrong = (marks as [string, readonly { message: string }[]][]).flatMap(([written, of]) =>
      of.filter(({ message }) => !missing.test(message)).map(({ message }) => `${written}: ${message}`),
    )
    expect(wrong).toEqual([])
  })
})

describe('under the mouse stands what it is, with an example', () => {
  test.each([...registry.kinds])('the kind %s', async (name, { value }) => {
    const hover = await editor.hover(inActor(`{ ‸${name}: { port: 1 } }`))
    expect(hover).toContain(value.about)
    expect(hover).toContain(`name: { ${name}: `)
  })

  test.each([...registry.matchers])('the matcher %s', async (name, { value }) => {
    const hover = await editor.hover(inSteps(`expect: { client: { ‸${name}: 1 } }`))
    expect(hover).toContain(value.about.slice(0, 20))
    expect(hover).toContain(`expect: { client: { ${name}: `)
  })

  test('every verb', async () => {
    for (const { label: verb } of await editor.offers(inSteps('‸'))) {
      const hover = await editor.hover(inSteps(`‸${verb}: { client: x }`))
      expect(hover, verb).toMatch(/^#### [\w-]+\n\n\w.{15,}\n\n```yaml\n- /)
      expect(hover).toContain(`- ${verb}: `)
    }
  })

  test('every key at the top', async () => {
    for (const key of topKeyNames)
      expect(
        await editor.hover(`scenario: x\n‸${key}: x\n`.replace('scenario: x\n‸scenario', '‸scenario')),
        key,
      ).toMatch(/\n\n\w.{4,}/)
  })

  test('every option of every kind', async () => {
    for (const kind of kinds) {
      for (const { label, about } of await editor.offers(inActor(`\n    ${kind}:\n      ‸`)))
        expect(about, `${kind}.${label}`).not.toBe('')
    }
  })
})

describe('it marks', () => {
  const shipped = globSync(['scenarios/**/*.yaml', '!**/invalid/**'], { cwd: home }).sort()
  const documented = globSync(['docs/*.md', 'README.md'], { cwd: home }).flatMap((page) =>
    [
      ...fs
        .readFileSync(path.join(home, page), 'utf8')
        .matchAll(/(?:^<!-- *(.*?) *-->\n+)?^```yaml\n(scenario:.*?)^```$/gms),
    ]
      .filter(([, comment = '', text = '']) => !comment.startsWith('invalid') && !text.includes('\nplugins:'))
      .map(([, , text = '']) => ({ page, text })),
  )
  const messages = async (text: string): Promise<string[]> =>
    (await editor.marks(text)).map(({ message, range }) => `${range.start.line + 1}: ${message}`)

  test('nothing in what is shipped', async () => {
    const found = await Promise.all(
      shipped.map(async (file) => [file, await messages(fs.readFileSync(path.join(home, file), 'utf8'))]),
    )
    expect(found.filter(([, marks]) => marks?.length !== 0)).toEqual([])
  })

  test('nothing in the examples of the manual', async () => {
    expect(documented.length).toBeGreaterThan(50)
    const found = await Promise.all(documented.map(async ({ page, text }) => [page, text, await messages(text)]))
    expect(found.filter(([, , marks]) => marks?.length !== 0)).toEqual([])
  })

  const invalid = scenariosIn('scenarios/invalid')
  const inInvalid = new Map<string, readonly string[]>()
  beforeAll(async () => {
    await Promise.all(
      invalid.map(async ({ file }) => inInvalid.set(file, await messages(fs.readFileSync(file, 'utf8')))),
    )
  })

  test.each(invalid)('$name.yaml where check does, once', async ({ file }) => {
    const { problems, sources } = await check(file, servicesAt(home))
    const marks = inInvalid.get(file) ?? []
    const visible = problems.filter(({ code, span }) => codesOfShape.includes(code) && span !== undefined)
    const lines = visible.map(({ span }) => sources.get(span!.file)!.text.slice(0, span!.start).split('\n').length)
    for (const line of lines) expect(marks.map((mark) => mark.split(':')[0])).toContain(`${line}`)
    // A missing key is no mistake of its own beside a misspelt one, but one message too many.
    if (problems.every(({ code }) => codesOfShape.includes(code)))
      expect(marks.length).toBeLessThanOrEqual(problems.length + 1)
    for (const mark of marks) expect(mark).not.toMatch(/multiple schemas|not allowed\.$.*schema|pattern of|Object has/)
  })
})
