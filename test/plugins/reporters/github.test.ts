import { describe, expect, test } from 'vitest'
import { broken, failed, passed, reported } from './results.ts'

describe('github', () => {
  test('annotations at the start of a line, escaped, the most telling first', async () => {
    const text = await reported('github', [broken, failed, passed])
    const [, first, second] = text.split('\n')
    expect(first).toBe(
      '::error file=scenarios/echo.yaml,line=4,col=23,title=Echo%3A expectation-not-met::“client” did not say “Hello”%0Aexpected: “Hello”%0Anearest: Hallo%0Alook: again, and see',
    )
    expect(second).toContain('title=Echo%3A port-in-use')
  })

  test('at most ten', async () => {
    const text = await reported(
      'github',
      Array.from({ length: 30 }, () => failed),
    )
    expect(text.match(/^::error /gm)).toHaveLength(10)
  })
})
