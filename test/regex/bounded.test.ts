import { describe, expect, test } from 'vitest'
import type { Span } from '../../src/model/span.ts'
import { allow, boundedRegex, RegexTooSlow } from '../../src/regex/bounded.ts'
import { runText } from '../scenarios/house.ts'

const evil = '/^(a+)+$/'
const line = `${'a'.repeat(40)}!`
const turn = () => new Promise((resolve) => void setImmediate(resolve))

describe('a bounded regex', () => {
  test('answers as the regex does, on short and long texts', async () => {
    const bounded = boundedRegex(/(?<x>b+)(c|c)*$/)
    for (const text of ['b', 'abcc', 'x', `${'x'.repeat(100)}bcc`, 'y'.repeat(100)]) {
      expect(bounded.exec(text)).toEqual(/(?<x>b+)(c|c)*$/.exec(text))
      expect(bounded.test(text)).toBe(/(?<x>b+)(c|c)*$/.test(text))
    }
    await turn()
  })

  test('is stopped when its time is over, and names itself', async () => {
    allow(() => 30)
    expect(() => boundedRegex(/^(a+)+$/).test(line)).toThrow(RegexTooSlow)
    expect(() => boundedRegex(/^(a+)+$/).test(line)).toThrow('/^(a+)+$/ was still trying a line of 41 characters')
    allow()
    await turn()
  })

  test('and so are many that together take too long', async () => {
    allow(() => 60)
    const bounded = boundedRegex(/^(a+)+$/)
    const lines = Array.from({ length: 1000 }, () => `${'a'.repeat(21)}!`)
    expect(() => lines.forEach((each) => bounded.test(each))).toThrow(RegexTooSlow)
    allow()
    await turn()
  })

  test('is tried again when its time went by without a processor', async () => {
    allow(() => 30)
    const regex = /(a+)+/
    let tries = 0
    regex.exec = () => {
      // It sleeps, so that it computes nothing, until the engine stops it.
      if (++tries === 1) Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0)
      return null
    }
    expect(boundedRegex(regex).exec(line)).toBeNull()
    expect(tries).toBe(2)
    allow()
    await turn()
  })

  test('an error of its own passes', async () => {
    const regex = /(a+)+/
    regex.exec = () => {
      throw new Error('boom')
    }
    expect(() => boundedRegex(regex).exec(line)).toThrow('boom')
    await turn()
  })
})

const scenarioText = (steps: string, more = ''): string =>
  `scenario: too slow
limits: { step: 400ms, scenario: 20s }
${more}actors:
  server: tcp-server
  client: { tcp-client: server }
steps:
  - start: server
  - connect: client
  - send: { server: ${line} }
${steps}`

/** What stands where the failure points at. */
const placeIn = (text: string, { failure }: { failure?: { span?: Span } }): string =>
  text.slice(failure?.span?.start, failure?.span?.end)

describe('a regex in a scenario that would try for ever is stopped and named', () => {
  test.each([
    ['an expectation', `  - expect: { client: '${evil}' }\n`],
    ['a line', `  - expect: { client: { line: '/(a+)+/' } }\n`],
    ['a prompt', `  - expect: { client: { prompt: '/^(a+)+b$/' } }\n`],
    ['lines', `  - expect: { client: { lines: ['/(a+)+/'] } }\n`],
    ['any-order', `  - expect: { client: { any-order: ['/(a+)+/'] } }\n`],
    ['one-of', `  - expect: { client: { one-of: ['${evil}', never] } }\n`],
    ['without', `  - expect: { client: { text: never, without: '${evil}' } }\n`],
    ['json', `  - send: { server: { json: { a: ${line} } } }\n  - expect: { client: { json: { a: '${evil}' } } }\n`],
  ])('%s', async (_, steps) => {
    const result = await runText(scenarioText(`${steps}    within: 100ms\n`))
    expect(result).toMatchObject({
      status: 'failed',
      failure: { code: 'regex-too-slow', span: { start: expect.any(Number) } },
    })
    expect(result.failure?.message).toContain('(a+)+')
  })

  test('a fact', async () => {
    const text = scenarioText(
      `  - expect: { client: { text: a, as: it } }\n  - check: { f: { text: '${evil}' } }\n    within: 100ms\n`,
    )
      .replace('actors:', `files: { f.txt: ${line} }\nactors:\n  f: { file: "\${tmp}/f.txt" }`)
      .replace('start: server', 'start: [server, f]')
    expect(await runText(text)).toMatchObject({ failure: { code: 'regex-too-slow' } })
  })

  test('forbid', async () => {
    const result = await runText(scenarioText('  - expect: { client: aaa }\n', `forbid: ['${evil}']\n`))
    expect(result).toMatchObject({ status: 'failed', failure: { code: 'regex-too-slow' } })
  })

  test('a mask', async () => {
    const result = await runText(
      scenarioText('  - expect: { client: aaa }\n  - close: client\n', `mask: [{ match: '${evil}', as: <it> }]\n`),
    )
    expect(result).toMatchObject({ status: 'failed', failure: { code: 'regex-too-slow' } })
  })

  test('ready', async () => {
    const program = `node -e "console.log('${line}'); setInterval(() => {}, 1000)"`
    const result = await runText(
      `scenario: slow\nactors:\n  it: { program: { run: ${JSON.stringify(program)}, ready: '${evil}' } }\nsteps:\n  - start: it\n`,
    )
    expect(result).toMatchObject({ status: 'failed', failure: { code: 'regex-too-slow' } })
  })

  test('a rule of a server', async () => {
    const text = scenarioText(`  - send: { client: ${line} }\n  - expect: { server: aaa }\n`).replace(
      'server: tcp-server',
      `server: { tcp-server: { rules: [{ when: '${evil}', reply: never }] } }`,
    )
    const result = await runText(text)
    expect(result).toMatchObject({ status: 'failed', failure: { code: 'regex-too-slow' } })
    expect(placeIn(text, result)).toBe(`'${evil}'`)
  })

  test('the line that marks the place of a fault', async () => {
    const text = scenarioText(
      `  - fault: { between: { reset: true, after: { line: '${evil}' } } }\n  - note: between\n  - send: { client: ${line} }\n  - expect: { server: never }\n`,
    )
      .replace('{ tcp-client: server }', '{ tcp-client: between }\n  between: { proxy: server }')
      .replace('start: server', 'start: [server, between]')
    const result = await runText(text)
    expect(result).toMatchObject({ status: 'failed', failure: { code: 'regex-too-slow' } })
    expect(result.failure?.message).toContain('(a+)+')
    expect(placeIn(text, result)).toBe(`'${evil}'`)
  })
})
