import { expect, test } from 'vitest'
import { complaintsAbout } from '../examples.ts'

test.each([
  'forbid: { text: /usr/ }',
  'forbid: [/re/, { text: /usr/ }]',
  'mask: { match: { text: /usr/ }, as: <root> }',
])('%s is a text with its slashes', (top) => {
  expect(complaintsAbout({ top: `${top}\n` })).toEqual([])
})

test.each([
  ['forbid: { line: ok }', 'unknown-key: “line” is not known in what is forbidden'],
  ['mask: { match: {}, as: x }', 'missing-key: “match” is a text, a /regex/ or { text: … }, and this map is empty'],
])('%s is a mistake, for an editor too', (top, message) => {
  const complaints = complaintsAbout({ top: `${top}\n` })
  expect(complaints[0]).toBe(message)
  expect(complaints.length).toBeGreaterThan(1)
})
