import { expect, test } from 'vitest'
import { verbs } from '../../../src/language/verbs/index.ts'
import { complaintsAbout } from '../examples.ts'

const examples = Object.entries(verbs).flatMap(([name, verb]) => verb.examples.map((example) => [name, example]))

test.each(examples)('%s, written as “%s”, is read and fits the schema', (name, example) => {
  expect(example.startsWith(`${name}: `)).toBe(true)
  expect(complaintsAbout({ step: example })).toEqual([])
})

test('what no verb has is refused by both', () => {
  expect(complaintsAbout({ step: 'pauze: client' }).length).toBeGreaterThan(1)
  expect(complaintsAbout({ step: 'pause: { client: now }' }).length).toBeGreaterThan(1)
})

test.each(Object.entries(verbs))('the traits of %s do not contradict each other', (_, { traits }) => {
  const { does, startsActors, needsStarted, asksKind, instant, idles, holdsSteps } = {
    startsActors: undefined,
    needsStarted: undefined,
    asksKind: undefined,
    instant: undefined,
    idles: undefined,
    holdsSteps: undefined,
    ...traits,
  }
  expect(startsActors === true && needsStarted === true).toBe(false)
  expect(asksKind === true && needsStarted !== true).toBe(false)
  expect(instant !== undefined && idles === true).toBe(false)
  if (does === 'neither') expect([startsActors, needsStarted, asksKind, idles]).toEqual(Array(4).fill(undefined))
  if (holdsSteps === true) expect(does).toBe('neither')
})
