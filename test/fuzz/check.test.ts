import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { filesBelow } from '../../src/suite/walk.ts'
import { home } from '../scenarios/house.ts'
import { runs, wronglyJudged } from './judge.ts'
import { mutated } from './mutate.ts'
import { strangeOptions } from './options.ts'

const files = filesBelow(path.join(home, 'scenarios'), () => false).filter((file) => /\.ya?ml$/.test(file))
const texts = files.map((file) => fs.readFileSync(file, 'utf8')).filter((text) => text.length < 20_000)

describe('whatever stands in a scenario, it is checked without a throw, and every problem has its place', () => {
  test('there are shipped ones to take apart', () => expect(texts.length).toBeGreaterThan(80))

  test(`${runs} mutations of the shipped ones`, { timeout: 0 }, async () => {
    const { wrong, met } = await wronglyJudged((seed) => mutated(texts, seed))
    expect(wrong).toBe('')
    // Else they would all be thrown away at the door.
    expect([...met]).toEqual(
      expect.arrayContaining(['valid', 'unknown-actor', 'never-started', 'quote-it', 'invalid-value']),
    )
  })

  test(`${runs} times strange options, wishes, framings and arguments`, { timeout: 0 }, async () => {
    const { wrong, met } = await wronglyJudged(strangeOptions)
    expect(wrong).toBe('')
    expect([...met]).toEqual(
      expect.arrayContaining(['valid', 'invalid-value', 'wrong-type', 'unknown-key', 'invalid-regex']),
    )
  })
})
