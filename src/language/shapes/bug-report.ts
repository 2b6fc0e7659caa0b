import { described } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { statement } from './statement.ts'

const what = 'where the bug is reported'

/** Where a known bug is reported: an address, or a number of a tracker. */
export const bugReport: Shape<string> = described(
  statement(what, 'https://…', (label) => `write its address, such as “${label}: https://example.com/issues/7”`),
  what,
  { examples: ['https://example.com/issues/7'] },
)
