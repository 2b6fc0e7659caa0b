import { expect, test } from 'vitest'
import { topKeys } from '../../../src/language/top/index.ts'
import type { TopKey } from '../../../src/language/top/key.ts'
import { complaintsAbout } from '../examples.ts'

const examples = Object.entries<TopKey<unknown, object>>(topKeys).flatMap(([name, { examples = [] }]) =>
  examples.map((example) => [name, example]),
)

test.each(examples)('%s, written as “%s”, is read and fits the schema', (name, example) => {
  expect(example.startsWith(`${name}:`)).toBe(true)
  expect(complaintsAbout({ top: `${example}\n` })).toEqual([])
})

test('what no key has is refused by both', () => {
  expect(complaintsAbout({ top: 'limits: { pause: 5s }\n' }).length).toBeGreaterThan(1)
})
