import { describe, expect, test } from 'vitest'
import { annotationsOf } from '../../hostile/readers.ts'
import { broken, failed, failure, passed, reported, resultOf } from './results.ts'

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

  test('is read back as it was meant, whatever stands in a title, a path and a message', async () => {
    const title = '100%: a, b::c %0A'
    const message = 'x::error::y, 5% %25\nnext'
    const result = resultOf({ title, status: 'failed', failure: { ...failure, message } })
    const [annotation, ...rest] = annotationsOf(await reported('github', [result]))
    expect(rest).toEqual([])
    expect(annotation).toMatchObject({
      command: 'error',
      properties: { file: 'scenarios/echo.yaml', line: '4', col: '23', title: `${title}: expectation-not-met` },
    })
    expect(annotation?.message.split('\n')[0]).toContain('x::error::y, 5% %25')
  })
})
