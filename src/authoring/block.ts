import { entriesOf, isList, writeFlow } from './flow.ts'
import { unprintable, writeScalar } from './scalar.ts'
import type { Written } from './written.ts'

/** Columns of a line that is still on one line. */
const width = 110

/** The lines of `key: value` at an indentation: on one line while it fits, else with its parts below each other. */
export function writeEntry(key: string, value: Written, indent = 0): string[] {
  return valueLines(`${' '.repeat(indent)}${writeScalar(key, false)}:`, value, indent + 2)
}

/** The lines of `- value` at an indentation. The parts of a map with several keys stand below each other. */
export function writeItem(value: Written, indent: number): string[] {
  const dash = `${' '.repeat(indent)}- `
  const flow = dash + writeFlow(value)
  if (value === null || typeof value !== 'object' || (isList(value) && flow.length <= width)) return [flow]
  if (isList(value)) return [dash.trimEnd(), ...value.flatMap((item) => writeItem(item, indent + 2))]
  if (flow.length <= width && entriesOf(value).length === 0) return [flow]
  const lines = entriesOf(value).flatMap(([key, each]) => writeEntry(key, each, indent + 2))
  return [dash + lines[0]!.trimStart(), ...lines.slice(1)]
}

/** One entry that does not fit on a line of its own either. */
function isTooLong(value: Written, indent: number): boolean {
  if (value === null || typeof value !== 'object' || isList(value) || entriesOf(value).length !== 1) return false
  return entriesOf(value).every(
    ([key, each]) =>
      (each === null || typeof each !== 'object') && `${key}: ${writeFlow(each)}`.length + indent > width,
  )
}

/** An item of a list that is a part of something: a map stands on one line while it fits. */
function writePart(value: Written, indent: number): string[] {
  const flow = `${' '.repeat(indent)}- ${writeFlow(value)}`
  const isShort = value !== null && typeof value === 'object' && !isList(value) && flow.length <= width
  return isShort && entriesOf(value).length > 1 ? [flow] : writeItem(value, indent)
}

function valueLines(head: string, value: Written, indent: number): string[] {
  if (typeof value === 'string' && isProse(value)) {
    const rows = value.replace(/\n$/, '').split('\n')
    return [
      `${head} |${value.endsWith('\n') ? '' : '-'}`,
      ...rows.map((row) => (row === '' ? '' : ' '.repeat(indent) + row)),
    ]
  }
  const flow = `${head} ${writeFlow(value)}`
  if (flow.length <= width || value === null || typeof value !== 'object' || isTooLong(value, indent)) return [flow]
  const lines = isList(value)
    ? value.flatMap((item) => writePart(item, indent))
    : entriesOf(value).flatMap(([key, each]) => writeEntry(key, each, indent))
  return [head, ...lines]
}

/** Several lines that can stand as they are in a literal block (YAML 1.2.2, 8.1.2). */
function isProse(text: string): boolean {
  const rows = text.replace(/\n$/, '').split('\n')
  if (rows.length < 2 && !text.endsWith('\n')) return false
  // The first row gives the indentation, and empty rows at the end are counted differently.
  if (!/^\S/.test(rows[0]!) || rows.at(-1) === '') return false
  return rows.every((row) => row === '' || (!unprintable.test(row) && row.trim() !== ''))
}
