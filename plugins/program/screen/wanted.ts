import * as z from 'zod'
import { compileRegex, parseRegex, text, type Style } from '../../../src/plugin.ts'
import { readColour } from './colours.ts'

/** Rows [first, last] from 1. */
export interface Rows {
  readonly first: number
  readonly last: number
}

/** `3` or `1..3`; undefined for anything else. */
export function readRows(written: string): Rows | undefined {
  const [, from, to = from] = /^(\d{1,4})(?:\.\.(\d{1,4}))?$/.exec(written) ?? []
  if (from === undefined) return undefined
  const rows = { first: Number(from), last: Number(to) }
  return rows.first >= 1 && rows.first <= rows.last ? rows : undefined
}

const rowsWanted = 'expected a row or rows from the top, such as 3 or 1..3'

export const rowsOption = () =>
  text(rowsWanted)
    .refine((written) => readRows(written) !== undefined, rowsWanted)
    .meta({ examples: ['1..3', 24] })

const mistakeIn = (written: string): string | undefined => {
  const regex = parseRegex(written)
  const compiled = regex === undefined ? undefined : compileRegex(regex)
  return compiled !== undefined && 'mistake' in compiled ? compiled.mistake : undefined
}

const pattern = () =>
  text()
    .refine((written) => written !== '', 'expected a text; for an empty row write /^$/ with “rows”')
    .refine((written) => mistakeIn(written) === undefined, {
      error: ({ input }) => `the regex does not compile: ${mistakeIn(String(input))}`,
    })

const colour = () =>
  text()
    .refine((written) => readColour(written) !== undefined, {
      error: 'expected a colour: a name such as red or bright-red, default, a number up to 255, or "#rrggbb"',
    })
    .meta({ examples: ['red', 'bright-blue', 208] })

const truth = (what: string) => z.boolean().optional().describe(what)
const place = () => z.int().min(1).max(10_000)

const parts = z
  .strictObject({
    text: pattern().optional().describe('a text or a /regex/ that stands there'),
    rows: rowsOption().optional().describe('only in these rows, counted from 1'),
    cursor: z
      .tuple([place(), place()], 'expected the row and the column of the cursor, such as [2, 5]')
      .optional()
      .meta({ description: 'row and column of the cursor, from 1', examples: [[1, 1]] }),
    color: colour().optional().describe('the colour of the text'),
    background: colour().optional().describe('the colour behind it'),
    bold: truth('in bold, or not'),
    dim: truth('dim, or not'),
    italic: truth('in italics, or not'),
    underline: truth('underlined, or not'),
    reverse: truth('in reverse: the colours of text and background exchanged'),
  })
  .refine((written) => Object.keys(written).length > 0, 'expected a text, rows, a cursor or a style')
  .refine(
    ({ cursor, ...others }) => cursor === undefined || others.rows === undefined || Object.keys(others).length > 1,
    {
      error: '“rows” says where a text or a style is looked for, and there is neither',
      path: ['rows'],
    },
  )

/** What a screen may be expected to show. */
export const wanted = z
  .union([pattern(), parts], 'expected a text, a /regex/ or parts, such as { text: Open, rows: 1..3 }')
  .meta({
    examples: ['Name:', { text: 'Open', reverse: true }, { rows: '1..3', text: '/^> \\w+/' }, { cursor: [1, 1] }],
  })

export type Wanted = z.infer<typeof wanted>
export type Parts = Exclude<Wanted, string>

export const partsOf = (written: Wanted): Parts => (typeof written === 'string' ? { text: written } : written)

/** The style that is wanted; a part that must not be there is `false`. */
export type WantedStyle = { readonly [Part in keyof Style]?: string | boolean }

export function styleOf({ color, background, bold, dim, italic, underline, reverse }: Parts): WantedStyle {
  const written = { color, background, bold, dim, italic, underline, reverse }
  const style: Record<string, string | boolean> = {}
  for (const [part, value] of Object.entries(written))
    if (value !== undefined) style[part] = typeof value === 'string' ? (readColour(value) ?? value) : value
  return style
}
