import { report } from '../language/checking.ts'
import type { Checking } from '../language/checking.ts'
import { byName, namePattern } from '../language/json-schema/names.ts'
import type { Shape } from '../language/shape.ts'
import { oneOrMany } from '../language/shapes/lists.ts'
import { fixedText } from '../language/shapes/scalars.ts'
import { asMap } from '../language/values.ts'
import type { Span } from '../model/span.ts'
import { cut } from '../text/cut.ts'
import { mostInFileName, sameInFileName, tooLongInFileName } from '../text/file-name.ts'

/** The values of one name of a matrix, in order, and the place of the name. */
export interface ConfiguredValues {
  readonly values: readonly string[]
  readonly span: Span
}

/** Whether this can name values of a matrix. Values are also looked up as keys of objects, which have some names by themselves. */
export const canNameValues = (name: string): boolean => namePattern.test(name) && name !== 'project' && !(name in {})

const values = oneOrMany(fixedText, 'a value, or a list of them')

/** `{ impl: [redis, valkey] }`; numbers and truth values are taken as text. */
export const matrix: Shape<ReadonlyMap<string, ConfiguredValues>> = {
  schema: (registry) => byName('name', values.schema(registry), { propertyNames: { title: 'name' } }),
  read(c, node, label) {
    const found = new Map<string, ConfiguredValues>()
    for (const { key, keySpan, value } of asMap(c, node, label, '“matrix: { impl: [redis, valkey] }”')?.entries ?? []) {
      const read = values.read(c, value, key) ?? []
      if (!canNameValues(key)) reportName(c, key, keySpan)
      else if (value.type === 'list' && value.items.length === 0)
        report(c, 'nothing-to-do', `“${key}” has no values`, keySpan, `write its values, or take “${key}” out`)
      else if (read.length > 0) found.set(key, { values: read, span: keySpan })
      reportSame(c, key, read, value.span)
      const long = tooLongOf(key, read)
      if (long !== undefined) report(c, 'invalid-value', long.message, value.span, long.hint)
    }
    return found
  },
}

const reportName = (c: Checking, key: string, span: Span): void =>
  report(c, 'invalid-value', `“${key}” cannot name values of a matrix`, span, howNamed)

/** What else to write. */
export const howNamed = 'take letters, digits, _ and -, begin with a letter, and do not take “project”'

/** What is wrong where a value and its name, which stand in names of files together, do not fit there. */
export function tooLongOf(name: string, read: readonly string[]): { message: string; hint: string } | undefined {
  const long = read.find((value) => tooLongInFileName(`${name}=${value}`))
  return long === undefined
    ? undefined
    : {
        message: `“${cut(`${name}=${long}`, 40)}” is too long for names of files`,
        hint: `give it at most ${mostInFileName} bytes, the name and “=” with it`,
      }
}

function reportSame(c: Checking, key: string, read: readonly string[], span: Span): void {
  const empty = read.includes('')
  if (empty) report(c, 'invalid-value', `a value of “${key}” is empty`, span, 'write a text, or leave it out')
  const same = sameInFileName(read)
  if (same === undefined) return
  const [one, other] = same
  const message =
    one === other ? `“${key}” has the value “${one}” twice` : `“${one}” and “${other}” are the same in names of files`
  report(c, 'invalid-value', message, span, 'give each value another name')
}
