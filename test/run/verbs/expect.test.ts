import { describe, expect, test } from 'vitest'
import { rowsOf, runText } from '../../scenarios/house.ts'
import { connectedPair } from '../../scenarios/pair.ts'

test('an expectation whose value cannot be used fails its step', async () => {
  const steps =
    '  - send: { server: take all }\n  - expect: { client: "/take (?<n>.+)/" }\n  - expect: { client: { bytes: "${n}" } }\n'
  expect((await runText(connectedPair() + steps)).failure).toMatchObject({ code: 'invalid-value', verb: 'expect' })
})

/** The server says these lines to its one client, and then the client's expectations are looked for. */
const talk = (lines: string, expectation: string, beside = '', options = '') =>
  runText(
    [
      'scenario: how often, and not at all',
      'limits: { step: 300ms }',
      'actors:',
      '  server: tcp-server',
      `  client: { tcp-client: server${options} }`,
      'steps:',
      '  - start: server',
      '  - connect: client',
      `  - send: { server: [${lines}] }`,
      `  - expect: { client: ${expectation} }`,
      ...(beside === '' ? [] : [`    ${beside}`]),
      '  - exit: client',
      '',
    ].join('\n'),
  )

describe('how often', () => {
  test.each([
    ['a, b, a, a', '{ text: a, times: 3 }', undefined],
    ['a, b, a, a, a', '{ text: a, times: 3 }', 'expectation-violated'],
    ['a, a, c, a, b', '[{ text: a, times: 2 }, b]', 'expectation-violated'],
    ['a, a, c, b', '[{ text: a, times: 2 }, b]', undefined],
    ['a, a', '{ text: a, times: 3 }', 'expectation-not-met'],
    ['a, a, b', '{ text: a, times: 1, next: true }', 'expectation-violated'],
    ['a, a, b', '[{ text: a, at-least: 2 }, b]', undefined],
    ['a, a, a, b', '[{ text: a, at-least: 2 }, { text: b, next: true }]', undefined],
    ['a, a, a, c, b', '[{ text: a, at-least: 2 }, { text: b, next: true }]', 'expectation-violated'],
    ['a, b', '[{ text: a, at-least: 2 }, b]', 'expectation-not-met'],
    ['a1, b, a2, a3', '{ text: a, nth: 2, as: x }', undefined],
    ['a1, b', '{ text: a, nth: 2, as: x }', 'expectation-not-met'],
    ['ok, no, ok', '{ one-of: [ok, no], times: 3 }', undefined],
    ['ok, no, ok, ok', '{ one-of: [ok, no], times: 3 }', 'expectation-violated'],
    ['a, b, a, b', '{ lines: [a, b], times: 2 }', undefined],
    ['a, b, a, b', '{ lines: [a, b], times: 1 }', 'expectation-violated'],
    ['b, a, a, b', '{ any-order: [a, b], times: 2 }', undefined],
    ['b, a, a, b', '{ any-order: [a, b], times: 1 }', 'expectation-violated'],
  ])('after %s, %s ends with %s', async (lines, expectation, code) => {
    expect((await talk(lines, expectation)).failure?.code).toBe(code)
  })

  test('a strict actor takes all that comes beyond the least', async () => {
    const of = (beside: string, least = 2) =>
      talk('a, a, a', `{ text: a, at-least: ${least} }`, beside, ', strict: true')
    expect((await of('until: idle')).failure).toBeUndefined()
    expect(rowsOf(await of('until: idle')).filter((row) => row === 'client | a')).toHaveLength(3)
  })

  test.each([
    ['"# x", a, "# y", b', '{ lines: { exactly: [a, b], ignoring: /^#/ } }', undefined],
    ['a, b, c', '{ lines: { exactly: [a, b] } }', 'expectation-violated'],
    ['a, c, b', '{ lines: { exactly: [a, b], ignoring: /^#/ } }', 'expectation-violated'],
    ['a, b, "# z"', '{ lines: { exactly: [a, b], ignoring: ["#", /^;/] } }', undefined],
    ['a, b, c, end', '[{ lines: { exactly: [a, b] } }, end]', 'expectation-violated'],
    ['a, b, { text: half }', '{ lines: { exactly: [a, b] } }', 'expectation-violated'],
  ])('after %s, %s ends with %s', async (lines, expectation, code) => {
    expect((await talk(lines, expectation)).failure?.code).toBe(code)
  })

  test.each([
    ['a, "# y", b, "# z"', '{ lines: { exactly: [a, b], ignoring: /^#/ } }'],
    ['a, "# y", b', '[{ lines: { exactly: [a], ignoring: /^#/ } }, b]'],
    ['a, "# y", "# z"', '[{ lines: { exactly: [a], ignoring: /^#/ } }, "# z"]'],
    ['a, "# y", "# z"', '[{ lines: { exactly: [a], ignoring: /^#/ } }, { lines: ["# y", "# z"] }]'],
  ])('at a strict actor, what is ignored after %s, %s counts as matched', async (lines, expectation) => {
    expect((await talk(lines, expectation, '', ', strict: true')).failure).toBeUndefined()
  })

  test('what is ignored behind the last line does not stand before the exit that a later step expects', async () => {
    const source = `scenario: a log that goes on
actors:
  app: { program: [node, -e, "console.log('up'); console.log('# a'); process.stdin.on('end', () => console.log('# b')).resume()"], strict: stdout }
steps:
  - start: app
  - expect: { app: { lines: { exactly: [up], ignoring: /^#/ } } }
  - end: app
  - expect: { app: ['# b', { exit: 0 }] }
`
    const result = await runText(source)
    expect(result.failure).toBeUndefined()
    expect(rowsOf(result)).toContain('app | # a')
  })

  test.each([
    ['a, b', '[{ text: a, optional: true }, b]'],
    ['b', '[{ text: a, optional: true }, b]'],
    ['b, a', '[{ text: a, optional: true }, b]'],
    ['x, a1, a2, b', '[{ text: a1, optional: true }, { text: a2, optional: true }, b]'],
    ['a', '{ text: a, optional: true }', 'until: idle'],
    ['b', '{ text: a, optional: true }', 'until: idle'],
    ['c, d', '[{ text: a, optional: true }, { lines: [c, d] }]'],
    ['a, c, d', '[{ text: a, optional: true }, { lines: [c, d] }]'],
    ['d, c', '[{ text: a, optional: true }, { any-order: [c, d] }]'],
    ['a, d, c', '[{ text: a, optional: true }, { any-order: [c, d] }]'],
    ['{ text: "a> b> " }', '[{ prompt: "a> ", optional: true }, { prompt: "b> " }]'],
    ['a, b', '[{ one-of: [a, c], optional: true }, { text: b, next: true }]'],
  ])('after %s, %s need not come', async (lines, expectation, beside = '') => {
    const { failure, ...result } = await talk(lines, expectation, beside)
    expect(failure).toBeUndefined()
    expect(rowsOf(result).filter((row) => row.includes('optional: '))).not.toEqual([])
  })

  test('on another stream, before the end of the program', async () => {
    const of = (code: string) =>
      runText(
        [
          'scenario: a warning on stderr',
          'actors:',
          `  it: { program: [node, -e, "${code}"] }`,
          'steps:',
          '  - start: it',
          "  - expect: { it: [{ regex: '/warning (?<n>.)/', stream: stderr, optional: true }, { exit: 0 }] }",
          '  - note: "number ${n}!"',
          '',
        ].join('\n'),
      )
    const rows = async (code: string) => rowsOf(await of(code)).filter((row) => /optional|number/.test(row))
    expect(await rows("console.error('warning 7')")).toEqual(['it * optional: /warning (?<n>.)/', ' # number 7!'])
    expect((await rows('0')).at(-1)).toBe(' # number !')
  })

  test('the rows are the same, whether it comes or not', async () => {
    const of = async (lines: string) => {
      const result = await talk(lines, '[{ regex: "/a(?<n>.)/", optional: true, as: all }, b]')
      return rowsOf(result).filter((row) => row.startsWith('client'))
    }
    expect(await of('x, a1, y, b')).toEqual(await of('x, y, b'))
  })

  test('a failure says how many have come', async () => {
    const { failure } = await talk('a, a', '{ text: a, times: 3 }')
    expect(failure?.message).toBe('“client” did not say “a” a third time')
    expect(failure?.elsewhere).toBeUndefined()
    expect(failure?.why).toContain('it came twice, and is expected 3 times')
  })
})

describe('in order', () => {
  const of = (first: string, second: string, items: string, between = '') =>
    runText(
      [
        'scenario: the order between lanes',
        'limits: { step: 300ms }',
        'actors:',
        '  server: tcp-server',
        '  a: { tcp-client: server }',
        '  b: { tcp-client: server }',
        'steps:',
        '  - start: server',
        '  - connect: [a, b]',
        `  - send: { server#${first} }`,
        // What the first line causes comes in a later turn than the line.
        between,
        `  - send: { server#${second} }`,
        `  - in-order: ${items}`,
        '  - exit: [a, b]',
        '',
      ].join('\n'),
    )
  const apart = '  - expect: { a: { not: nothing, for: 20ms } }'

  test.each([
    ['a: one', 'b: two', '[{ a: one }, { b: two }]', undefined],
    ['a: one', 'b: two', '[{ b: two }, { a: one }]', 'expectation-violated'],
    ['a: [one, three]', 'b: two', '[{ a: one }, { a: three }, { b: two }]', undefined],
    ['a: one', 'b: two', '[{ a: one }, { b: [{ text: x, optional: true }, two] }]', undefined],
    ['a: [one, one]', 'b: two', '[{ a: { text: one, times: 2 } }, { b: two }]', undefined],
    ['a: one', 'b: two', '[{ a: one }, { b: three }]', 'expectation-not-met'],
  ])('%s, then %s: %s ends with %s', async (first, second, items, code) => {
    expect((await of(first, second, items, apart)).failure?.code).toBe(code)
  })
})

describe('what must not come', () => {
  test.each([
    ['a, b', '[{ not: error }, b]', '', undefined],
    ['a, error, b', '[{ not: error }, b]', '', 'expectation-violated'],
    ['a, b, error', '[{ not: error }, b]', '', undefined],
    ['a, b, error', '[{ not: error }, b]', 'until: idle', 'expectation-violated'],
    ['error, b', '[{ not: error }, /error/, b]', '', undefined],
    ['a, error', '{ not: error, for: 30ms }', '', 'expectation-violated'],
    ['a, fine', '[{ not: error, for: 30ms }, a]', '', undefined],
    ['a', '{ not: { event: end } }', 'until: idle', undefined],
    ['a', '[a, { not: { one-of: [b, c] } }]', 'until: idle', undefined],
    ['a, c', '[a, { not: { one-of: [b, c] } }]', 'until: idle', 'expectation-violated'],
    ['a, { text: "b> " }', '[a, { not: { prompt: "b> " } }]', 'until: idle', 'expectation-violated'],
    ['a, { text: "half an error" }', '[a, { not: error }]', 'until: idle', 'expectation-violated'],
    ['a, { text: "half" }', '[a, { not: error }]', 'until: idle', undefined],
  ])('after %s, %s %s ends with %s', async (lines, expectation, beside, code) => {
    expect((await talk(lines, expectation, beside)).failure?.code).toBe(code)
  })

  test('it fails at once, although something else is waited for', async () => {
    const { failure } = await talk('error', '[{ not: error }, { event: end }]', 'within: 60s')
    expect(failure).toMatchObject({ code: 'expectation-violated', wanted: 'not “error”' })
  })

  test('on another lane, before the others are met', async () => {
    const of = (first: string, second: string) =>
      runText(
        [
          'scenario: on two lanes',
          'actors:',
          '  server: tcp-server',
          '  a: { tcp-client: server }',
          '  b: { tcp-client: server }',
          'steps:',
          '  - start: server',
          '  - connect: [a, b]',
          `  - send: { ${first} }`,
          `  - expect: { ${first.replace('server#', '').replace(', error', '')} }`,
          `  - send: { ${second} }`,
          '  - expect: { a: { not: error }, b: done }',
          '  - exit: [a, b]',
          '',
        ].join('\n'),
      )
    expect((await of('server#a: fine', 'server#b: done')).failure).toBeUndefined()
    expect((await of('server#a: [fine, error]', 'server#b: done')).failure?.code).toBe('expectation-violated')
    expect((await of('server#b: start', 'server#b: done')).failure).toBeUndefined()
  })
})

describe('what must not come on the own lane of a server, and on that of a connection', () => {
  const twoClients = (steps: readonly string[], expectations: string) =>
    runText(
      [
        'scenario: two lanes of a server',
        'actors:',
        '  server: tcp-server',
        '  first: { tcp-client: server }',
        '  second: { tcp-client: server }',
        'steps:',
        '  - start: server',
        '  - connect: first',
        '  - expect: { server: { event: connection } }',
        ...steps.map((step) => `  - ${step}`),
        `  - expect: { server#1: ${expectations} }`,
        '  - exit: [first, second]',
        '',
      ].join('\n'),
    )
  const exchange = (client: string) => [`send: { ${client}: before }`, `expect: { server#${client}: before }`]

  test('an event of the server breaks what a line of the connection ends', async () => {
    const steps = ['connect: second', ...exchange('second'), 'send: { first: late }']
    const { failure } = await twoClients(steps, '[{ not: { event: connection } }, late]')
    expect(failure).toMatchObject({ code: 'expectation-violated', lane: 'server' })
  })

  test('a line of the connection breaks what an event of the server ends', async () => {
    const steps = ['send: { first: [before, error] }', 'expect: { server#1: before }', 'connect: second']
    const { failure } = await twoClients(steps, '[{ not: error }, { event: connection }]')
    expect(failure).toMatchObject({ code: 'expectation-violated', lane: 'server#1' })
  })

  test('what comes behind that breaks neither', async () => {
    const late = ['send: { first: late }', 'expect: { server#1: late }', 'send: { first: later }', 'connect: second']
    const { failure } = await twoClients(late, '[{ not: { event: connection } }, later]')
    expect(failure).toBeUndefined()
  })
})
