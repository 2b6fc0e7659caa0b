import { plugins } from '../../plugins/index.ts'
import { expectationModifiers } from '../../src/language/expectations/modifiers.ts'
import { problemCodes } from '../../src/model/problem.ts'
import { registryOf } from '../../src/pipeline.ts'
import { numbersFrom } from './mutate.ts'

type Next = (limit: number) => number
const oneOf = <T>(all: readonly T[], next: Next): T => all[next(all.length)] as T
/** Between `least` and `most` of what is made. */
const several = <T>(least: number, most: number, next: Next, make: () => T): T[] =>
  Array.from({ length: least + next(most - least + 1) }, make)

/** Two sides that talk, with the lanes of both: `up` sends to `down`. */
interface Pair {
  readonly actors: readonly string[]
  readonly begin: readonly string[]
  readonly lanes: readonly string[]
  /** Steps that only this pair can take. */
  readonly own: readonly string[]
}

const framings = ['crlf', 'raw', '{ length: 2 }', '{ delimiter: ";" }', 'line']
const words = ['alpha', 'beta', 'gamma', 'alpha beta', '/usr/', '7']
const regexes = ['/^al/', "'/(?<word>[a-g]+)/'", '/beta$/', '/gamma|beta/', '/^$/', '/./']

const options = (own: readonly string[]): string => (own.length === 0 ? '{}' : `{ ${own.join(', ')} }`)

const pattern = (next: Next): string =>
  oneOf([() => oneOf(words, next), () => oneOf(regexes, next), () => `{ text: ${oneOf(words, next)} }`], next)()

function rule(next: Next): string {
  const when = oneOf(
    [
      () => `when: ${pattern(next)}`,
      () => `when: [${pattern(next)}, ${pattern(next)}]`,
      () => `when: { bytes: "61 ?? (?<two> ?? ??)" }`,
      () => 'when: { json: { a: 1 } }',
      () => 'on: connect',
      () => 'on: end',
    ],
    next,
  )()
  const more = [
    `reply: ${message(next)}`,
    `reply: [${message(next)}, ${message(next)}]`,
    'times: 1',
    'in: LATER',
    'go: LATER',
    'after: 5ms',
    'close: true',
    'reset: true',
    'ignore: true',
    'starttls: true',
  ]
  const chosen = new Map(several(1, 3, next, () => oneOf(more, next)).map((each) => [each.split(':')[0]!, each]))
  return `{ ${[when, ...chosen.values()].join(', ')} }`
}

/** Options of both sides; those of a side that the core adds to every kind are among them. */
function sides(next: Next, talks: boolean): { server: string[]; client: string[] } {
  const framing = next(3) === 0 && talks ? [`framing: ${oneOf(framings, next)}`] : []
  const rules = (): string[] =>
    next(4) === 0 && talks ? [`rules: [${several(1, 3, next, () => rule(next)).join(', ')}]`] : []
  const extra = (): string[] =>
    next(5) === 0 ? [oneOf(['rows: taken', 'rows: sorted', 'strict: true', 'strict: rules', 'tail: open'], next)] : []
  return { server: [...framing, ...rules(), ...extra()], client: [...framing, ...rules(), ...extra()] }
}

function overNetwork(next: Next): Pair {
  const [server, client] = oneOf(
    [
      ['tcp-server', 'tcp-client'],
      ['tcp-server', 'tcp-client'],
      ['tcp-server', 'telnet'],
      ['tls-server', 'tls-client'],
      ['websocket-server', 'websocket-client'],
      ['echo-server', 'tcp-client'],
    ] as const,
    next,
  )
  const own = sides(next, server !== 'echo-server')
  const proxied = next(3) === 0
  const count = next(5) === 0 ? 2 + next(2) : 1
  const to = proxied ? 'wire' : 'it'
  return {
    actors: [
      `it: { ${server}: ${options(own.server)} }`,
      ...(proxied ? ['wire: { proxy: it }'] : []),
      `c: { ${client}: ${options([`to: ${to}`, ...own.client, ...(count > 1 ? [`count: ${count}`] : [])])} }`,
    ],
    begin: ['start: it', ...(proxied ? ['start: wire'] : []), 'connect: c'],
    lanes: [
      'it#1',
      'c',
      'c',
      ...(count > 1 ? ['c#2', 'it#c', 'it#2'] : ['it', 'it#latest']),
      ...(proxied ? ['wire'] : []),
    ],
    own: [
      ...(server.startsWith('websocket') ? ['ping: { c: hello }', 'close-with: { c: 4001 }'] : []),
      ...(server === 'tcp-server' ? ['starttls: it', 'starttls: c', 'starttls: it#1'] : []),
      ...(proxied ? faults.map((each) => `fault: { wire: ${each} }`) : []),
      'pause: { c: { after: { bytes: 3 } } }',
      'pause: it#1',
      'resume: [c, it#1]',
      'set: { c: { noDelay: true } }',
    ],
  }
}

const faults = [
  '{ slice: 2 }',
  '{ split: [1, 3] }',
  '{ latency: 5ms, jitter: 2ms }',
  '{ corrupt: 2, after: { bytes: 1, from: now } }',
  '{ reset: true, direction: down, after: { bytes: 4 } }',
  '{ half-close: true }',
  '{ stop: true, direction: up }',
  '{ limit: 5 }',
  '{ truncate: 5 }',
  '{ bandwidth: 1kB }',
  'refuse',
  'clear',
]

const overDatagrams = (next: Next): Pair => {
  const own = sides(next, true)
  return {
    actors: [`it: { udp: ${options(own.server)} }`, `c: { udp: ${options(['to: it', ...own.client])} }`],
    begin: ['start: it', 'connect: c', 'send: { c: alpha }'],
    lanes: ['it', 'c'],
    own: [],
  }
}

const ofProgram = (next: Next): Pair => ({
  actors: [
    `c: { program: ${options(['run: [sh, -c, "echo ready; exec cat"]', 'ready: ready', ...sides(next, false).client])} }`,
  ],
  begin: ['start: c'],
  lanes: ['c'],
  own: ['signal: { c: SIGTERM }', 'send: { c: leave }'],
})

const ofTerminal = (next: Next): Pair => ({
  actors: [
    `c: { program: ${options(['run: [sh, -c, "stty -echo; echo ready; exec cat"]', 'pty: true', 'ready: ready', ...sides(next, false).client])} }`,
  ],
  begin: ['start: c'],
  lanes: ['c'],
  own: [
    'screen: c',
    'screen: { c: { rows: 1..2 } }',
    'send: { c: { key: up } }',
    'send: { c: { key: [x, ctrl-u, enter] } }',
    'send: { c: [{ key: a }, { key: enter }] }',
    'send: { c: { paste: "alpha\\nbeta" } }',
    'send: { c: { key: ctrl-d } }',
    'send: { c: { key: ctrl-c } }',
    'set: { c: { size: { cols: 20, rows: 5 } } }',
    'expect: { c: { event: still } }',
    'expect: { c: { screen: { text: alpha, rows: 1..3, bold: false } } }',
  ],
})

const ofFile = (next: Next): Pair => ({
  actors: [`c: { file: ${options(['path: "${tmp}/log"', 'missing: ok', ...sides(next, false).client])} }`],
  begin: [...several(0, 1, next, () => 'write: { log: "alpha\\n" }'), 'start: c'],
  lanes: ['c'],
  own: [
    'append: { log: "beta\\n" }',
    'append: { log: { base64: Z2FtbWEK } }',
    'append: { log: half }',
    'write: { log: "alpha\\nbeta\\n" }',
    'write: { log: { text: "7\\n", mode: 600 } }',
    'remove: log',
    'check: { c: { exists: true } }',
    'check: { c: { is: none } }',
    'check: { c: { mode: 600, size: 2 } }',
    'expect: { c: { event: rotated } }',
    'expect: { c: { event: truncated } }',
  ],
})

const { matchers } = registryOf(plugins)

/** A value of each matcher; one that is not listed, such as a new one, is given a text. */
const values: Readonly<Record<string, (next: Next, depth: number) => string>> = {
  regex: (next) => oneOf(regexes, next),
  lines: (next, depth) =>
    oneOf(
      [
        () => '2',
        () => list(next, depth),
        () => `{ exactly: ${list(next, depth)} }`,
        () => `{ exactly: ${list(next, depth)}, ignoring: ${oneOf(regexes, next)} }`,
      ],
      next,
    )(),
  'any-order': (next, depth) => list(next, depth),
  'one-of': (next, depth) => list(next, depth),
  not: (next, depth) => `${expectation(next, depth + 1)}${next(2) === 0 ? ', for: 20ms' : ''}`,
  json: () => '{ a: 1 }',
  bytes: (next) => oneOf(['"61 6c"', '"?? 6c"', '"(?<x> ??) 6c"'], next),
  take: (next) => oneOf(['2', 'al', '"alpha\\n"'], next),
  silence: () => '20ms',
  event: (next) => oneOf(['end', 'closed', 'reset', 'still', 'connection', 'waiting', 'secured', 'removed'], next),
  error: (next) => oneOf(['ECONNRESET', 'ECONNREFUSED', 'EPIPE'], next),
  exit: (next) => oneOf(['0', 'SIGTERM', '/./'], next),
  screen: (next) => oneOf(['alpha', '/^al/', '{ rows: 1, cursor: [2, 1] }'], next),
}

const modifierValues: Readonly<Record<string, (next: Next) => string>> = {
  next: () => 'true',
  without: (next) => oneOf(regexes, next),
  stream: (next) => oneOf(['stdout', 'stderr', 'down'], next),
  as: (next) => oneOf(['kept', 'other'], next),
  times: (next) => String(1 + next(3)),
  'at-least': (next) => String(1 + next(2)),
  nth: (next) => String(1 + next(3)),
  optional: () => 'true',
  after: () => '1ms',
}

const list = (next: Next, depth: number): string =>
  `[${several(1, 3, next, () => expectation(next, depth + 1)).join(', ')}]`

function expectation(next: Next, depth = 0): string {
  if (next(3) === 0 || depth > 2) return pattern(next)
  const name = oneOf([...matchers.keys()], next)
  const value = values[name]?.(next, depth) ?? oneOf(words, next)
  const names =
    depth === 0 && next(2) === 0 ? several(1, 2, next, () => oneOf(Object.keys(expectationModifiers), next)) : []
  const beside = [...new Set(names)].map((each) => `, ${each}: ${modifierValues[each]?.(next) ?? 'true'}`)
  return `{ ${name}: ${value}${beside.join('')} }`
}

const message = (next: Next): string =>
  oneOf(
    [
      () => oneOf(words, next),
      () => oneOf(words, next),
      () => '{ text: "alpha\\nbe" }',
      () => '{ json: { a: 1 } }',
      () => '{ bytes: "61 6c 0a" }',
      () => '{ text: "ta\\n" }',
    ],
    next,
  )()

const messages = (next: Next): string =>
  next(2) === 0 ? message(next) : `[${several(1, 4, next, () => message(next)).join(', ')}]`

/** A step, as lines without their indent; the first is behind the dash. */
function step(pair: Pair, next: Next, depth: number): string[] {
  const lane = (): string => oneOf(pair.lanes, next)
  const expected = (): string => (next(3) === 0 ? list(next, 0) : expectation(next))
  const bug = next(12) === 0 ? ['known-bug: https://example.com/1'] : []
  const makers: readonly (() => string[])[] = [
    () => [`send: { ${lane()}: ${messages(next)} }`, ...(next(4) === 0 ? ['apart: true'] : []), ...bug],
    () => [`send: { ${lane()}: ${messages(next)} }`, ...(next(6) === 0 ? ['quiet: true'] : [])],
    () => [`send: { ${lane()}: ${message(next)} }`, ...(next(4) === 0 ? ['times: 3'] : [])],
    () => [`expect: { ${lane()}: ${expected()} }`, ...(next(3) === 0 ? ['until: idle'] : []), ...bug],
    () => [`expect: { ${lane()}: ${expected()} }`, ...(next(3) === 0 ? ['until: idle'] : [])],
    () => [`expect: { ${[...new Set([lane(), lane()])].map((each) => `${each}: ${expected()}`).join(', ')} }`],
    () => [`in-order: [{ ${lane()}: ${expected()} }, { ${lane()}: ${expected()} }]`, ...bug],
    () => [`${oneOf(['end', 'close', 'exit', 'reset'], next)}: ${lane()}`],
    () => ['let: { v: "sha256(\'alpha\') || random(1, 1, 6)" }'],
    () => [oneOf(pair.own.length > 0 ? pair.own : ['note: nothing'], next)],
    () => [oneOf(pair.own.length > 0 ? pair.own : ['note: nothing'], next), ...bug],
  ]
  if (depth === 0 && next(8) === 0) {
    const inner = several(1, 3, next, () => step(pair, next, 1))
    return ['repeat:', '    times: 2', '    steps:', ...inner.flatMap((each) => dashed(each, '      '))]
  }
  return oneOf(makers, next)()
}

const dashed = ([head = '', ...rest]: readonly string[], indent: string): string[] => [
  `${indent}- ${head}`,
  ...rest.map((each) => `${indent}  ${each}`),
]

const tops: readonly ((next: Next) => string)[] = [
  (next) => `forbid: [{ ${next(2) === 0 ? 'text: gamma' : 'regex: /gam+a/'}, on: c }]`,
  (next) =>
    `fails: ${oneOf(
      [...problemCodes].filter((code) => /expect|unexp|unmatch/.test(code)),
      next,
    )}`,
  (next) => `uses: [{ port: ${31_000 + next(50)} }, fuzz-${next(3)}]`,
  () => 'mask: [{ match: /(al)pha/, as: <al> }, size, http-date, address, fingerprint]',
  () => 'env: { ONE: two }',
  () => 'transcript: { lines: 3 }',
]

const pairs = [overNetwork, overNetwork, overNetwork, overDatagrams, ofProgram, ofTerminal, ofFile]

/** A scenario that joins rows of the language which have little to do with each other; most of them are valid. */
export function product(seed: number): string {
  const next = numbersFrom(seed)
  const pair = oneOf(pairs, next)(next)
  const top = next(3) === 0 ? [oneOf(tops, next)(next)] : []
  const steps = several(2, 6, next, () => step(pair, next, 0))
  return [
    'scenario: a product',
    ...top,
    'actors:',
    ...pair.actors.map((each) => `  ${each}`),
    'steps:',
    ...[...pair.begin.map((each) => [each]), ...steps].flatMap((each) => dashed(each, '  ')),
    '',
  ].join('\n')
}
