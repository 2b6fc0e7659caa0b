import { describe, expect, test } from 'vitest'
import { failure, passed, reported, resultOf } from './results.ts'

const known = resultOf({ knownBug: { url: 'https://example.com/issues/7', failure } })
const line = 'expectation-not-met at scenarios/echo.yaml:4:23, https://example.com/issues/7'

describe('a known bug has passed, and every reporter shows it', () => {
  test('default: beside the name, and in full where all is wanted', async () => {
    const text = await reported('default', [passed, known])
    expect(text).toContain(`known bug (0.01 s)\n  ${line}\n`)
    expect(text).toContain('2 passed (1 known bug) (0.42 s)')
    expect(text).not.toContain('Expected')
    expect(text).not.toContain('Not passed')
    expect(await reported('default', [known], { terminal: { verbose: true } })).toContain('Expected    “Hello”')
  })

  test('dot', async () => {
    expect(await reported('dot', [passed, known])).toBe('.k\n\n2 passed (1 known bug) (0.42 s)\n')
  })

  test('minimal', async () => {
    expect(await reported('minimal', [known])).toBe(`known-bug scenarios/echo.yaml ${line}\n1 passed (1 known bug)\n`)
  })

  test('tap: a test point that is to do, which is no failure', async () => {
    const text = await reported('tap', [known])
    expect(text).toContain(`not ok 1 - scenarios/echo.yaml: Echo # TODO known bug: ${line}\n`)
    expect(text).toContain('  code: expectation-not-met\n')
  })

  test('junit: a property and output of a test without a failure', async () => {
    const text = await reported('junit', [known])
    expect(text).toContain('failures="0" errors="0" skipped="0"')
    expect(text).toContain(`<property name="known-bug" value="${line}"/>`)
    expect(text).toContain('<system-out><![CDATA[')
    expect(text).not.toContain('<failure')
  })

  test('json', async () => {
    const document = JSON.parse(await reported('json', [known])) as Record<string, unknown>
    expect(document).toMatchObject({
      status: 'passed',
      counts: { passed: 1, knownBugs: 1, failed: 0 },
      scenarios: [
        {
          status: 'passed',
          knownBug: { url: 'https://example.com/issues/7', code: 'expectation-not-met', line: 4, wanted: '“Hello”' },
        },
      ],
    })
  })

  test('github: a notice, behind all errors', async () => {
    const text = await reported('github', [known, resultOf({ status: 'failed', failure })])
    expect(text.indexOf('::error ')).toBeLessThan(text.indexOf('::notice '))
    expect(text).toContain(
      `::notice file=scenarios/echo.yaml,line=4,col=23,title=Echo%3A expectation-not-met::known bug: ${line}`,
    )
  })

  test('github-summary: a list', async () => {
    const text = await reported(
      'github-summary',
      Array.from({ length: 52 }, () => known),
    )
    expect(text).toContain('### Known bugs\n\n- Echo: expectation-not-met at scenarios/echo.yaml:4:23')
    expect(text).toContain('- and 2 more\n')
  })
})
