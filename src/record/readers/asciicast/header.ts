/** Why a part of a file cannot be read. */
export interface Mistake {
  readonly why: string
  readonly start: number
  readonly end: number
  readonly hint?: string
}

/** What the header of an asciicast says, the same for each version. */
export interface Header {
  readonly version: 1 | 2 | 3
  readonly title?: string
  /** Seconds since 1970. */
  readonly timestamp?: number
  readonly command?: string
  readonly shell?: string
  readonly cols?: number
  readonly rows?: number
  /** Where the first event stands; of version 1, the whole value. */
  readonly end: number
}

type Value = Readonly<Record<string, unknown>>

export function headerOf(text: string): Header | Mistake {
  const newline = text.indexOf('\n')
  const line = newline === -1 ? text : text.slice(0, newline)
  const end = newline === -1 ? text.length : newline + 1
  // Version 1 is one JSON value, which may have line breaks.
  const value = parsed(line) ?? parsed(text)
  if (value === undefined) return { why: 'the header of the asciicast is not JSON', start: 0, end: line.length }
  const { version } = value
  if (version !== 1 && version !== 2 && version !== 3) {
    const why = `this asciicast has ${version === undefined ? 'no version' : `version ${JSON.stringify(version)}`}, and 1, 2 and 3 can be read`
    return { why, start: 0, end: line.length, hint: '“asciinema convert” writes another version' }
  }
  const size = version === 3 ? sizeOf(value['term'], 'cols', 'rows') : sizeOf(value, 'width', 'height')
  const env = isValue(value['env']) ? value['env'] : {}
  return {
    version,
    ...stringIn(value, 'title', 'title'),
    ...stringIn(value, 'command', 'command'),
    ...stringIn(env, 'SHELL', 'shell'),
    ...numberIn(value, 'timestamp', 'timestamp'),
    ...size,
    end,
  }
}

export const isValue = (value: unknown): value is Value =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

function parsed(text: string): Value | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return isValue(value) ? value : undefined
  } catch {
    return undefined
  }
}

const sizeOf = (value: unknown, cols: string, rows: string) =>
  isValue(value) ? { ...numberIn(value, cols, 'cols'), ...numberIn(value, rows, 'rows') } : {}

function stringIn<Name extends string>(value: Value, key: string, name: Name): { [key in Name]?: string } {
  const found = value[key]
  return (typeof found === 'string' && found !== '' ? { [name]: found } : {}) as { [key in Name]?: string }
}

function numberIn<Name extends string>(value: Value, key: string, name: Name): { [key in Name]?: number } {
  const found = value[key]
  return (typeof found === 'number' ? { [name]: found } : {}) as { [key in Name]?: number }
}
