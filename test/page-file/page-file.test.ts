import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { withoutControls } from '../../src/cli/outlet-text.ts'
import type { Replay } from '../../src/model/replay.ts'
import type { ReportEntry, ReportIndex, ReportScenario } from '../../src/model/report-page.ts'
import { packed, reportPage } from '../../src/page-file/page-file.ts'
import { placeOfData, placeOfIndex, pageTemplate } from '../../src/page-file/template.ts'
import { readReport } from './reading.ts'

const template = ['<!doctype html><body>', '<i>program</i>', '</body>'] as const

const entryOf = (title: string): ReportEntry => ({
  id: title,
  file: `${title}.yaml`,
  title,
  outcome: 'passed',
  duration: 1,
  attempts: 1,
  tags: [title],
  detail: true,
})

const indexOf = (titles: readonly string[]): ReportIndex => ({
  version: 1,
  begun: '',
  status: 'passed',
  duration: 1,
  problems: [],
  scenarios: titles.map(entryOf),
})

const scenarioOf = (title: string): ReportScenario => ({
  id: title,
  sources: [{ file: title, text: title }],
  runs: [],
  problems: [],
})

async function pieces(titles: readonly string[], without?: string): Promise<string[]> {
  async function* scenarios() {
    for (const title of titles) yield title === without ? undefined : scenarioOf(title)
  }
  const found: string[] = []
  for await (const piece of reportPage(indexOf(titles), scenarios(), template)) found.push(piece)
  return found
}

const hostile = [
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '</SCRIPT\n>',
  ']]>',
  '\u2028\u2029',
  '\ud800 alone',
  '\udfff',
  '\u001b[31mred',
  '\u202ereversed',
  '&lt;&amp;',
  placeOfIndex,
  placeOfData,
  '',
]

describe('the file of a report', () => {
  test('has what it was given, in order, behind the index', async () => {
    const titles = Array.from({ length: 40 }, (_, at) => `scenario ${at}`)
    const html = (await pieces(titles, 'scenario 7')).join('')
    const { index, scenario } = readReport(html)
    expect(index).toEqual(indexOf(titles))
    expect(titles.flatMap((title, at) => (at === 7 ? [] : [scenario(at).id === title]))).not.toContain(false)
    expect(() => scenario(7)).toThrow('0 elements')
    expect(html.startsWith(`${template[0]}<script type="application/json" id="index">`)).toBe(true)
    expect(html.split(template[1])[0]).toContain('</script>')
    expect(html.split(template[1])[1]?.trimStart().startsWith('<script type="text/plain" id="scenario-0">')).toBe(true)
    expect(html.endsWith(template[2])).toBe(true)
  })

  test('a scenario is a piece of its own', async () => {
    expect(await pieces(['one', 'two', 'three'])).toHaveLength(7)
  })

  test.each(hostile)('%j ends no element, and comes back', async (text) => {
    const html = (await pieces([text])).join('')
    expect(html.match(/<\/?(?:script|!--)/gi)).toHaveLength(4)
    expect(html.replaceAll(/<\/?script[^<>]*>|<!doctype html>|<\/?(?:body|i)>/g, '')).not.toContain('<')
    // Nothing is left for what guards our output, which would change the page's hashes.
    expect(withoutControls(html, { colour: false, erase: false })).toBe(html)
    const { index, scenario } = readReport(html)
    expect(index.scenarios[0]?.title).toBe(text)
    expect(scenario(0).sources).toEqual([{ file: text, text }])
  })

  test('as does any text', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const html = (await pieces([text])).join('')
        expect(html.match(/<\/?(?:script|!--)/gi)).toHaveLength(4)
        expect(readReport(html).index.scenarios[0]?.title).toBe(text)
      }),
      { numRuns: 200 },
    )
  })

  test('the page itself has its table before its program, its data behind, and is not changed on its way out', () => {
    const [before, program, behind] = pageTemplate()
    const html = before + program + behind
    expect(before).toMatch(/^<!doctype html>/i)
    expect(before).not.toContain('<script')
    expect(program).toContain('<script')
    expect(behind).not.toContain('<script')
    expect(withoutControls(html, { colour: false, erase: false })).toBe(html)
  })
})

describe('bytes', () => {
  const replay = (bytes: Uint8Array) => ({
    transcript: { title: '', source: '', recorded: '', lanes: [], rows: [] },
    times: [],
    exact: true,
    steps: [],
    chunks: [{ at: 1, lane: 'client', direction: 'received' as const, stream: 'stderr', bytes }],
    duration: 1,
  })

  test('are texts where they are UTF-8, with a byte order mark, too', () => {
    const text = '\ufeffHällo\r\n\u0000\u001b[0m 🎬'
    expect(packed(replay(Buffer.from(text))).chunks).toEqual([
      { at: 1, lane: 'client', direction: 'received', stream: 'stderr', bytes: text },
    ])
  })

  test('are base64 where they are not', () => {
    const bytes = new Uint8Array([0x00, 0xff, 0x80, 0x41]).subarray(1)
    expect(packed(replay(bytes)).chunks[0]?.bytes).toEqual({ base64: '/4BB' })
  })
})

describe('bytes that are too many', () => {
  const chunk = (bytes: Uint8Array) => ({ at: 1, lane: 'a', direction: 'received' as const, bytes })
  const replay = (chunks: readonly Uint8Array[]): Replay => ({
    transcript: { title: '', source: '', recorded: '', lanes: [], rows: [] },
    times: [],
    exact: true,
    steps: [],
    chunks: chunks.map(chunk),
    duration: 1,
  })
  const text = (length: number) => new Uint8Array(length).fill(0x61)

  test('of a run that has more than the page takes, those at the end are left out and counted', () => {
    const { chunks, bytesLeftOut } = packed(replay([text(4), text(3), text(9), text(1)]), 8)
    expect(chunks.map(({ bytes }) => bytes)).toEqual(['aaaa', 'aaa'])
    expect(bytesLeftOut).toBe(10)
    expect(packed(replay([text(4), text(4)]), 8)).not.toHaveProperty('bytesLeftOut')
  })

  test('control characters, of which each would take six in JSON, are packed as base64', () => {
    expect(packed(replay([new Uint8Array(3)])).chunks).toMatchObject([{ bytes: { base64: 'AAAA' } }])
    expect(packed(replay([new TextEncoder().encode('\u001b[1mbold and \u001b[0m\r\n\tusual')])).chunks).toMatchObject([
      { bytes: '\u001b[1mbold and \u001b[0m\r\n\tusual' },
    ])
  })

  test('a scenario that is longer than any text stands in the page without its conversation, beside the others', async () => {
    const long = {
      ...scenarioOf('long'),
      // As `JSON.stringify` throws of half a gigabyte.
      runs: [{ status: 'passed', duration: 1, replay: { toJSON: () => 'x'.repeat(2 ** 29) } as never }],
    }
    async function* scenarios() {
      yield long
      yield scenarioOf('short')
    }
    let page = ''
    for await (const piece of reportPage(indexOf(['long', 'short']), scenarios(), template)) page += piece
    expect(readReport(page).scenario(0).runs).toEqual([
      { status: 'passed', duration: 1, noReplay: expect.stringContaining('it is too long for a page') },
    ])
    expect(readReport(page).scenario(1)).toEqual(scenarioOf('short'))
  })
})
