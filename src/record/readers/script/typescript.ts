/** A log of `script`: its first line says when and what, its last how it ended. */
export interface Typescript {
  /** Seconds since 1970; NaN when the date is not one that can be read. */
  readonly start: number
  /** COMMAND, COLUMNS and others of its first and last line. */
  readonly about: ReadonlyMap<string, string>
  /** What the terminal showed, with the last line. */
  readonly body: Uint8Array
}

export const isTypescriptStart = (text: string): boolean => text.startsWith('Script started on ')

export function typescriptOf(bytes: Uint8Array): Typescript {
  const newline = bytes.indexOf(10)
  const firstLine = Buffer.from(bytes.subarray(0, newline === -1 ? bytes.byteLength : newline)).toString()
  const lastLine = Buffer.from(bytes.subarray(Math.max(newline, bytes.byteLength - 500)))
    .toString('latin1')
    .split('\nScript done on ')[1]
  const date = /^Script started on (.*?)(?: \[.*)?$/.exec(firstLine)?.[1] ?? ''
  return {
    start: Date.parse(date) / 1000,
    about: new Map([...settings(firstLine), ...settings(lastLine ?? '')]),
    body: bytes.subarray(newline + 1),
  }
}

const settings = (line: string): [string, string][] =>
  [...line.matchAll(/\b([A-Z_]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value])
