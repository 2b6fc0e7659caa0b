import { describe, expect, test } from 'vitest'
import { first, runs, wronglyJudged } from './judge.ts'
import { mutated } from './mutate.ts'
import { strangeOptions } from './options.ts'
import { texts } from './shipped.ts'

describe('whatever stands in a scenario, it is checked without a throw, and every problem has its place', () => {
  test('there are shipped ones to take apart', () => expect(texts.length).toBeGreaterThan(80))

  test(`${runs} mutations of the shipped ones, from seed ${first} on`, { timeout: 0 }, async () => {
    const { wrong, met } = await wronglyJudged((seed) => mutated(texts, seed))
    expect(wrong).toBe('')
    // Else they would all be thrown away at the door.
    expect([...met]).toEqual(
      expect.arrayContaining(['valid', 'unknown-actor', 'never-started', 'quote-it', 'invalid-value']),
    )
  })

  test(
    `${runs} times strange options, expectations, framings and arguments, from seed ${first} on`,
    { timeout: 0 },
    async () => {
      const { wrong, met } = await wronglyJudged(strangeOptions)
      expect(wrong).toBe('')
      expect([...met]).toEqual(
        expect.arrayContaining(['valid', 'invalid-value', 'wrong-type', 'unknown-key', 'invalid-regex']),
      )
    },
  )
})
