import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import type { HunkLine } from '../../src/model/transcript.ts'
import { check } from '../../src/pipeline.ts'
import { printDifference, printProblems } from '../../src/report/printing.ts'
import { plain } from '../../src/text/palette.ts'
import { home, runFile, runText, scenariosIn, servicesAt } from '../scenarios/house.ts'
import { expectOneScreen, report } from '../scenarios/one-screen.ts'
import { folderWith } from '../suite/temporary.ts'
import { connectedPair } from '../scenarios/pair.ts'

// Those of scenarios/failing are asked where their golden reports are.
describe('a report of what is shipped fits on one screen', () => {
  test.each(scenariosIn('scenarios/invalid'))('$name', async ({ file }) => {
    const checked = await check(file, servicesAt(home))
    expectOneScreen(printProblems(checked.problems, (name) => checked.sources.get(name), plain, { columns: 100 }))
  })
})

const talk = (sent: unknown, expected: unknown, more = ''): string => `scenario: much is said
actors:
  server: tcp-server
  client: { tcp-client: { to: server${more} } }
steps:
  - start: server
  - connect: client
  - send: { server: ${JSON.stringify(sent)} }
  - expect: { client: ${JSON.stringify(expected)} }
    within: 300ms
`
const many = (count: number, text = 'a line of a body'): string[] =>
  Array.from({ length: count }, (_, index) => `${text} ${index + 1}`)
const wide = '漢字仮名交じり文👩‍👩‍👧‍👦 é '.repeat(300)

describe('so does much that was said', () => {
  test.each<[string, string]>([
    ['one long line', talk('x'.repeat(20_000), 'y'.repeat(20_000))],
    ['one long line of wide characters', talk(wide, `${wide}!`)],
    ['a long list', talk(many(500), many(400, 'something else'))],
    ['long lines in order', talk(many(60, 'x'.repeat(500)), { lines: many(60, 'x'.repeat(500)).reverse() })],
    ['many in any order', talk(many(60), { 'any-order': many(60, 'another') })],
    ['one of many', talk(many(60), { 'one-of': many(60, 'another') })],
    ['a text of 300 lines', talk({ text: many(300).join('\n') }, { take: many(300).join('\n').replace('178', '78') })],
    ['a long regex', talk(many(60), `/${'(?:abc|def)+x?'.repeat(80)}/`)],
    ['many bytes', talk({ bytes: 'ab '.repeat(500) }, { bytes: 'ac '.repeat(500) })],
    ['a long prompt', talk(many(30), { prompt: 'p'.repeat(500) })],
  ])('%s', async (_, text) => {
    const printed = await report(await runText(text))
    expectOneScreen(printed)
    expect(printed).toContain('expectation')
  })

  test('a fact of 300 lines', async () => {
    const body = many(300).join('\n')
    const text = `scenario: a file
files: { body.txt: ${JSON.stringify(body)} }
actors: { file: { file: "\${tmp}/body.txt" } }
steps:
  - start: file
  - check: { file: { text: ${JSON.stringify(many(300, 'other').join('\n'))} } }
`
    expectOneScreen(await report(await runText(text)))
  })

  test('a group of 100', async () => {
    const printed = await report(await runText(talk('hello', 'never', ', count: 100').replace(/  - send.*\n/, '')))
    expectOneScreen(printed)
    expect(printed).toMatch(/client#1-#100 +connected to localhost/)
  })

  test('many actors, each with something to say', async () => {
    const names = Array.from({ length: 30 }, (_, index) => `server-with-a-long-name-${index}`)
    const text = `scenario: many
actors:
${names.map((name) => `  ${name}: { echo-server: {} }\n`).join('')}  client: { tcp-client: ${names[0]} }
steps:
${names.map((name) => `  - start: ${name}\n`).join('')}  - connect: client
  - expect: { client: never }
    within: 300ms
`
    expectOneScreen(await report(await runText(text)))
  })

  test('a crash with a deep stack, and a message of many lines', async () => {
    const deep = `const f = (n) => { if (n === 0) throw new Error('boom\\n'.repeat(50)); f(n - 1) }; Error.stackTraceLimit = 200; f(150)`
    const text = `scenario: deep
files: { deep.mjs: ${JSON.stringify(deep)} }
actors: { program: { program: [node, "\${tmp}/deep.mjs"] } }
steps:
  - start: program
  - expect: { program: never }
`
    expectOneScreen(await report(await runText(text)))
  })
})

test('a file with many mistakes shows the first, and how many more there are', async () => {
  const actors = Array.from({ length: 40 }, (_, index) => `  a${index}: { tcp-client: { to: s, mode: ${index} } }\n`)
  const text = `scenario: many mistakes\nactors:\n  s: tcp-server\n${actors.join('')}steps:\n  - start: s\n`
  const file = path.join(folderWith({ 'many.yaml': text }), 'many.yaml')
  const checked = await check(file, servicesAt(path.dirname(file)))
  const sourceOf = (name: string) => checked.sources.get(name)
  const printed = printProblems(checked.problems, sourceOf, plain, { columns: 100 })
  expectOneScreen(printed, 38)
  expect(printed).toMatch(/… and \d+ more problems \(--verbose shows all\)\n$/)
  const all = printProblems(checked.problems, sourceOf, plain, { columns: 100, full: true })
  expect(all.split('\n').length).toBeGreaterThan(150)
})

describe('a transcript that differs', () => {
  const lines = (side: HunkLine['side'], count: number): HunkLine[] =>
    many(count, `${'long '.repeat(60)}${side}`).map((text) => ({ side, mark: '|', text }))
  const difference = {
    parts: {
      lane: 'lane-7',
      expected: { at: 0, lane: 'lane-7', mark: '|' as const, text: `${'x'.repeat(300)}a` },
      received: { at: 0, lane: 'lane-7', mark: '|' as const, text: `${'x'.repeat(300)}b` },
    },
    lanes: Array.from({ length: 12 }, (_, index) => ({
      lane: `lane-${index}`,
      hunks: Array.from({ length: 6 }, () => ({
        lines: [...lines('same', 2), ...lines('expected', 90), ...lines('received', 90)],
      })),
    })),
  }

  test('fits as well, shows both sides, and says how much more there is', () => {
    const printed = printDifference(difference, plain, { columns: 100 })
    expectOneScreen(printed, 32)
    expect(printed).toMatch(/First difference at lane-7: expected “…x+a”, received\s“…x+b”/)
    expect(printed).toMatch(/\n {2}- \|/)
    expect(printed).toMatch(/\n {2}\+ \|/)
    expect(printed).toMatch(/… \d+ more lines differ/)
    expect(printed).toMatch(/… and \d+ more lanes differ: lane-/)
  })

  test('is shown in full when that is asked for', () => {
    const printed = printDifference(difference, plain, { columns: 100, full: true })
    expect(printed.split('\n').length).toBeGreaterThan(12 * 6 * 180)
  })

  test('names the step at which it differs first', async () => {
    const folder = folderWith({
      'it.yaml': `${connectedPair()}  - send: { server: "\${env.ANSWER}" }
  - expect: { client: /./ }
`,
    })
    const file = path.join(folder, 'it.yaml')
    const baseline = { file: path.join(folder, 'it.txt'), newFile: path.join(folder, 'it.new.txt') }
    const answer = (text: string) => runFile(file, { env: { ANSWER: text } }, folder, { ...baseline, mode: 'local' })
    expect((await answer(`${'same '.repeat(30)}one`)).status).toBe('passed')
    const result = await answer(`${'same '.repeat(30)}two`)
    const printed = await report(result)
    expect(printed).toMatch(
      /First difference at server#1, at the step it\.yaml:8:5: expected sent “…[^”]*\sone”, received sent\s“…[^”]*\stwo”/,
    )
    expectOneScreen(printed)
    expect(fs.existsSync(baseline.newFile)).toBe(true)
  })
})
