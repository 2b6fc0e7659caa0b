import type { LaneInfo, Mark } from '../model/event.ts'
import type { Problem } from '../model/problem.ts'
import type { Row, Transcript } from '../model/transcript.ts'
import { placedLines, type PlacedLine } from '../text/placed-lines.ts'
import { isConflictMarker } from './conflict.ts'
import { escapeControls } from './escape.ts'
import { openHeading, tailHeading } from './write.ts'

const titleLine = /^#(?: (.*))?$/
const sourceLine = /^# (.*) · recorded (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC)$/
const laneLine = /^# (\S+)(?: {2,}([^:]*)(?:(:)(?: (.*))?)?)?$/
const groupSize = /^(.*) × (\d{1,9})$/
const rowLine = /^(\d{2,12}):([0-5]\d) {2}(\S*) +([|~!>*=#])(?: (.*))?$/

/** Lines in which the header's second line is looked for: a merge conflict may stand around it. */
const searched = 12

/** True for what `writeTranscript` wrote, also where it was damaged or emptied since; the beginning of the file will do. */
export function looksLikeTranscript(text: string): boolean {
  if (text === '') return true
  return text.split('\n', searched).some((line) => sourceLine.test(line.replace(/\r$/, '')))
}

type Unreadable = readonly [line: PlacedLine, message: string, hint: string]

/**
 * The inverse of `writeTranscript`. Anything it could not have written is a problem with its place, never a guess. `shown`
 * is the file as messages name it.
 */
export function readTranscript(
  text: string,
  file: string,
  shown: string,
): { transcript: Transcript } | { problem: Problem } {
  const lines = placedLines(text)
  const unreadable = damage(lines) ?? undefined
  // Controls that stand in it raw, as another program may have written them, mean what their escapes mean.
  const read =
    unreadable === undefined
      ? parse(lines.map((line) => ({ ...line, text: escapeControls(line.text) })))
      : { unreadable }
  if ('transcript' in read) return read
  const [line, message, hint] = read.unreadable
  const span = { file, start: line.start, end: line.end }
  return { problem: { code: 'transcript-unreadable', message: `${message} in ${shown}`, span, hint } }
}

/** What version control and editors do to a file; looked for first, since it explains every other mistake. */
function damage(lines: readonly PlacedLine[]): Unreadable | undefined {
  for (const line of lines) {
    if (isConflictMarker(line.text))
      return [
        line,
        'there is a merge conflict',
        'merge the scenario first; then “scenario accept --conflicts” runs it again, and takes the transcript of that run',
      ]
  }
  for (const line of lines) {
    const at = line.text.indexOf('\r')
    if (at === -1) continue
    const hint = 'transcripts end their lines with LF alone; put “*.txt -text” for them into .gitattributes'
    return [{ text: '\r', start: line.start + at, end: line.start + at + 1 }, 'there is a carriage return', hint]
  }
  return undefined
}

const anew = 'record the transcript anew with --update'
const foreign = 'a file without this header is never replaced: remove it or move it elsewhere, and run again'

function parse(lines: readonly PlacedLine[]): { transcript: Transcript } | { unreadable: Unreadable } {
  const [first, second] = lines
  if (first === undefined) return { unreadable: [{ text: '', start: 0, end: 0 }, 'the title is missing', anew] }
  const title = titleLine.exec(first.text)
  if (title === null) return { unreadable: [first, 'the title is missing', foreign] }
  const source = sourceLine.exec(second?.text ?? '')
  if (source === null)
    return { unreadable: [second ?? first, 'the line with the source and the time is missing', foreign] }
  const header = readHeader(lines)
  if ('unreadable' in header) return header
  const rows = readRows(lines.slice(header.end + 1))
  if ('unreadable' in rows) return rows
  const { lanes, open } = header
  const [, file = '', recorded = ''] = source
  return {
    transcript: {
      title: title[1] ?? '',
      source: file,
      recorded,
      lanes,
      rows: rows.rows,
      ...(open === undefined ? {} : { open }),
    },
  }
}

interface Header {
  readonly lanes: readonly LaneInfo[]
  readonly open: readonly string[] | undefined
  /** Index of the blank line behind it. */
  readonly end: number
}

function readHeader(lines: readonly PlacedLine[]): Header | { unreadable: Unreadable } {
  const lanes: LaneInfo[] = []
  let open: string[] | undefined
  let end = 2
  for (; end < lines.length; end++) {
    const line = lines[end] as PlacedLine
    if (line.text === '') break
    if (line.text.startsWith(openHeading)) {
      open = line.text.slice(openHeading.length).split(' ')
      continue
    }
    const lane = laneOf(line.text)
    if (lane === undefined) return { unreadable: [line, 'this line of the header cannot be read', anew] }
    lanes.push(lane)
  }
  return { lanes, open, end }
}

function laneOf(line: string): LaneInfo | undefined {
  const found = laneLine.exec(line)
  if (found === null) return undefined
  const [, lane = '', group = '', colon, command = ''] = found
  const [, kind = group, count] = groupSize.exec(group) ?? []
  const size = count === undefined ? {} : { count: Number(count) }
  return { lane, kind, command: colon === undefined ? kind : command, ...size }
}

/** A heading that another version wrote, here or behind a blank line. */
function headingOf(line: PlacedLine, next: PlacedLine | undefined): PlacedLine | undefined {
  const heading = line.text === '' ? next : line
  return heading !== undefined && heading.text.startsWith('# ') && heading.text !== tailHeading ? heading : undefined
}

function readRows(lines: readonly PlacedLine[]): { rows: Row[] } | { unreadable: Unreadable } {
  const rows: Row[] = []
  let tail = false
  for (const [index, line] of lines.entries()) {
    if (!tail && line.text === tailHeading) {
      tail = true
      continue
    }
    if (line.text === '' && lines[index + 1]?.text === tailHeading) continue
    const found = rowLine.exec(line.text)
    if (found === null) {
      const heading = headingOf(line, lines[index + 1])
      if (heading !== undefined) return { unreadable: [heading, 'this heading is not known', anew] }
      return {
        unreadable: [
          line,
          'this row cannot be read',
          'a row is a time, a lane, a mark and a text, such as “00:05  client > Hello server”',
        ],
      }
    }
    const [, minutes, seconds, lane = '', mark, text = ''] = found
    const at = Number(minutes) * 60 + Number(seconds)
    rows.push({ at, lane, mark: mark as Mark, text, ...(tail ? { tail } : {}) })
  }
  return { rows }
}
