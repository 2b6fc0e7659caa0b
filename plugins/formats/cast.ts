import { allPrintable, coloursFor, loadDrawing } from '../../src/plugin.ts'
import type { DrawOptions, Format, Transcript } from '../../src/plugin.ts'
import { lineChanges } from './line-changes.ts'

const defaultColumns = 100
/** Lines of a terminal that most people have, and that a page can show. */
const mostLines = 36

/** What happens at a moment of a cast: output, or a marker that players show on their timeline. */
type Moment = readonly [microseconds: number, code: 'o' | 'm', data: string]

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
  extension: '.cast',
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

async function recordingOf(
  unsafe: Transcript,
  { width = defaultColumns, replay: given, pace = 'readable' }: DrawOptions,
) {
  const transcript = allPrintable(unsafe)
  const [{ panesOver, drawTerminal, pacedTimes, replayOf }, colours] = await Promise.all([
    loadDrawing(),
    coloursFor(true),
  ])
  const replay = given ?? replayOf(transcript)
  const panes = panesOver(transcript, { columns: width, lines: mostLines })
  const changes = lineChanges((rows: number) => drawTerminal(panes.at(rows), colours).trimEnd().split('\n'))
  const moments: Moment[] = [[0, 'o', changes(0)]]
  const times = pacedTimes(replay, pace)
  let step = 0
  for (const [index, at] of times.entries()) {
    // A step stands before the first row that came after it had begun.
    for (; step < replay.steps.length; step++) {
      const { at: began, line, verb, file } = replay.steps[step] as (typeof replay.steps)[number]
      if (began > (replay.times[index] as number)) break
      moments.push([moments.at(-1)?.[0] ?? 0, 'm', `${file === undefined ? '' : `${file}:`}${line} ${verb}`])
    }
    if (times[index + 1] === at) continue
    const output = changes(index + 1)
    if (output !== '') moments.push([at, 'o', output])
  }
  // What came last stays for as long as anybody needs to read it.
  if (times.length > 0) moments.push([(times.at(-1) as number) + lastLook, 'o', ''])
  const timestamp = Date.parse(transcript.recorded.replace(' UTC', 'Z').replace(' ', 'T')) / 1000
  return {
    columns: panes.columns,
    rows: Math.max(1, panes.rows),
    begun: { ...(Number.isFinite(timestamp) && { timestamp }), title: transcript.title },
    moments,
  }
}

/** Microseconds. */
const lastLook = 2_000_000
