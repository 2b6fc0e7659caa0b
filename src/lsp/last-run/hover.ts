import type { RawRow } from '../../model/event.ts'
import { spacedHex } from '../../text/spaced-hex.ts'
import { printable } from '../../text/printable.ts'
import type { LastRun, RanStep } from './recording.ts'
import { recordedAt } from '../../text/recorded-at.ts'

/** Rows that are shown of one step. */
const mostRows = 20

/** The rows of a step in the last run, in Markdown; undefined where it did not come. */
export function rowsOfStep({
  run,
  times,
}: {
  readonly run: LastRun
  readonly times: readonly RanStep[]
}): string | undefined {
  const last = times.at(-1)
  if (last === undefined) return undefined
  const rows = times.flatMap((step) => step.rows)
  const shown = rows.slice(-mostRows).map(rowText)
  const left = rows.length > mostRows ? [`… ${rows.length - mostRows} rows before`] : []
  const failure = run.steps.at(-1) === last ? run.failure : undefined
  const often = times.length > 1 ? `, ${times.length} times` : ''
  const head = `In the last run (${run.status ?? 'not ended'}, ${recordedAt(new Date(run.began).toISOString())}) after ${seconds(last.at)}${often}`
  return [
    head + (rows.length === 0 ? ': no rows' : ':'),
    ...(rows.length === 0 ? [] : ['```text', ...left, ...shown, '```']),
    ...(failure === undefined ? [] : [`**${run.status}**: ${escaped(failure.message)}`]),
  ].join('\n')
}

function rowText({ lane, mark, text }: RawRow): string {
  const words = typeof text === 'string' ? printable(text) : spacedHex(text)
  return `${lane} ${mark} ${words}`.replaceAll('```', "'''")
}

const escaped = (text: string): string => printable(text).replaceAll(/[\\`*_{}[\]<>#|]/g, '\\$&')
const seconds = (microseconds: number): string => `${(microseconds / 1_000_000).toFixed(3)} s`
