import fc from 'fast-check'
import { expect, test } from 'vitest'
import { writeEntry, writeItem } from '../../src/authoring/block.ts'
import type { Written } from '../../src/authoring/written.ts'
import type { YamlNode } from '../../src/model/yaml-node.ts'
import { readDocument } from '../../src/scenario/read.ts'
import { anyText } from './hostile.ts'

/** YAML reads keys of up to 1,024 characters. */
const key = anyText.filter((text) => text.length < 100)

const { value: written } = fc.letrec<{ value: Written }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    { weight: 5, arbitrary: anyText },
    fc.oneof(fc.constantFrom(null, true, false, 0, 7, -1, 1.5), fc.integer()),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(key, tie('value'), { maxKeys: 4, noNullPrototype: true }),
  ),
}))

const valueOf = (node: YamlNode): unknown =>
  node.type === 'list'
    ? node.items.map(valueOf)
    : node.type === 'map'
      ? Object.fromEntries(node.entries.map(({ key, value }) => [key, valueOf(value)]))
      : node.value

function read(lines: readonly string[]): unknown {
  const found = readDocument(new TextEncoder().encode(`${lines.join('\n')}\n`), 'a', 'a')
  if (!('document' in found)) return found.problems
  return found.document.mistakes ?? valueOf(found.document.root)
}

test('every value is read as it was written, as an entry', () => {
  fc.assert(
    fc.property(key, written, (key, value) => {
      expect(read(writeEntry(key, value))).toEqual({ [key]: value })
      expect(read(['a:', '  b:', ...writeEntry(key, value, 4)])).toEqual({ a: { b: { [key]: value } } })
    }),
    { numRuns: 400 },
  )
})

test('every value is read as it was written, as an item', () => {
  fc.assert(
    fc.property(fc.array(written, { minLength: 1, maxLength: 3 }), (values) => {
      expect(read(values.flatMap((value) => writeItem(value, 0)))).toEqual(values)
      expect(read(['a:', ...values.flatMap((value) => writeItem(value, 2))])).toEqual({ a: values })
    }),
    { numRuns: 400 },
  )
})
