import { whenUsed } from '../../text/when-used.ts'

/** What a text that differs looks like: a regex source without groups, and the name that stands for it. */
export interface Shape {
  readonly source: string
  readonly name: string
}

const month = '(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const clock = String.raw`\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?(?: ?[AP]M)?`

/** What is volatile as a whole, although two runs may differ in a part of it: the longest first. */
const wholes: readonly Shape[] = [
  { source: String.raw`\d{1,2}/${month}/\d{4}:\d\d:\d\d:\d\d [+-]\d{4}`, name: 'time' },
  { source: String.raw`\d{1,2} ${month} \d{4} ${clock}`, name: 'time' },
  { source: String.raw`${month} [ \d]\d ${clock}(?: \d{4})?`, name: 'time' },
  { source: String.raw`\d{4}[-/.]\d\d[-/.]\d\d[ T-]${clock}`, name: 'time' },
  { source: String.raw`\d{1,2}[./]\d{1,2}[./]\d{4},? ${clock}`, name: 'time' },
  { source: String.raw`\d{1,2} ${month} \d{4}`, name: 'date' },
  { source: String.raw`\d{4}[-/.]\d\d[-/.]\d\d`, name: 'date' },
  { source: String.raw`\d{8}T\d{6}Z?`, name: 'time' },
  { source: clock, name: 'time' },
  { source: String.raw`0x[\da-fA-F]+`, name: 'address' },
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
  wholes: wholes.map((shape) => ({ shape, pattern: new RegExp(`(?<![\\w.])(?:${shape.source})(?!\\w)`, 'g') })),
  classes: classes.map((shape) => ({ shape, pattern: new RegExp(`^(?:${shape.source})$`) })),
}))

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
    if (found.every((place) => place !== undefined)) return { shape, places: found }
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
