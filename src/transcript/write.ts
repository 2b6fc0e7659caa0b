import type { LaneInfo } from '../model/event.ts'
import type { Transcript } from '../model/transcript.ts'
import { widthOf } from '../text/wrap.ts'

/** Stands before the rows that no step took. */
export const tailHeading = '# unmatched output'
/** Begins the header's line that names lanes whose tail never ends. */
export const openHeading = '# tail open: '

/**
 * A transcript's text (docs/transcripts.md): a header, a blank line, a row a line; LF, and a newline at the end. Minutes
 * grow beyond 59 (`75:02`), so that a row's time is always two numbers. All texts must be printable already.
 */
export function writeTranscript(transcript: Transcript): string {
  const { rows } = transcript
  const lines = headerOf(transcript)
  lines.push('')
  const padded = padding(rows.map((row) => row.lane))
  let tail = false
  for (const row of rows) {
    if (row.tail === true && !tail) {
      if (lines.at(-1) !== '') lines.push('')
      lines.push(tailHeading)
      tail = true
    }
    const start = `${clock(row.at)}  ${padded(row.lane)} ${row.mark}`
    lines.push(row.text === '' ? start : `${start} ${row.text}`)
  }
  if (rows.length === 0) lines.pop()
  return `${lines.join('\n')}\n`
}

/** The lines above the blank one. */
export function headerOf({ title, source, recorded, lanes, open }: Transcript): string[] {
  const lines = [title === '' ? '#' : `# ${title}`, `# ${source} · recorded ${recorded}`, ...laneLines(lanes)]
  if (open !== undefined && open.length > 0) lines.push(openHeading + open.join(' '))
  return lines
}

/**
 * `# client  telnet: telnet localhost 9000`; a command that is only the kind's name is not repeated. A group has its size behind its
 * kind: `# clients  telnet × 10: telnet localhost 9000`.
 */
function laneLines(lanes: readonly LaneInfo[]): string[] {
  const padded = padding(lanes.map(({ lane }) => lane))
  return lanes.map(({ lane, kind, command, count }) => {
    const group = count === undefined ? kind : `${kind} × ${count}`
    if (command === kind) return group === '' ? `# ${lane}` : `# ${padded(lane)}  ${group}`
    return command === '' ? `# ${padded(lane)}  ${group}:` : `# ${padded(lane)}  ${group}: ${command}`
  })
}

/** `MM:SS`. */
function clock(seconds: number): string {
  return `${String(Math.floor(seconds / 60)).padStart(2, '0')}:${String(seconds % 60).padStart(2, '0')}`
}

/** Pads names to the width of the widest, in terminal columns. */
export function padding(names: readonly string[]): (name: string) => string {
  const different = [...new Set(names)]
  const width = Math.max(0, ...different.map(widthOf))
  const padded = new Map(different.map((name) => [name, name + ' '.repeat(width - widthOf(name))]))
  return (name) => padded.get(name) ?? name
}
