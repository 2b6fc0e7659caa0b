import * as z from 'zod'
import {
  boundedRegex,
  compileRegex,
  duration,
  insteadOfType,
  parseBytePattern,
  parseRegex,
  size,
  text,
  textOrRegex,
  type wires,
} from '../../src/plugin.ts'

/** A place as a step has it: in a stream, or among datagrams. */
export interface WrittenPlace extends wires.Place {
  /** Behind so many datagrams. */
  readonly datagrams?: number | undefined
  /** Milliseconds since the step (`from: now`, and when absent) or since the connection came. */
  readonly time?: number | undefined
}

const literal = z
  .strictObject({ text: text().describe('a text that the line contains, also one between slashes') })
  .transform(({ text }): wires.LinePattern => ({ shown: `“${text}”`, test: (line) => line.includes(text) }))

const regex = textOrRegex().transform((written): wires.LinePattern => {
  const regex = parseRegex(written)
  const compiled = regex === undefined ? undefined : compileRegex(regex)
  if (compiled === undefined || 'mistake' in compiled)
    return { shown: `/${written}/`, test: (line) => line.includes(written) }
  const bounded = boundedRegex(compiled.regex, { background: true })
  return { shown: written, test: (line) => bounded.test(line) }
})

const sequenceText = text()
  .refine((written) => written !== '', { error: 'expected a text' })
  .transform((written): wires.Sequence => ({ shown: JSON.stringify(written), bytes: [...Buffer.from(written)] }))

const hex = text()
  .refine((written) => bytesOf(written) !== undefined, {
    error: 'expected bytes in hexadecimal, such as "0d 0a", where ?? is any byte',
  })
  .transform((written): wires.Sequence => ({ shown: written, bytes: bytesOf(written) ?? [] }))

/** The bytes of a pattern without groups and a rest; undefined for anything else. */
function bytesOf(written: string): wires.Sequence['bytes'] | undefined {
  const pattern = parseBytePattern(written)
  if ('mistake' in pattern || pattern.rest || pattern.groups.length > 0) return undefined
  return pattern.bytes.some((byte) => byte !== undefined) ? pattern.bytes : undefined
}

const content = {
  line: z.union([regex, literal]).optional().describe('a line that has this text or matches this regex'),
  text: sequenceText.optional().describe('this text, wherever it stands'),
  hex: hex.optional().describe('these bytes in hexadecimal; ?? is any byte'),
  match: z.int().min(1).optional().describe('which match; the first when absent'),
  direction: z.enum(['up', 'down']).optional().describe('where it is looked for; where the fault is when absent'),
}

interface WrittenContent {
  readonly line?: unknown
  readonly text?: unknown
  readonly hex?: unknown
  readonly match?: number | undefined
}

const named = (place: WrittenContent & { bytes?: unknown; datagrams?: unknown; time?: unknown }): number =>
  [place.bytes, place.datagrams, place.time, place.line, place.text, place.hex].filter((each) => each !== undefined)
    .length

const hasContent = ({ line, text, hex }: WrittenContent): boolean => (line ?? text ?? hex) !== undefined
const isMatchCounted = (place: WrittenContent): boolean => place.match === undefined || hasContent(place)
const notCounted = { error: '“match” counts matches of “line”, “text” or “hex”', path: ['match'] }

const count = z.union([z.int().min(0), size()])

/** Where a fault begins: `{ bytes: 10 }`, `{ line: /^250/ }`. */
export const afterPlace = z
  .strictObject(
    {
      bytes: count.optional().describe('behind so many bytes of the connection'),
      datagrams: z.int().min(0).optional().describe('behind so many datagrams'),
      time: duration().optional().describe('so long after the step'),
      from: z
        .enum(['start', 'now'])
        .optional()
        .describe('where bytes and datagrams are counted from (the start when absent), and time (now when absent)'),
      ...content,
    },
    insteadOfType('expected a place, such as { bytes: 10 } or { line: /^250/ }'),
  )
  .refine((place) => named(place) === 1, {
    error: 'expected one of “bytes”, “line”, “text”, “hex”, “datagrams” and “time”',
  })
  .refine(({ from, ...place }) => from === undefined || !hasContent(place), {
    error: '“from” is about bytes, datagrams and time; content is looked for from now on',
    path: ['from'],
  })
  .refine(({ time, direction }) => time === undefined || direction === undefined, {
    error: 'time passes in both directions; leave “direction” out',
    path: ['direction'],
  })
  .refine(isMatchCounted, notCounted)
  .transform(placeOf)

/** What a fault begins right before: `{ line: /^250/ }`. */
export const beforePlace = z
  .strictObject(content, insteadOfType('expected a place, such as { line: /^250/ } or { text: secret }'))
  .refine((place) => named(place) === 1, { error: 'expected one of “line”, “text” and “hex”' })
  .refine(isMatchCounted, notCounted)
  .transform(placeOf)

function placeOf({
  text: written,
  hex: bytes,
  ...place
}: Omit<WrittenPlace, 'sequence'> & {
  text?: wires.Sequence | undefined
  hex?: wires.Sequence | undefined
}): WrittenPlace {
  const sequence = written ?? bytes
  return sequence === undefined ? place : { ...place, sequence }
}
