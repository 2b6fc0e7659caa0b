import { allPrintable, coloursFor, isoOf, loadDrawing, printable } from '../../src/plugin.ts'
import type { DrawOptions, Format, Transcript } from '../../src/plugin.ts'
import { markerOf, type Moment } from './cast-moments.ts'
import { lineChanges } from './line-changes.ts'
import { movingSize } from './moving.ts'
import { onlyTerminal, terminalMoments } from './one-terminal.ts'

/** https://docs.asciinema.org/manual/asciicast/v3/ */
export const cast: Format = {
  about: 'the panes as they filled, for asciinema’s players (asciicast v3)',
  extension: '.cast',
  timed: true,
  async write(transcript, options) {
    const { columns, rows, begun, moments } = await recordingOf(transcript, options)
    const header = { version: 3, term: { cols: columns, rows }, ...begun }
    let before = 0
    return lines(header, moments, (at) => {
      const interval = at - before
      before = at
      return interval
    })
  },
}

/** https://docs.asciinema.org/manual/asciicast/v2/, for players from before 2025. */
export const castV2: Format = {
  about: 'the same as asciicast v2, which older players read',
  extension: '.v2.cast',
  timed: true,
  async write(transcript, options) {
    const { columns, rows, begun, moments } = await recordingOf(transcript, options)
    return lines({ version: 2, width: columns, height: rows, ...begun }, moments, (at) => at)
  },
}

function lines(header: object, moments: readonly Moment[], time: (at: number) => number): string {
  const events = moments.map(([at, code, data]) => JSON.stringify([time(at) / 1e6, code, data]))
  return `${[JSON.stringify(header), ...events].join('\n')}\n`
}

async function recordingOf(transcript: Transcript, options: DrawOptions) {
  const { replay, pace = 'readable' } = options
  const terminal = onlyTerminal(transcript, replay)
  const drawn =
    replay === undefined || terminal === undefined
      ? await panesOf(transcript, options)
      : {
          ...terminal,
          moments: terminalMoments(terminal, replay, (await loadDrawing()).pacedTerminal, pace),
        }
  const { columns, rows, moments } = drawn
  // What came last stays for as long as anybody needs to read it.
  const last = moments.at(-1)?.[0] ?? 0
  const looked: readonly Moment[] = moments.length > 1 ? [[last + lastLook, 'o', '']] : []
  const timestamp = Date.parse(isoOf(transcript.recorded)) / 1000
  return {
    columns,
    rows: Math.max(1, rows),
    begun: { ...(Number.isFinite(timestamp) && { timestamp }), title: printable(transcript.title) },
    moments: [...moments, ...looked],
  }
}

/** All panes side by side, as they fill. */
async function panesOf(
  unsafe: Transcript,
  { width = movingSize.columns, replay: given, pace = 'readable' }: DrawOptions,
) {
  const transcript = allPrintable(unsafe)
  const [{ panesOver, drawTerminal, pacedTimes, replayOf }, colours] = await Promise.all([
    loadDrawing(),
    coloursFor(true),
  ])
  const replay = given ?? replayOf(transcript)
  const panes = panesOver(transcript, { columns: width, lines: movingSize.lines })
  const changes = lineChanges((rows: number) => drawTerminal(panes.at(rows), colours).trimEnd().split('\n'))
  const moments: Moment[] = [[0, 'o', changes(0)]]
  const times = pacedTimes(replay, pace)
  let step = 0
  for (const [index, at] of times.entries()) {
    // A step stands before the first row that came after it had begun.
    for (; step < replay.steps.length; step++) {
      const begun = replay.steps[step] as (typeof replay.steps)[number]
      if (begun.at > (replay.times[index] as number)) break
      moments.push([moments.at(-1)?.[0] ?? 0, 'm', markerOf(begun)])
    }
    if (times[index + 1] === at) continue
    const output = changes(index + 1)
    if (output !== '') moments.push([at, 'o', output])
  }
  return { columns: panes.columns, rows: panes.rows, moments }
}

/** Microseconds. */
const lastLook = 2_000_000
