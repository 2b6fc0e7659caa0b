import { describe, expect, test } from 'vitest'
import { compileFilter, filtered, isOpen } from '../../src/suite/filter.ts'

const passes = (
  filter: { tags?: string[]; title?: string },
  scenario: { title?: string; tags?: string[] },
): boolean => {
  const test = compileFilter({ tags: [], ...filter })
  if (typeof test === 'string') throw new Error(test)
  return test({ title: 'TCP echo server', tags: ['tcp', 'echo'], ...scenario })
}

describe('filtering', () => {
  test.each([
    [{}, true],
    [{ tags: ['tcp'] }, true],
    [{ tags: ['udp', 'echo'] }, true],
    [{ tags: ['udp'] }, false],
    [{ tags: ['!udp'] }, true],
    [{ tags: ['tcp', '!echo'] }, false],
    [{ title: 'ECHO' }, true],
    [{ title: '/^tcp/' }, false],
    [{ title: '/^tcp/i' }, true],
    [{ title: 'echo', tags: ['udp'] }, false],
  ])('%o', (filter, expected) => {
    expect(passes(filter, {})).toBe(expected)
  })

  test('a global regex answers the same twice', () => {
    const test = compileFilter({ tags: [], title: '/echo/g' })
    if (typeof test === 'string') throw new Error(test)
    const scenario = { title: 'echo', tags: [] }
    expect([test(scenario), test(scenario), test(scenario)]).toEqual([true, true, true])
  })

  test('a regex that does not compile is said', () => {
    expect(compileFilter({ tags: [], title: '/(/' })).toContain('(')
  })

  test('a regex that would try for years is stopped, and said', () => {
    const title = `${'a'.repeat(60)}!`
    const left = filtered({ tags: [], title: '/^(a+)+$/' }, [title], (each) => ({ title: each, tags: [] }))
    expect(left).toMatchObject({ problem: { code: 'usage', message: expect.stringMatching(/^--title: the regex /) } })
  })

  test('only a filter that leaves nothing out is open', () => {
    expect([isOpen({ tags: [] }), isOpen({ tags: ['x'] }), isOpen({ tags: [], title: 'x' })]).toEqual([
      true,
      false,
      false,
    ])
  })
})
