import { placedLines } from '../../../text/placed-lines.ts'

/** One entry of a timing file of util-linux’ `script` (script(1), “classic” and “advanced” logging format). Times are microseconds since the beginning. */
export type Timing =
  | { readonly type: 'output' | 'input'; readonly at: number; readonly length: number }
  | { readonly type: 'resized'; readonly at: number; readonly cols: number; readonly rows: number }

export interface TimingFile {
  readonly entries: readonly Timing[]
  /** What the entries H of the advanced format say, such as COMMAND and OUTPUT_LOG; absent in the classic format. */
  readonly about?: ReadonlyMap<string, string>
}

const classic = /^(\d+\.\d+) (\d+)$/
const advanced = /^([HIOS]) (\d+\.\d+) (.*)$/

export const isTimingStart = (text: string): boolean => {
  const [first = ''] = text.split('\n', 1)
  return classic.test(first.trimEnd()) || advanced.test(first.trimEnd())
}

/** Where the first line stands that is no entry, when there is one. */
export function timingOf(text: string): TimingFile | { readonly start: number; readonly end: number } {
  const entries: Timing[] = []
  const about = new Map<string, string>()
  let at = 0
  for (const { text: written, ...place } of placedLines(text)) {
    const line = written.trimEnd()
    if (line === '') continue
    const [, code = 'O', delay = '', rest = ''] = advanced.exec(line) ?? asAdvanced(line)
    if (delay === '') return place
    if (code === 'H') {
      const [name = ''] = rest.split(' ', 1)
      about.set(name, rest.slice(name.length + 1))
      continue
    }
    at += Math.round(Number(delay) * 1e6)
    const entry = code === 'S' ? sizeIn(rest, at) : lengthIn(code, rest, at)
    if (entry === 'none') return place
    if (entry !== undefined) entries.push(entry)
  }
  return about.size === 0 ? { entries } : { entries, about }
}

function asAdvanced(line: string): readonly string[] {
  const [, delay, length] = classic.exec(line) ?? []
  return delay === undefined || length === undefined ? [] : [line, 'O', delay, length]
}

const lengthIn = (code: string, rest: string, at: number): Timing | 'none' =>
  /^\d+$/.test(rest) ? { type: code === 'I' ? 'input' : 'output', at, length: Number(rest) } : 'none'

/** `SIGWINCH ROWS=24 COLS=80`; of other signals nothing is known but their name. */
function sizeIn(rest: string, at: number): Timing | undefined {
  const [, rows, cols] = /^SIGWINCH ROWS=(\d+) COLS=(\d+)/.exec(rest) ?? []
  return rows === undefined || cols === undefined
    ? undefined
    : { type: 'resized', at, rows: Number(rows), cols: Number(cols) }
}
