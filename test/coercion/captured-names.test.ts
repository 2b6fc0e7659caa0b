import { expect, test } from 'vitest'
import * as z from 'zod'
import { argumentOf, resolve } from '../../src/coercion/argument.ts'
import { capturing } from '../../src/coercion/captured-names.ts'
import { text } from '../../src/plugin.ts'
import { readDocument } from '../../src/scenario/read.ts'

const rules = z.array(capturing(z.strictObject({ when: text(), reply: text() })))

function argument(yaml: string) {
  const read = readDocument(new TextEncoder().encode(yaml), '/f', 'f')
  if ('problems' in read) throw new Error(read.problems[0]?.message)
  return argumentOf(read.document.root, rules).argument
}

test('names of a map’s own groups are no placeholders, and its texts are templates', () => {
  const { placeholders, value } = argument('[{ when: /(?<id>\\d+)/, reply: "$${id} is ${id}" }]')
  expect(placeholders).toEqual([])
  expect(value?.parsed).toEqual([{ when: String.raw`/(?<id>\d+)/`, reply: '$${id} is ${id}' }])
})

test('other names are filled, and what fills them stays literal', () => {
  const found = argument('[{ when: "/(?<id>.)/", reply: "${host} ${id}" }, { when: x, reply: "${id}" }]')
  expect(found.placeholders.map(({ name }) => name)).toEqual(['host', 'id'])
  const filled = resolve(found, rules, ({ name }) => (name === 'host' ? 'a ${id}' : 'outer'))
  expect(filled).toEqual({
    value: [
      { when: '/(?<id>.)/', reply: 'a $${id} ${id}' },
      { when: 'x', reply: 'outer' },
    ],
  })
})
