import { expect, test } from 'vitest'
import { complaintsAbout } from '../examples.ts'

test.each([
  ['shake: { skip: true }', 'invalid-value: “skip” says why it is not shaken'],
  ['shake: { skip: "" }', 'invalid-value: “skip” says why it is not shaken'],
  ['shake: {}', 'missing-key: “shake” has no “skip”'],
  ['shake: no', 'wrong-type: “shake” takes a map, not “no”'],
  ['shake: { skip: [a, b] }', 'wrong-type: “skip” takes text, not a list'],
  ['shake: { skip: "${why}" }', 'invalid-value: “skip” cannot hold variables'],
  ['shake: { skp: because }', 'unknown-key: “skp” is not known in “shake”'],
])('%s is a mistake, for an editor too', (top, message) => {
  const complaints = complaintsAbout({ top: `${top}\n` })
  expect(complaints[0]).toBe(message)
  expect(complaints.length).toBeGreaterThan(1)
})
