import type { Progress } from '../model/progress.ts'
import type { Attempt, ScenarioResult } from '../model/result.ts'
import type { Source } from '../model/span.ts'
import { dataFrom, dataText } from '../text/data-text.ts'
import { defined } from '../text/defined.ts'
import { readRun, type Blob } from './blob.ts'

/** Of the form of a kept run. */
const version = 1

/** What every kept run begins with. */
export const keptRunStart = '{"run":'

/** Of the file in the output folder. No scenario can have one of this name there. */
export const keptRunName = 'last-run.progress'

type KeptResult = Omit<ScenarioResult, 'sources'> & { readonly sources: readonly number[] }

/**
 * A run as it is kept for a later report: as a blob, but with each source once, and without the rows of transcripts that the recordings
 * have, too. Empty when no scenario ended.
 */
export async function* writeKeptRun(progress: AsyncIterable<Progress>): AsyncIterable<string> {
  const known = new Map<string, number>()
  let head = `${dataText({ run: version })}\n`
  for await (const update of progress) {
    if (update.type === 'suite-begun') head += `${dataText(update)}\n`
    if (update.type === 'scenario-ended') {
      yield head + endedLines(update.result, known)
      head = ''
    }
    if (update.type === 'suite-ended' && head === '') yield `${dataText(update)}\n`
  }
}

function endedLines(result: ScenarioResult, known: Map<string, number>): string {
  let lines = ''
  const sources: number[] = []
  for (const source of result.sources.values()) {
    const key = JSON.stringify([source.file, source.text])
    let number = known.get(key)
    if (number === undefined) {
      number = known.size
      known.set(key, number)
      lines += `${dataText({ source })}\n`
    }
    sources.push(number)
  }
  const { earlier, events: _, ...rest } = withoutRows(result)
  const kept: KeptResult = { ...rest, ...defined({ earlier: earlier?.map(withoutRows) }), sources }
  return `${lines}${dataText({ type: 'scenario-ended', result: kept })}\n`
}

/** A transcript that differs is shown beside the committed one; of another its head says of which run it is. */
function withoutRows<Run extends ScenarioResult | Attempt>(run: Run): Run {
  const { transcript, recording, comparison } = run
  if (transcript === undefined || recording === undefined || comparison?.outcome === 'differs') return run
  return { ...run, transcript: { ...transcript, rows: [] } }
}

/** A kept run from its text, or why it is none. */
export function readKeptRun(text: string): Blob | string {
  const sources: Source[] = []
  const read = readRun(text, wrongHead, (line) => {
    const value = dataFrom(line)
    if (!isSource(value)) return withSources(value, sources)
    sources.push(value.source)
    return undefined
  })
  return typeof read === 'string' ? `${read}: run the scenarios again` : read
}

function wrongHead(line: string): string | undefined {
  if (!line.startsWith(keptRunStart)) return 'it is not a kept run'
  return line === dataText({ run: version }) ? undefined : 'another version of scenario has written it'
}

const isSource = (value: unknown): value is { readonly source: Source } =>
  typeof value === 'object' && value !== null && Object.keys(value)[0] === 'source'

/** The result of an ended scenario with the texts that its numbers stand for; all else stays as it is. */
function withSources(value: unknown, sources: readonly Source[]): unknown {
  const { type, result } = (value ?? {}) as { readonly type?: unknown; readonly result?: KeptResult }
  if (type !== 'scenario-ended' || !Array.isArray(result?.sources)) return value
  const own = result.sources.flatMap((number) => sources[number] ?? [])
  return { type, result: { ...result, sources: new Map(own.map((source) => [source.file, source])) } }
}
