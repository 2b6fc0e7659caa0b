import { wordsOf } from '../lane/in-row.ts'
import type { EventItem } from '../lane/stream.ts'
import { cut } from '../../text/cut.ts'
import { violated, type ExpectationRun, type Look } from './expectation-run.ts'

/** Cells of a line that a failure quotes. */
const mostWords = 60

/** The next line is another one, and nothing may be skipped: because of `next`, or because the actor is strict. */
export const otherLine = (run: ExpectationRun, text: string): Look => because(run, `the next line is “${text}”`)

/** Something that has no row yet stands before what was expected: a line, or before an event another event. */
export function standsBefore(run: ExpectationRun, expected?: EventItem): Look {
  const { stream } = run
  const line = stream.firstLine()
  const event = stream.events.find((item) => item !== expected && !item.hasRow && item.silent !== true)
  const isLine = line !== undefined && (event === undefined || offsetOf(run, line.from) < event.offset)
  const what = isLine
    ? `the line “${cut(stream.text(line), mostWords)}”`
    : event === undefined
      ? 'something else'
      : `“${wordsOf(event.event)}”`
  return because(run, `${what} stands before it`)
}

const offsetOf = ({ stream: { window } }: ExpectationRun, index: number): number =>
  window.offset + (index - window.start)

const because = ({ strictly, lane }: ExpectationRun, why: string): Look =>
  violated(strictly === undefined ? why : `${why}, and “${lane.name}” is ${strictly}`)
