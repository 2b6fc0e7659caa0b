import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import reporters from '../../plugins/reporters/index.ts'
import type { Failure, ScenarioResult } from '../../src/model/result.ts'
import type { Progress } from '../../src/model/progress.ts'
import type { Problem } from '../../src/model/problem.ts'
import { withoutCommands, withoutControls } from '../../src/cli/outlet-text.ts'
import { reported } from '../plugins/reporters/results.ts'
import { elementsOf, expectSafe, pointsOf, uncoloured } from './readers.ts'
import { anyText, hostileTexts } from './texts.ts'

const names = Object.keys(reporters.reporters ?? {})
const runs = Number(process.env['FUZZ_RUNS'] ?? 60)

/** Results in which every text that can come from outside is this one. */
function results(text: string): ScenarioResult[] {
  const yaml = `scenario: ${JSON.stringify(text)}\nsteps: [ ${text.replaceAll('\n', ' ')} ]\n`
  const source = { file: `/p/${text}.yaml`, shown: `${text}.yaml`, text: yaml }
  const span = { file: source.file, start: yaml.indexOf('steps'), end: yaml.length - 1 }
  const row = { lane: text, mark: '|' as const, text, at: 1, step: 1 }
  const problem: Problem = { code: 'expectation-not-met', message: text, hint: text, span, includedFrom: span }
  const failure: Failure = {
    ...problem,
    verb: 'expect',
    lane: text,
    wanted: text,
    received: [row, { ...row, mark: '!' }, { ...row, text: Buffer.from(text) }],
    nearest: { text, marked: [[0, text.length]], differs: [text] },
    why: text,
    elsewhere: [text, text],
    actors: [{ name: text, state: text }],
  }
  const line = { mark: '|' as const, text, marked: [[0, text.length]] as [number, number][] }
  const at = { at: 0, lane: text, mark: '|' as const, text }
  const difference = {
    lanes: [
      {
        lane: text,
        hunks: [
          {
            lines: [
              { side: 'expected' as const, ...line },
              { side: 'received' as const, ...line, text: `${text}.` },
            ],
          },
        ],
      },
    ],
    parts: { lane: text, expected: at, received: { ...at, mark: '!' as const } },
  }
  const base = {
    file: `${text}.yaml`,
    title: text,
    duration: 1,
    attempts: 1,
    problems: [],
    warnings: [{ ...problem, severity: 'warning' as const }],
    sources: new Map([[source.file, source]]),
    transcriptFile: text,
    recording: text,
    kept: text,
    transcript: { title: text, source: text, recorded: '2026-01-01 00:00:00 UTC', lanes: [], rows: [at, at] },
  }
  return [
    { ...base, status: 'passed', comparison: { outcome: 'recorded', file: text } },
    { ...base, status: 'failed', failure },
    { ...base, status: 'broken', failure: { ...failure, code: 'port-in-use', broken: true } },
    {
      ...base,
      status: 'failed',
      failure: { ...problem, code: 'transcript-differs' },
      comparison: { outcome: 'differs', file: text, newFile: text, difference },
    },
    { ...base, status: 'broken', problems: [problem, problem] },
    { ...base, status: 'skipped', skipped: text },
    { ...base, status: 'passed', attempts: 2, earlier: [{ ...base, status: 'failed', failure }] },
    { ...base, status: 'failed', failure, attempts: 2, earlier: [{ ...base, status: 'broken', failure }] },
    { ...base, status: 'broken', failure, attempts: 3, repeats: { runs: 3, failed: 1, broken: 1 } },
  ]
}

const live = ({ file, title }: ScenarioResult): Progress[] => [
  { type: 'scenario-begun', file, title, lanes: [{ lane: title, kind: title, command: title }] },
  { type: 'row', file, row: { lane: title, mark: '|', text: title, at: 1, step: 1 } },
  { type: 'row', file, row: { lane: title, mark: '~', text: title, at: 1, step: 1 } },
]

async function written(name: string, text: string, terminal: { isTTY: boolean; color: boolean }): Promise<string> {
  const problems = [{ code: 'transcript-orphan' as const, message: text, hint: text }]
  const all = await reported(name, results(text), { before: live, problems, terminal })
  const one = await reported(name, results(text).slice(1, 2), { before: live, problems, terminal })
  const both = `${all}\n${one}`
  const door = { colour: terminal.color, erase: terminal.isTTY }
  const out = withoutControls(both, door)
  // Nothing may be left for the last door to do: what it would escape in a document has another meaning there.
  expect(out).toBe(both)
  return reporters.reporters?.[name]?.commands === true ? out : withoutCommands(out, true)
}

describe.each(names)('%s', (name) => {
  const commands = reporters.reporters?.[name]?.commands === true

  test.each(Object.entries(hostileTexts))('%s goes out printable', async (_, text) => {
    const plain = await written(name, text, { isTTY: false, color: false })
    if (!commands) expectSafe(plain, name)
    if (name !== 'dot' && name !== 'minimal') expect(plain).toContain('ours')
    const colourful = await written(name, text, { isTTY: true, color: true })
    // Of the palette's colours, none is the peer's.
    expect(colourful).not.toContain('\u001b[35mours')
    expect(colourful).not.toContain('\u001b[2Kours')
    if (!commands) expectSafe(uncoloured(colourful), name)
  })

  test('as does any text', async () => {
    await fc.assert(
      fc.asyncProperty(anyText, async (text) => {
        const plain = await written(name, text, { isTTY: false, color: false })
        if (!commands) expectSafe(plain, name)
      }),
      { numRuns: runs },
    )
  })
})

describe('other programs read', () => {
  const check = async (name: string, holds: (document: string) => void): Promise<void> => {
    const tried = async (text: string): Promise<void> => {
      holds(await reported(name, results(text)))
    }
    for (const text of Object.values(hostileTexts)) await tried(text)
    await fc.assert(fc.asyncProperty(anyText, tried), { numRuns: runs })
  }

  test('json: one document, with as many scenarios as there were', () =>
    check('json', (document) => {
      expect(JSON.parse(document).scenarios).toHaveLength(9)
    }))

  test('junit: well-formed XML, with no element but ours', () =>
    check('junit', (document) => {
      const elements = elementsOf(document).map(({ name }) => name)
      expect(elements.filter((name) => name === 'testcase')).toHaveLength(9)
      expect(new Set(elements)).toEqual(
        new Set([
          'testsuites',
          'testsuite',
          'testcase',
          'failure',
          'error',
          'skipped',
          'system-out',
          'flakyFailure',
          'rerunError',
          'stackTrace',
          'properties',
          'property',
        ]),
      )
    }))

  test('tap: as many points as there were, of which none is forged', () =>
    check('tap', (document) => {
      const points = pointsOf(document)
      expect(points.map(({ ok }) => ok)).toEqual([true, false, false, false, false, true, true, false, false])
      expect(points.map(({ skip }) => skip !== false)).toEqual([
        false,
        false,
        false,
        false,
        false,
        true,
        false,
        false,
        false,
      ])
      expect(points[1]).toMatchObject({ diag: { code: 'expectation-not-met' } })
    }))

  test('github: a command for each scenario that did not pass, and no other line', () =>
    check('github', (document) => {
      const lines = document.split(/[\r\n\u2028\u2029\u0085\v\f]/).filter((line) => line !== '')
      expect(lines).toHaveLength(7)
      for (const line of lines)
        expect(line).toMatch(/^::(?:error|warning) file=[^,:]*(?:,line=\d+,col=\d+)?,title=[^,:]*::/)
    }))

  test('github-summary: what was said stands in fences or is escaped', () =>
    check('github-summary', (document) => {
      const outside = document.replace(/^(`{3,})text\n[^]*?\n\1$/gm, '')
      expect(outside.replaceAll(/\\[\\`*_<>[\]|&~#]/g, '')).not.toMatch(/[<`]|^~~~/m)
    }))
})
