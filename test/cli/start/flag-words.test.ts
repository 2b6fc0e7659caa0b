import { expect, test } from 'vitest'
import { runFlags } from '../../../src/cli/options.ts'
import { flagWords } from '../../../src/cli/start/flag-words.ts'

test('each word from elsewhere stands for flags that there are, and is none itself', () => {
  const flags = Object.keys(runFlags)
  const known = Object.values(runFlags).flatMap((flag) => ('also' in flag ? flag.also : []))
  expect(
    Object.values(flagWords)
      .flat(2)
      .filter((name) => !flags.includes(name)),
  ).toEqual([])
  expect(Object.keys(flagWords).filter((word) => [...flags, ...known].includes(word))).toEqual([])
})
