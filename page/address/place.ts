/**
 * Where a reader is, as the page's address says behind its `#`: which scenario is open, which of its runs, what of it, and at which
 * moment; and which scenarios are listed.
 */
export interface Place {
  /** An entry's `id`. */
  readonly scenario?: string
  /** From 1; the last one without it. */
  readonly run?: number
  /** What of the run is shown; what matters most without it. */
  readonly tab?: string
  /** How a replay is shown. */
  readonly view?: string
  /** The selected row, from 0. */
  readonly row?: number
  /** Microseconds. */
  readonly time?: number
  readonly text?: string
  readonly outcomes?: readonly string[]
  readonly tag?: string
  readonly sort?: string
}

/** Longer addresses are none of this page. */
const longest = 8000

/** Reads what `hashOf` writes; what cannot be read is left out. */
export function placeOf(hash: string): Place {
  if (hash.length > longest) return {}
  const values = new URLSearchParams(hash.replace(/^#/, '').replaceAll('+', '%2B'))
  const text = (name: string) => values.get(name) ?? ''
  const whole = (name: string) => (/^\d{1,15}$/.test(text(name)) ? Number(text(name)) : undefined)
  const outcomes = text('outcome')
    .split(',')
    .filter((each) => each !== '')
  return withoutEmpty({
    scenario: text('scenario'),
    run: whole('run'),
    tab: text('tab'),
    view: text('view'),
    row: whole('row'),
    time: whole('t'),
    text: text('q'),
    outcomes,
    tag: text('tag'),
    sort: text('sort'),
  })
}

/** The place as it stands in an address, with its `#`; empty for the place where everything begins. */
export function hashOf({ scenario, run, tab, view, row, time, text, outcomes, tag, sort }: Place): string {
  const values = { scenario, run, tab, view, row, t: time, q: text, outcome: outcomes?.join(','), tag, sort }
  const written = Object.entries(values)
    .filter(([, value]) => value !== undefined && value !== '')
    .map(([name, value]) => `${name}=${encoded(String(value))}`)
  return written.length === 0 ? '' : `#${written.join('&')}`
}

/** Only what would be misread is encoded, so that an address says which file it means. */
const encoded = (value: string): string =>
  encodeURIComponent(wellFormed(value)).replaceAll(/%2F|%3A|%2C|%40/g, (code) => decodeURIComponent(code))

/** A text as an address can hold it: half a character, which no address can, is a replacement character. */
export const wellFormed = (text: string): string => text.replaceAll(/\p{Surrogate}/gu, '\uFFFD')

/** The place without what belongs to an open scenario. */
export function listOf({ text, outcomes, tag, sort }: Place): Place {
  return withoutEmpty({ text, outcomes, tag, sort })
}

type Loose = { readonly [Key in keyof Place]: Place[Key] | undefined }

/** Without what says nothing. */
export function withoutEmpty(place: Loose): Place {
  const said = Object.entries(place).filter(
    ([, value]) => value !== undefined && value !== '' && !(Array.isArray(value) && value.length === 0),
  )
  return Object.fromEntries(said)
}
