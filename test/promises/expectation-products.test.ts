import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import { expectationModifiers } from '../../src/language/expectations/modifiers.ts'
import { check, registryOf, run } from '../../src/pipeline.ts'
import { folderWith } from '../suite/temporary.ts'
import { hostFor, runText, servicesAt } from '../scenarios/house.ts'

/**
 * Every matcher with every modifier and in every container: each works, for what comes and for what does not, or `check` says at its
 * place why it cannot. Matchers and modifiers are those of the registry; a new one fails here until it is said how it comes.
 */
const { matchers } = registryOf(plugins)

interface Coming {
  /** The expectation, without its braces. */
  readonly written: string
  /** Steps that bring it, and steps that bring something else instead. */
  readonly comes: readonly string[]
  readonly other: readonly string[]
  /** Another client than one over TCP. */
  readonly client?: string
}

const says = (written: string, comes = 'hello you'): Coming => ({
  written,
  comes: [`send: { server: ${comes} }`],
  other: ['send: { server: unlike }'],
})
/** None of these is brought by the end of the other side. */
const ends = 'end: server#1'

const comings: Readonly<Record<string, Coming>> = {
  text: says('text: hello'),
  regex: says('regex: /he(l+)o/'),
  line: says('line: hello you'),
  prompt: says('prompt: "hello "'),
  json: says('json: { hello: 1 }', '{ json: { hello: 1 } }'),
  bytes: says('bytes: 68 65'),
  take: says('take: hello'),
  lines: says('lines: [hello you]'),
  'any-order': says('any-order: [hello you]'),
  'one-of': says('one-of: [hello, { event: reset }]'),
  not: { ...says('not: unlike, for: 20ms'), other: ['send: { server: unlike }'] },
  silence: { written: 'silence: 20ms', comes: ['note: nothing'], other: ['send: { server: unlike }'] },
  event: { written: 'event: end', comes: [ends], other: ['reset: server#1'] },
  error: { written: 'error: ECONNRESET', comes: ['reset: server#1'], other: ['send: { server: unlike }'] },
  screen: {
    written: 'screen: hello',
    comes: ['expect: { client: ready }', 'send: { client: hello you }'],
    other: ['expect: { client: ready }', 'send: { client: unlike }', 'end: client'],
    client: 'program: { run: [sh, -c, "stty -echo; echo ready; exec cat"], pty: true }',
  },
  exit: {
    written: 'exit: 0',
    comes: ['end: client'],
    other: ['send: { client: leave }'],
    client: 'program: [node, -e, "process.stdin.once(\'data\', () => process.exit(3))"]',
  },
}

const values: Readonly<Record<string, string>> = {
  next: 'true',
  without: '/never this/',
  stream: 'stderr',
  as: 'kept',
  times: '1',
  'at-least': '1',
  nth: '1',
  optional: 'true',
  after: '1ms',
}

const containers: Readonly<Record<string, (written: string) => string>> = {
  'one-of': (written) => `expect: { client: { one-of: [never this, { ${written} }] } }`,
  'any-order': (written) => `expect: { client: { any-order: [{ ${written} }] } }`,
  lines: (written) => `expect: { client: { lines: [{ ${written} }] } }`,
  exactly: (written) => `expect: { client: { lines: { exactly: [{ ${written} }], ignoring: /^#/ } } }`,
  'in-order': (written) => `in-order: [{ server: { event: listening } }, { client: { ${written} } }]`,
  'a list': (written) => `expect: { client: [{ not: never this }, { ${written} }] }`,
}

const scenario = ({ client = 'tcp-client: server' }: Coming, steps: readonly string[], step: string, until = '') =>
  [
    'scenario: a product',
    'limits: { step: 2s }',
    'actors:',
    '  server: tcp-server',
    `  client: { ${client} }`,
    'steps:',
    '  - start: server',
    client.startsWith('tcp') ? '  - connect: client' : '  - start: client',
    ...steps.map((each) => `  - ${each}`),
    `  - ${step}`,
    ...(until === '' ? [] : [`    ${until}`]),
    '',
  ].join('\n')

/** The code with which it fails, `passed`, or `invalid` once every problem has been found to have a place. */
async function outcome(text: string): Promise<string> {
  const folder = folderWith({ 'product.yaml': text })
  const services = servicesAt(folder)
  const checked = await check(path.join(folder, 'product.yaml'), services)
  for (const { span, message } of checked.problems) {
    expect(span, message).toBeDefined()
    expect(message).not.toBe('')
  }
  if (checked.scenario === undefined) return 'invalid'
  const { failure, status } = await run(checked, hostFor(), services)
  return failure?.code ?? status
}

/** What comes is met, what does not is not; or it is invalid both times. */
async function holds(of: Coming, step: string, until = '', turned = false): Promise<void> {
  const come = await outcome(scenario(of, of.comes, step, until))
  const endsIt = of.comes.includes(ends) || turned || of.client !== undefined || until !== ''
  const instead = await outcome(scenario(of, endsIt ? of.other : [...of.other, ends], step, until))
  if (come === 'invalid') return expect(instead).toBe('invalid')
  const [good, bad] = turned ? [instead, come] : [come, instead]
  // An end that nobody expects is found in the end, and is not what is asked here.
  expect(good).toMatch(/^(?:passed|unexpected-(?:end|reset|exit|error))$/)
  expect(bad).toMatch(/^(?:expectation-|unexpected-)/)
}

describe.each([...matchers.keys()])('the matcher %s', (name) => {
  const of = comings[name]
  test('has a way to come', async () => {
    expect(of, `say in comings how “${name}” comes`).toBeDefined()
    expect(await outcome(scenario(of!, of!.comes, `expect: { client: { ${of!.written} } }`))).not.toBe('invalid')
  })
  if (of === undefined) return

  test.each(Object.keys(expectationModifiers))('with the modifier %s', async (modifier) => {
    expect(values[modifier], `say in values what “${modifier}” is`).toBeDefined()
    const step = `expect: { client: { ${of.written}, ${modifier}: ${values[modifier]} } }`
    if (modifier !== 'optional') return holds(of, step)
    for (const steps of [of.comes, of.other])
      expect(await outcome(scenario(of, steps, step, 'until: idle'))).toMatch(/^(?:passed|invalid|unexpected-.*)$/)
  })

  test.each(Object.keys(containers))('in %s', (container) => holds(of, containers[container]!(of.written)))

  test('in not', () => holds(of, `expect: { client: { not: { ${of.written} } } }`, 'until: idle', true))
})

/** How the lane `it` receives lines. */
interface Setup {
  readonly actors: readonly string[]
  readonly begin: readonly string[]
  readonly say: (lines: string) => string
  readonly only?: string
}

const pair = (server: string, client: string, more: readonly string[] = []): Setup => ({
  actors: [`server: ${server}`, ...more, `it: ${client}`],
  begin: ['start: server', ...(more.length > 0 ? ['start: between'] : []), 'connect: it'],
  say: (lines) => `send: { server#1: [${lines}] }`,
})

const setups: Readonly<Record<string, Setup>> = {
  tcp: pair('tcp-server', '{ tcp-client: server }'),
  tls: pair('tls-server', '{ tls-client: server }'),
  websocket: pair('websocket-server', '{ websocket-client: server }'),
  telnet: pair('tcp-server', '{ telnet: server }'),
  'the framing crlf': pair('{ tcp-server: { framing: crlf } }', '{ tcp-client: { to: server, framing: crlf } }'),
  'the framing length': pair(
    '{ tcp-server: { framing: { length: 4 } } }',
    '{ tcp-client: { to: server, framing: { length: 4 } } }',
  ),
  'the framing delimiter': pair(
    '{ tcp-server: { framing: { delimiter: ";" } } }',
    '{ tcp-client: { to: server, framing: { delimiter: ";" } } }',
  ),
  'a proxy': {
    ...pair('tcp-server', '{ tcp-client: between }', ['between: { proxy: { to: server } }']),
    say: (lines) => `send: { server#1: [${lines}] }`,
  },
  udp: {
    actors: ['it: udp', 'server: { udp: it }'],
    begin: ['start: it', 'connect: server'],
    say: (lines) => `send: { server: [${lines}] }`,
  },
  program: {
    actors: ['it: { program: [node, -e, "process.stdin.pipe(process.stdout)"] }'],
    begin: ['start: it'],
    say: (lines) => `send: { it: [${lines}] }`,
  },
  pty: {
    actors: ['it: { program: { run: [sh, -c, "stty -echo; echo ready; exec cat"], pty: true, ready: ready } }'],
    begin: ['start: it', 'expect: { it: ready }'],
    say: (lines) => `send: { it: [${lines}] }`,
    only: 'only: [{ command: sh }]',
  },
  'a group': {
    actors: ['server: { echo-server: { quiet: true } }', 'it: { tcp-client: { to: server, count: 3 } }'],
    begin: ['start: server', 'connect: it', 'expect: { it: /^Hello/ }'],
    say: (lines) => `send: { it: [${lines}] }`,
  },
}

/** Lines that meet it, lines that do not, and what the transcript has of the first. */
const rows: Readonly<Record<string, readonly [step: string, met: string, unmet: string, rows: readonly string[]]>> = {
  times: [
    'expect: { it: { text: alpha, times: 2 } }',
    'alpha, beta, alpha',
    'alpha, alpha, alpha',
    ['alpha', 'beta', 'alpha'],
  ],
  'at-least': [
    'expect: { it: [{ text: alpha, at-least: 2 }, { text: omega, next: true }] }',
    'alpha, alpha, alpha, omega',
    'alpha, alpha, beta, omega',
    ['alpha', 'alpha', 'alpha', 'omega'],
  ],
  nth: [
    'expect: { it: [{ text: alpha, nth: 2 }, { text: omega, next: true }] }',
    'alpha, beta, alpha, omega',
    'alpha, alpha, alpha, omega',
    ['alpha', 'beta', 'alpha', 'omega'],
  ],
  'not before another': [
    'expect: { it: [{ not: beta }, omega] }',
    'alpha, omega, beta',
    'alpha, beta, omega',
    ['alpha', 'omega'],
  ],
  'not until idle': ['expect: { it: [alpha, { not: beta }] } until: idle', 'alpha, omega', 'alpha, beta', ['alpha']],
  exactly: [
    'expect: { it: { lines: { exactly: [alpha, beta], ignoring: /^gam/ } } }',
    'gamma, alpha, gamma, beta',
    'alpha, beta, omega',
    ['gamma', 'alpha', 'gamma', 'beta'],
  ],
  'any-order': [
    'expect: { it: [{ any-order: [alpha, beta], times: 1 }] }',
    'beta, alpha',
    'beta, alpha, alpha, beta',
    ['alpha', 'beta'],
  ],
  'one-of': ['expect: { it: { one-of: [alpha, beta], times: 2 } }', 'beta, alpha', 'beta, alpha, beta', []],
  'optional that comes': [
    'expect: { it: [{ text: alpha, optional: true }, { text: omega, next: true }] }',
    'alpha, omega',
    'alpha, beta, omega',
    ['omega'],
  ],
  'optional that does not': [
    'expect: { it: [{ text: alpha, optional: true }, { text: omega, next: true }] }',
    'omega',
    'beta, omega',
    ['omega'],
  ],
  'in-order': [
    'in-order: [{ it: { text: alpha, next: true } }, { it: { text: beta, next: true } }]',
    'alpha, beta',
    'beta, alpha',
    ['alpha', 'beta'],
  ],
}

/** A line of these, as a lane receives it: a row of what is sent begins otherwise. */
const word = /^(?:echo: )?(alpha|beta|gamma|omega);?$/

describe.each(Object.keys(setups))('over %s', (kind) => {
  const { actors, begin, say, only } = setups[kind]!
  const talk = (step: string, lines: string) => {
    const [verb = '', idle] = step.split(' until: ')
    const written = [`  - ${verb}`, ...(idle === undefined ? [] : [`    until: ${idle}`])]
    return runText(
      [
        'scenario: a row over each kind',
        ...(only === undefined ? [] : [only]),
        'limits: { step: 15s, scenario: 40s }',
        'actors:',
        ...actors.map((each) => `  ${each}`),
        'steps:',
        ...[...begin, say(lines)].map((each) => `  - ${each}`),
        ...written,
        '',
      ].join('\n'),
    )
  }
  test.each(Object.keys(rows))('%s', async (row) => {
    const [step, met, unmet, expected] = rows[row]!
    const good = await talk(step, met)
    expect(good.failure?.code).toBeUndefined()
    const all = (good.transcript?.rows ?? []).flatMap(({ lane, mark, text, tail }) => {
      const found = lane === 'it' && mark === '|' && tail !== true ? word.exec(text) : null
      return found === null ? [] : [found[1]!]
    })
    expect(all).toEqual(expected)
    expect((await talk(step, unmet)).failure?.code).toBe('expectation-violated')
  })
})
