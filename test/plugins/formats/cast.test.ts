import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { chromium } from 'playwright-core'
import headless from '@xterm/headless'
import { describe, expect, onTestFinished, test } from 'vitest'
import formats from '../../../plugins/formats/index.ts'
import type { TerminalEvent } from '../../../src/model/event.ts'
import type { Replay } from '../../../src/model/replay.ts'
import type { Transcript } from '../../../src/model/transcript.ts'
import { panesOver } from '../../../src/picture/panes-over.ts'
import { replayOf } from '../../../src/picture/replay-of.ts'
import { drawTerminal } from '../../../src/picture/terminal.ts'
import { plain } from '../../../src/text/palette.ts'
import { browserFile, hasBrowser } from '../../page/open-report.ts'
import { echo } from '../../picture/examples.ts'
import { rows, transcript } from '../../transcript/raw-transcripts.ts'

const write = async (format: string, of: Transcript, options = {}): Promise<string> =>
  String(await formats.formats?.[format]?.write(of, options))

type Event = readonly [time: number, code: string, data: string]

/** A cast of either version, with times from the beginning, in seconds. */
function read(text: string): { header: Record<string, unknown>; events: readonly Event[] } {
  const [first = '', ...rest] = text.trimEnd().split('\n')
  const header = JSON.parse(first) as Record<string, unknown>
  let before = 0
  const events = rest.map((line): Event => {
    const [time, code, data] = JSON.parse(line) as Event
    before = header['version'] === 3 ? before + time : time
    return [before, code, data]
  })
  return { header, events }
}

/** What the terminal shows behind each output, blanks at the ends of lines left out. */
async function screens(text: string): Promise<string[]> {
  const { header, events } = read(text)
  const { cols, rows } = header['term'] as { cols: number; rows: number }
  const terminal = new headless.Terminal({ cols, rows, allowProposedApi: true })
  onTestFinished(() => terminal.dispose())
  const seen: string[] = []
  for (const [, code, data] of events) {
    if (code !== 'o' || data === '') continue
    await new Promise<void>((done) => terminal.write(data, done))
    seen.push(
      shownBy(Array.from({ length: rows }, (_, y) => terminal.buffer.active.getLine(y)?.translateToString(true) ?? '')),
    )
  }
  return seen
}

const shownBy = (lines: readonly string[]): string =>
  lines
    .map((line) => line.trimEnd())
    .join('\n')
    .trimEnd()

/** The panes when so many rows have come. */
const drawn = (of: Transcript, count: number, columns = 100): string =>
  shownBy(drawTerminal(panesOver(of, { columns, lines: 36 }).at(count), plain).split('\n'))

/** The transcript as a recording whose rows came at these microseconds. */
const recording = (of: Transcript, times: readonly number[]): Replay => ({
  ...replayOf(of),
  times,
  exact: true,
  steps: [
    { at: 0, index: 0, line: 7, verb: 'start' },
    { at: 1500, index: 1, line: 9, verb: 'expect', file: 'login.yaml' },
  ],
})

describe('cast', () => {
  test('has the header of asciicast v3, and v2 on demand, with the same output', async () => {
    const [three, two] = [read(await write('cast', echo)), read(await write('cast-v2', echo))]
    expect(three.header).toEqual({
      version: 3,
      term: { cols: 100, rows: 16 },
      timestamp: Date.UTC(2026, 10, 22, 23, 59, 37) / 1000,
      title: 'TCP echo server',
    })
    expect(two.header).toMatchObject({ version: 2, width: 100, height: 16, title: 'TCP echo server' })
    expect(two.events.map(([, ...rest]) => rest)).toEqual(three.events.map(([, ...rest]) => rest))
    for (const [index, [time]] of two.events.entries()) expect(three.events[index]?.[0]).toBeCloseTo(time, 5)
  })

  test('shows row after row what the panes show', async () => {
    const seen = await screens(await write('cast', echo))
    expect(seen).toEqual(Array.from({ length: echo.rows.length + 1 }, (_, count) => drawn(echo, count)))
  })

  test('a full line, a wide character and a screen longer than the terminal stay where they are', async () => {
    const many = Array.from({ length: 60 }, (_, at) => `a | ${at} 日本語 ${'x'.repeat(at * 2)}`)
    const long = transcript(rows(...many))
    const seen = await screens(await write('cast', long, { width: 60 }))
    expect(seen.at(-1)).toBe(drawn(long, 60, 60))
    expect(seen.at(-1)).toContain('59 日本語')
    expect(seen.at(-1)).not.toContain('│   0 ')
  })

  test('nothing that a program prints acts on the terminal', async () => {
    const hostile = transcript(rows('a | \u001b[2J\u001b]0;title\u0007\u009b31m', 'a | \u202eabc'))
    const text = await write('cast', hostile)
    expect(text).not.toContain(String.raw`\u001b]0;`)
    expect((await screens(text)).at(-1)).toContain(String.raw`\x1b[2J\x1b]0;title\x07`)
  })

  test('has a marker where each step begins, and what came at once at once', async () => {
    const of = transcript(rows('a | one', 'a | two', 'a | three'))
    const { events } = read(await write('cast', of, { replay: recording(of, [1000, 1000, 2000]), pace: 'real' }))
    expect(events.map(([time, code, data]) => [time, code === 'm' ? data : code])).toEqual([
      [0, 'o'],
      [0, '7 start'],
      [0.001, 'o'],
      [0.001, 'login.yaml:9 expect'],
      [0.002, 'o'],
      [2.002, 'o'],
    ])
  })

  test('leaves time to read what programs said within a millisecond, unless the real pace is asked for', async () => {
    const of = transcript(rows('a | one', 'b | two', 'a | three'))
    const replay = recording(of, [10, 20, 9_000_000])
    const times = async (options: object): Promise<number[]> =>
      read(await write('cast', of, { replay, ...options })).events.flatMap(([time, code, data]) =>
        code === 'o' && data !== '' ? [Math.round(time * 1000)] : [],
      )
    const [, first, second, third] = await times({})
    expect(first).toBeGreaterThanOrEqual(500)
    expect(second! - first!).toBeGreaterThanOrEqual(500)
    expect(third! - second!).toBe(2000)
    expect(await times({ pace: 'real' })).toEqual([0, 0, 0, 9000])
  })

  test('is what it is of nothing', async () => {
    const { events } = read(await write('cast', transcript([])))
    expect(events).toHaveLength(1)
  })
})

const terminalBytes = (at: number, lane: string, text: string | Uint8Array): TerminalEvent => ({
  type: 'terminal',
  at,
  lane,
  bytes: typeof text === 'string' ? Buffer.from(text) : text,
})
const wide = Buffer.from('\u001b[31m日本\u001b[m\r\n')
const terminals: readonly TerminalEvent[] = [
  { type: 'terminal-size', at: 10, lane: 'a', columns: 12, rows: 3 },
  terminalBytes(20, 'a', '\u001b[?1049hone\u001b[2;3Htwo'),
  // Read in the middle of a character.
  terminalBytes(30, 'a', wide.subarray(0, 7)),
  terminalBytes(40, 'a', wide.subarray(7)),
  terminalBytes(50, 'b', 'of another'),
  { type: 'terminal-size', at: 60, lane: 'a', columns: 20, rows: 4, resized: true },
  terminalBytes(70, 'a', '\u001b[4;1Hlast'),
]
const onTerminal = (lanes: readonly string[]): { of: Transcript; replay: Replay } => {
  const of = { ...transcript(rows('a | row')), lanes: lanes.map((lane) => ({ lane, kind: 'program', command: lane })) }
  return { of, replay: { ...recording(of, [20]), terminals } }
}

describe('a cast of a single terminal', () => {
  test('is what its program wrote, with its sizes and the steps', async () => {
    const { of, replay } = onTerminal(['a'])
    for (const format of ['cast', 'cast-v2']) {
      const { header, events } = read(await write(format, of, { replay, pace: 'real' }))
      expect(format === 'cast' ? header['term'] : header).toMatchObject(
        format === 'cast' ? { cols: 12, rows: 3 } : { width: 12, height: 3 },
      )
      expect(events.map(([time, code, data]) => [Math.round(time * 1e6), code, data])).toEqual([
        [0, 'm', '7 start'],
        [20, 'o', '\u001b[?1049hone\u001b[2;3Htwo'],
        [30, 'o', '\u001b[31m'],
        [40, 'o', '日本\u001b[m\r\n'],
        [60, 'r', '20x4'],
        [70, 'o', '\u001b[4;1Hlast'],
        [1500, 'm', 'login.yaml:9 expect'],
        [2_001_500, 'o', ''],
      ])
    }
  })

  test('begins anew on the terminal of its next life', async () => {
    const { of, replay } = onTerminal(['a'])
    const again: readonly TerminalEvent[] = [
      ...terminals,
      { type: 'terminal-size', at: 80, lane: 'a', columns: 12, rows: 3 },
      terminalBytes(90, 'a', 'again'),
    ]
    const { events } = read(await write('cast', of, { replay: { ...replay, terminals: again } }))
    expect(events.map(([, code, data]) => [code, data]).slice(-5, -2)).toEqual([
      ['r', '12x3'],
      ['o', '\u001bc'],
      ['o', 'again'],
    ])
  })

  test('is that of the only instance of a group, and panes where several have one', async () => {
    const { of, replay } = onTerminal(['a'])
    const named = (other: string) => ({
      ...replay,
      terminals: terminals.map((each) => ({ ...each, lane: each.lane === 'a' ? 'a#1' : other })),
    })
    expect(await write('cast', of, { replay: named('ab#1') })).toContain('last')
    expect(await write('cast', of, { replay: named('a#2') })).toContain('╭─')
  })

  test('is one of panes beside other lanes, and where no recording has a terminal', async () => {
    const both = onTerminal(['a', 'b'])
    expect(await write('cast', both.of, { replay: both.replay })).not.toContain('two')
    const alone = onTerminal(['a'])
    const { terminals: _none, ...without } = alone.replay
    expect(await write('cast', alone.of, { replay: without })).toContain('╭─')
    expect(await write('cast', alone.of)).toContain('╭─')
  })
})

test.skipIf(!hasBrowser)('asciinema’s own player shows it, at any time', async () => {
  const shownAt = await openPlayer()
  for (const format of ['cast', 'cast-v2']) {
    const text = await write(format, echo)
    const outputs = read(text).events.filter(([, code, data]) => code === 'o' && data !== '')
    for (const count of [0, 6, echo.rows.length])
      expect(await shownAt(text, (outputs[count] as Event)[0] + 0.01), `${format} after ${count} rows`).toBe(
        drawn(echo, count),
      )
  }
})

test.skipIf(!hasBrowser)('asciinema’s own player shows a single terminal as its program painted it', async () => {
  const shownAt = await openPlayer()
  const { of, replay } = onTerminal(['a'])
  for (const format of ['cast', 'cast-v2']) {
    const text = await write(format, of, { replay })
    const timeOf = (part: string): number => (read(text).events.find(([, , data]) => data.includes(part)) as Event)[0]
    expect(await shownAt(text, timeOf('two') + 0.000001), format).toBe('one\n  two')
    expect(await shownAt(text, timeOf('last') + 1), format).toBe('one\n  two日本\n\nlast')
  }
})

/** Answers what the player shows of a cast at a time, in seconds. */
async function openPlayer(): Promise<(text: string, time: number) => Promise<string>> {
  const browser = await chromium.launch({
    executablePath: browserFile,
    args: ['--no-sandbox', '--disable-dev-shm-usage'],
  })
  onTestFinished(() => browser.close())
  const page = await browser.newPage()
  const player = join(import.meta.dirname, '../../../node_modules/asciinema-player/dist/bundle/')
  await page.setContent('<div id="player"></div>')
  await page.addStyleTag({ content: readFileSync(`${player}asciinema-player.css`, 'utf8') })
  await page.addScriptTag({ content: readFileSync(`${player}asciinema-player.min.js`, 'utf8') })
  return async (text, time) => {
    // As a text: this folder knows nothing of the browser's types.
    const shown = await page.evaluate<string[]>(`(async () => {
      const player = AsciinemaPlayer.create({ data: ${JSON.stringify(text)} }, document.querySelector('#player'), { preload: true, controls: false })
      await player.seek(${time})
      await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
      const lines = [...document.querySelectorAll('.ap-term .ap-line')].map((line) => line.textContent)
      player.dispose()
      return lines
    })()`)
    return shownBy(shown)
  }
}
