import type { Rows, WantedStyle } from './wanted.ts'

/** What is looked for on a screen. */
export interface Sought {
  readonly rows: Rows
  readonly text: string | undefined
  readonly find: Find
  readonly style: WantedStyle
  readonly cursor: readonly [number, number] | undefined
}

/** The next match in a text from an index on; a regex looks at rows as at lines. */
export type Find = (text: string, from: number) => Found | undefined
export interface Found {
  readonly start: number
  readonly end: number
  readonly captures: Readonly<Record<string, string>>
}
