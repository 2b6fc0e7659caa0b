import { legibleRegex } from '../../text/regex.ts'
import { whenUsed } from '../../text/when-used.ts'

/** What a text that differs looks like: a regex source without groups, and the name that stands for it. */
export interface Shape {
  readonly source: string
  readonly name: string
}

const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'
const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const clock = String.raw`\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[AP]M)?`
const zone = String.raw`(?: ?[+-]\d\d:?\d\d|Z| [A-Z]{3,4})?`

/** Times and dates, the longest first. */
export const moments: readonly Shape[] = [
  { source: String.raw`(?:${weekday}, )?\d{1,2}[ /-]${month}[ /-]\d{4}[ :]${clock}${zone}`, name: 'time' },
  { source: String.raw`(?:${weekday} )?${month} [ \d]\d ${clock}${zone}(?: \d{4})?`, name: 'time' },
  { source: String.raw`\d{4}[-/.]\d\d[-/.]\d\d[ T-]${clock}${zone}`, name: 'time' },
  { source: String.raw`\d{1,2}[./]\d{1,2}[./]\d{4},? ${clock}`, name: 'time' },
  { source: String.raw`(?:${weekday},? )?\d{1,2}[ /-]${month}[ /-]\d{4}`, name: 'date' },
  { source: String.raw`(?:${weekday},? )?${month} [ \d]?\d,? \d{4}`, name: 'date' },
  { source: String.raw`\d{4}[-/.]\d\d[-/.]\d\d`, name: 'date' },
  { source: String.raw`\d{1,2}[./]\d{1,2}[./]\d{4}`, name: 'date' },
  { source: String.raw`\d{8}T\d{6}Z?`, name: 'time' },
  { source: clock, name: 'time' },
]

const ipv4 = String.raw`(?:\d{1,3}\.){3}\d{1,3}`
/** Of IPv6 only what stands for this machine, or for an address of IPv4. */
const ipAddress: Shape = { source: `${ipv4}|::1|::ffff:${ipv4}`, name: 'address' }

/** Before each line of a log: `[4711:5    0]`, the process and the seconds since its start. */
const logPrefix: Shape = { source: String.raw`(?<=^\[) *\d+(?:[.:, ] *\d+)+(?=\])`, name: 'n' }

/** What is volatile as a whole, although two runs may differ in a part of it: the longest first. */
const wholes: readonly Shape[] = [
  ...moments,
  logPrefix,
  { source: String.raw`0x[\da-fA-F]+`, name: 'address' },
  ipAddress,
  { source: String.raw`\d+(?:[.,]\d+)?[mun]?s`, name: 'duration' },
  { source: String.raw`\d+(?:[.,]\d+)+`, name: 'n' },
]

/** What all values may be: the narrowest first. */
const classes: readonly Shape[] = [
  { source: String.raw`1\d{9}`, name: 'time' },
  { source: String.raw`1\d{12}`, name: 'time' },
  { source: String.raw`\d+`, name: 'n' },
  { source: String.raw`-?\d+`, name: 'n' },
  { source: String.raw`-?\d+(?:[.,]\d+)?`, name: 'n' },
  { source: String.raw`-?\d+(?:[.,]\d+)?(?:e[+-]?\d+)?`, name: 'n' },
  { source: String.raw`[\da-f]+`, name: 'id' },
  { source: String.raw`[\dA-F]+`, name: 'id' },
  { source: String.raw`\w+`, name: 'id' },
  { source: String.raw`[\w.:+/=~-]+`, name: 'id' },
  { source: String.raw`\S+`, name: 'text' },
  { source: String.raw` *-?\d+(?:[.,]\d+)?`, name: 'n' },
  { source: String.raw` *\S+`, name: 'text' },
]

const compiled = whenUsed(() => ({
  wholes: wholes.map((shape) => ({ shape, pattern: wholeOf(shape) })),
  classes: classes.map((shape) => ({ shape, pattern: new RegExp(`^(?:${shape.source})$`) })),
}))

/** Finds a shape where it is not a part of something else. */
export const wholeOf = ({ source }: Shape): RegExp => new RegExp(`(?<![\\w.])(?:${source})(?!\\w)`, 'g')

/** A shape as a person writes it, from times or dates of one form: `\d+\/\w+\/\d+ \d+:\d\d:\d\d`. */
export function writtenMoment(values: readonly string[], { source, name }: Shape): Shape {
  const parts = values[0]?.match(/\d+|[A-Za-z]+|./gs) ?? []
  const written = parts.map((part, at) => writtenPart(part, parts[at - 1] ?? '', parts[at + 1] ?? '')).join('')
  const pattern = new RegExp(`^${written}$`)
  return values.every((value) => pattern.test(value)) ? { source: written, name } : { source, name }
}

function writtenPart(part: string, before: string, behind: string): string {
  if (/^\d/.test(part)) return before === ':' ? String.raw`\d\d` : String.raw`\d+`
  if (/^(?:[TZ]|[AP]M)$/.test(part)) return part.replace(/[AP]M/, '[AP]M')
  if (/^[A-Za-z]/.test(part)) return String.raw`\w+`
  // A day of the month below ten has a second blank in its place.
  if (part === ' ') return /^[A-Za-z]/.test(before) && /^\d\d?$/.test(behind) ? ' +' : ' '
  return part === '+' || (part === '-' && before === ' ') ? '[+-]' : legibleRegex(part)
}

function writtenShape(values: readonly string[], shape: Shape): Shape {
  if (moments.includes(shape)) return writtenMoment(values, shape)
  if (shape === logPrefix) return { source: `[\\d${otherCharacters(values.join(''))}]+`, name: shape.name }
  return shape === ipAddress ? { source: String.raw`[\w.:]+`, name: shape.name } : shape
}

const otherCharacters = (text: string): string => [...new Set(text.replaceAll(/\d/g, ''))].join('')

/** The place of one whole in each text that covers what differs, where there is one. */
export function wholeAround(
  texts: readonly string[],
  places: readonly (readonly [start: number, end: number])[],
): { readonly shape: Shape; readonly places: readonly (readonly [start: number, end: number])[] } | undefined {
  for (const { shape, pattern } of compiled().wholes) {
    const found = texts.map((text, at) => {
      const [start, end] = places[at] as readonly [number, number]
      for (const { index, 0: match } of text.matchAll(pattern))
        if (index <= start && end <= index + match.length) return [index, index + match.length] as const
      return undefined
    })
    if (!found.every((place) => place !== undefined)) continue
    const values = texts.map((text, at) => text.slice(...(found[at] as [number, number])))
    return { shape: writtenShape(values, shape), places: found }
  }
  return undefined
}

/** The narrowest shape of all values; any text at all where nothing narrower fits. */
export function shapeOf(values: readonly string[]): Shape {
  const fitting = compiled().classes.find(({ shape, pattern }) => {
    if (!values.every((value) => pattern.test(value))) return false
    // A word of letters is not hexadecimal because it happens to have none behind “f”.
    return !shape.source.startsWith('[\\da') || values.some((value) => /\d/.test(value))
  })
  const anything = { source: values.includes('') ? '.*' : '.+', name: 'text' }
  return fitting?.shape ?? anything
}
