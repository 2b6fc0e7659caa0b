import { plugins } from '../../plugins/index.ts'
import { registryOf } from '../../src/pipeline.ts'
import { keysOf } from '../../src/coercion/argument.ts'
import { numbersFrom } from './mutate.ts'

const registry = registryOf(plugins)
const kinds = [...registry.kinds]
const matchers = [...registry.matchers.keys()]
const framings = [...registry.framings.keys()]

type Next = (limit: number) => number
const oneOf = <T>(all: readonly T[], next: Next): T => all[next(all.length)] as T

/** As they stand in a file, quoted or not; each line has many, with ¦ between. */
const scalars = [
  '0¦1¦-1¦70000¦1e999¦0x1F¦007¦.inf¦.nan¦3.7¦9007199254740993¦true¦null¦~¦yes¦""¦" "',
  'text¦"a b"¦"\\n"¦"\\0"¦"\\ud800"¦"${x}"¦"${s.port}"¦"${env.HOME}"¦"${"¦"$${x}"¦"${free-port.a}"',
  '/re/¦"/(/"¦"/(a+)+$/"¦"/(?<g>.)/i"¦/usr/bin¦"@abstract"¦"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"¦2001-01-01¦"30 03 ?? zz"',
  '5s¦-5s¦1e9s¦64KiB¦10XB¦s¦c¦nobody¦SIGTERM¦SIGNOPE¦TLSv1.3¦utf8¦__proto__¦"constructor"',
].flatMap((joined) => joined.split('¦'))

function value(next: Next, depth = 0): string {
  const shape = next(10)
  if (depth > 3 || shape < 6) return oneOf(scalars, next)
  const items = Array.from({ length: next(4) }, () => value(next, depth + 1))
  if (shape < 8) return `[${items.join(', ')}]`
  return `{ ${[...new Set(items.map(() => word(next)))].map((key) => `${key}: ${value(next, depth + 1)}`).join(', ')} }`
}

const words = [
  'to',
  'port',
  'host',
  'path',
  'text',
  'code',
  'event',
  'stream',
  'next',
  'as',
  'x',
  '"a b"',
  '__proto__',
  'constructor',
  '1',
  'grace',
  'signal',
  'line',
  'bytes',
  'cols',
  'match',
  'not',
  'for',
  'times',
  'at-least',
  'nth',
  'optional',
  'exactly',
  'ignoring',
  'rules',
  'when',
  'reply',
  'key',
  'paste',
]
const word = (next: Next): string => oneOf([...words, ...matchers], next)

/** Options of a kind: some of its own, some of nobody's. */
function options(kind: (typeof kinds)[number][1], next: Next): string {
  if (next(6) === 0) return value(next)
  const own = [...(keysOf(kind.value.options) ?? [])]
  const keys = new Set(
    Array.from({ length: next(4) }, () => (next(6) === 0 || own.length === 0 ? word(next) : oneOf(own, next))),
  )
  const core = next(5) === 0 ? ['framing', 'count', 'strict', 'rows', 'eol', 'tail'].filter(() => next(3) === 0) : []
  const shaped = core.map((key) =>
    key === 'framing' && next(2) === 0
      ? `framing: { ${oneOf(framings, next)}: ${value(next)} }`
      : `${key}: ${value(next)}`,
  )
  return `{ ${[...[...keys].map((key) => `${key}: ${value(next)}`), ...shaped].join(', ')} }`
}

const expectation = (next: Next): string =>
  next(5) === 0
    ? value(next)
    : `{ ${oneOf(matchers, next)}: ${value(next)}${next(4) === 0 ? `, ${word(next)}: ${value(next)}` : ''} }`

/** A scenario of the right shape, with anything where plugins say what may stand: options, framings, expectations, arguments of verbs. */
export function strangeOptions(seed: number): string {
  const next = numbersFrom(seed)
  const [name, kind] = oneOf(kinds, next)
  const verbs = Object.keys(kind.value.verbs ?? {})
  const begin = kind.value.role === 'client' ? 'connect' : 'start'
  const steps = Array.from({ length: next(3) }, () => {
    const chosen = next(6)
    if (chosen < 3) return `expect: { ${oneOf(['it', 's', 'c', 'it#1', 's#2'], next)}: ${expectation(next)} }`
    if (chosen === 3 && verbs.length > 0) return `${oneOf(verbs, next)}: { it: ${value(next)} }`
    return `${oneOf(['send', 'check', 'set', 'fault', 'signal', 'let', 'repeat', 'wait', 'run', 'include', 'end', 'in-order', 'write', 'append', 'remove', 'starttls', 'screen', 'pause'], next)}: ${next(3) === 0 ? value(next) : `{ it: ${value(next)} }`}`
  })
  return [
    'scenario: strange',
    'vars: { x: 1 }',
    'actors:',
    '  s: tcp-server',
    '  c: { tcp-client: s }',
    `  it: { ${name}: ${options(kind, next)} }`,
    'steps:',
    '  - start: s',
    '  - connect: c',
    `  - ${begin}: it`,
    ...steps.map((step) => `  - ${step}`),
    '',
  ].join('\n')
}
