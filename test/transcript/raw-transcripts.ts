import type { LaneInfo, Mark, RawRow } from '../../src/model/event.ts'
import type { BuiltInMask } from '../../src/model/words.ts'
import type { MaskRule, Template } from '../../src/model/scenario.ts'
import type { RawTranscript } from '../../src/model/raw-transcript.ts'
import type { Row, Transcript } from '../../src/model/transcript.ts'

const span = { file: 'echo.yaml', start: 0, end: 0 }

/** A scenario with the given rows and nothing else to speak of. */
export function rawTranscriptOf(rows: readonly RawRow[], more: Partial<RawTranscript> = {}): RawTranscript {
  return {
    title: 'A story',
    source: 'scenarios/story.yaml',
    startedAt: '2026-11-22T18:25:37.250Z',
    lanes: [],
    rows,
    aliases: [],
    captured: new Map(),
    open: [],
    sorted: [],
    ...more,
  }
}

/** `told('client', '|', 'Hello')`, at 1.5s, by step 0. */
export function row(lane: string, mark: Mark, text: string | Uint8Array, more: Partial<RawRow> = {}): RawRow {
  return { lane, mark, text, at: 1_500_000, step: 0, ...more }
}

export function template(...parts: (string | { name: string })[]): Template {
  return { parts: parts.map((part) => (typeof part === 'string' ? part : { ...part, span })), span }
}

export const builtin = (name: BuiltInMask): MaskRule => ({ match: { builtin: name }, as: `<${name}>`, span })
export const captured = (name: string): MaskRule => ({ match: { variable: name }, as: `<${name}>`, span })
export const regex = (source: string | Template, as: string, flags = ''): MaskRule => ({
  match: { kind: 'regex', template: typeof source === 'string' ? template(source) : source, flags, span },
  as,
  span,
})
export const text = (source: string, as: string): MaskRule => ({
  match: { kind: 'text', template: template(source), flags: '', span },
  as,
  span,
})

/** Rows written as `client > Hello`, tail ones after `unmatched output`. */
export function rows(...lines: string[]): Row[] {
  const tail = lines.indexOf('unmatched output')
  return lines.flatMap((line, index): Row[] => {
    if (index === tail) return []
    const [, lane = '', mark, text = ''] = /^(\S*) (.)(?: (.*))?$/.exec(line) ?? []
    return [{ at: index, lane, mark: mark as Mark, text, ...(tail !== -1 && index > tail ? { tail: true } : {}) }]
  })
}

export function transcript(all: readonly Row[], more: Partial<Transcript> = {}): Transcript {
  const lanes: LaneInfo[] = []
  return {
    title: 'A story',
    source: 'scenarios/story.yaml',
    recorded: '2026-11-22 18:25:37 UTC',
    lanes,
    rows: all,
    ...more,
  }
}
