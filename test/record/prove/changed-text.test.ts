import { expect, test } from 'vitest'
import { withSameBeginning } from '../../../src/record/prove/changed-text.ts'

const any = { any: String.raw`\d+` }
const id = { variable: 'id' }

test('the value behind the same beginning, whatever its numbers and pieces', () => {
  const holder = '\uE001'
  const changed = withSameBeginning(['[', id, ':6    0] Accepted ', any], `[${holder}:5    `, any.any, any)
  expect(changed).toEqual(['[', id, ':6    ', any, '] Accepted ', any])
})

test.each([
  ['another beginning', ['pid 17: up'], 'id '],
  ['no number there', ['[17] up'], '[17] '],
  ['a long text before it', [`${'a'.repeat(40)} 7`], `${'a'.repeat(40)} `],
  ['a part of a word', ['a 17b'], 'a '],
])('not: %s', (_name, text, before) => expect(withSameBeginning(text, before, any.any, any)).toBe(text))
