import * as z from 'zod'
import { eventName } from '../../../src/plugin.ts'
import type { Actor } from '../../../src/model/actor.ts'
import type { ActorKind, Matcher } from '../../../src/model/plugin.ts'
import type { Registry } from '../../../src/model/registry.ts'
import type { ActorDeclaration, Message, Target, Template, Variable } from '../../../src/model/scenario.ts'
import type { Expectation } from '../../../src/language/expectations/read.ts'
import type { Scenario, Step } from '../../../src/language/scenario.ts'
import type { Span } from '../../../src/model/span.ts'
import type { Argument, Placeholder, YamlNode } from '../../../src/model/yaml-node.ts'
import { compileRegex, parseRegex } from '../../../src/text/regex.ts'

/**
 * Builds checked scenarios without the reader: every builder writes its words into one text as it goes, so that spans point at
 * what a test can read back.
 */
class Pen {
  text = ''
  write(words: string): Span {
    const start = this.text.length
    this.text += words
    return { file: '/s.yaml', start, end: this.text.length }
  }
}

type Build<T> = (pen: Pen) => T

function template(pen: Pen, words: string): Template {
  const span = pen.write(words)
  const parts: (string | Placeholder)[] = []
  let done = 0
  for (const match of words.matchAll(/\$\{([^}]+)\}/g)) {
    if (match.index > done) parts.push(words.slice(done, match.index))
    done = match.index + match[0].length
    parts.push({ name: match[1]!, span: { ...span, start: span.start + match.index, end: span.start + done } })
  }
  if (done < words.length) parts.push(words.slice(done))
  return { parts, span }
}

type Plain = string | number | boolean | readonly Plain[] | { readonly [key: string]: Plain }

function written(pen: Pen, value: Plain, placeholders: Placeholder[]): YamlNode {
  if (Array.isArray(value)) {
    const start = pen.text.length
    const items = value.map((item: Plain) => written(pen, item, placeholders))
    return { type: 'list', items, span: { file: '/s.yaml', start, end: pen.text.length } }
  }
  if (typeof value === 'object') {
    const start = pen.text.length
    const entries = Object.entries(value).map(([key, inner]) => {
      const keySpan = pen.write(key)
      pen.write(': ')
      const entry = { key, keySpan, value: written(pen, inner, placeholders) }
      pen.write(' ')
      return entry
    })
    return { type: 'map', entries, span: { file: '/s.yaml', start, end: pen.text.length } }
  }
  const { parts, span } = template(pen, String(value))
  for (const part of parts) if (typeof part !== 'string') placeholders.push(part)
  return { type: 'scalar', value: value as string, source: String(value), plain: true, span }
}

function argument(pen: Pen, value: Plain): Argument {
  const placeholders: Placeholder[] = []
  const tree = written(pen, value, placeholders)
  return { node: tree, placeholders, ...(placeholders.length === 0 ? { value: { parsed: value } } : {}) }
}

function target(pen: Pen, name: string): Target {
  const span = pen.write(name)
  const [actor = '', connection] = name.split('#')
  if (connection === undefined) return { actor, span }
  return { actor, connection: /^\d+$/.test(connection) ? Number(connection) : connection, span }
}

function step<T>(body: Build<T>): Build<T & { span: Span }> {
  return (pen) => {
    pen.write('- ')
    const start = pen.text.length
    const made = body(pen)
    const span = { file: '/s.yaml', start, end: pen.text.length }
    pen.write('\n')
    return { ...made, span }
  }
}

type Targeted = 'start' | 'connect' | 'end' | 'exit' | 'close' | 'reset' | 'resume'
export const on = (verb: Targeted, ...names: string[]): Build<Step> =>
  step((pen) => {
    pen.write(`${verb}: `)
    return {
      verb,
      targets: names.map((name) => {
        const made = target(pen, name)
        pen.write(' ')
        return made
      }),
    }
  })
export const start = (...names: string[]): Build<Step> => on('start', ...names)
export const connect = (...names: string[]): Build<Step> => on('connect', ...names)
export const exit = (...names: string[]): Build<Step> => on('exit', ...names)
export const close = (...names: string[]): Build<Step> => on('close', ...names)

export const run = (name: string): Build<Step> =>
  step((pen) => {
    pen.write('run: ')
    return { verb: 'run', targets: [target(pen, name)], code: 0 }
  })

export const send = (name: string, line: string, more: { times?: number } = {}): Build<Step> =>
  step((pen) => {
    pen.write('send: ')
    const to = target(pen, name)
    pen.write(': ')
    const messages: Message[] = [{ as: 'line', text: template(pen, line) }]
    return { verb: 'send', sends: [{ target: to, messages, times: more.times ?? 1, quiet: false, apart: false }] }
  })

export type ExpectationWords =
  | string
  | ({ readonly [matcher: string]: Plain } & { as?: string; stream?: string; next?: boolean })

function expectation(pen: Pen, words: ExpectationWords): Expectation {
  const start = pen.text.length
  const {
    as,
    stream,
    next = false,
    ...rest
  } = typeof words === 'string' ? { [parseRegex(words) ? 'regex' : 'text']: words } : words
  const [name = 'text', wanted = ''] = Object.entries(rest)[0] ?? []
  const made = argument(pen, wanted)
  const span = { file: '/s.yaml', start, end: pen.text.length }
  return {
    name,
    argument: made,
    span,
    next: next,
    ...(as === undefined ? {} : { as: as }),
    ...(stream === undefined ? {} : { stream: stream }),
  }
}

export const expectOf = (
  expectations: Readonly<Record<string, ExpectationWords | readonly ExpectationWords[]>>,
): Build<Step> =>
  step((pen) => {
    pen.write('expect: ')
    const expects = Object.entries(expectations).map(([name, words]) => {
      const to = target(pen, name)
      pen.write(': ')
      const made = (Array.isArray(words) ? words : [words]).map((one: ExpectationWords) => {
        const built = expectation(pen, one)
        pen.write(', ')
        return built
      })
      return { target: to, expectations: made }
    })
    return { verb: 'expect', expects }
  })

export const signal = (name: string, which: string): Build<Step> =>
  step((pen) => {
    pen.write('signal: ')
    return { verb: 'signal', signals: [{ target: target(pen, name), signal: template(pen, which), group: false }] }
  })

export const check = (name: string, fact: string, wanted: Plain): Build<Step> =>
  step((pen) => {
    pen.write('check: ')
    const to = target(pen, name)
    pen.write(': ')
    const span = pen.write(fact)
    pen.write(': ')
    return { verb: 'check', checks: [{ target: to, fact, wanted: argument(pen, wanted), span }] }
  })

export const own = (verb: string, name: string, value: Plain): Build<Step> =>
  step((pen) => {
    pen.write(`${verb}: `)
    return { verb: 'custom', name: verb, calls: [{ target: target(pen, name), argument: argument(pen, value) }] }
  })

export const letBe = (name: string, expression: string): Build<Step> =>
  step((pen) => {
    pen.write('let: ')
    const span = pen.write(name)
    pen.write(': ')
    return { verb: 'let', lets: [{ name, expression: template(pen, expression), span }] }
  })

export const note = (text: string): Build<Step> =>
  step((pen) => {
    pen.write('note: ')
    return { verb: 'note', text: template(pen, text) }
  })

export const repeat = (times: string, ...steps: Build<Step>[]): Build<Step> =>
  step((pen) => {
    pen.write('repeat: ')
    const made = template(pen, times)
    pen.write('\n')
    return { verb: 'repeat', times: made, steps: steps.map((build) => build(pen)) }
  })

export const each = (values: readonly string[], as: string, ...steps: Build<Step>[]): Build<Step> =>
  step((pen) => {
    pen.write('repeat: ')
    const made = values.map((value) => template(pen, value))
    pen.write('\n')
    return { verb: 'repeat', each: made, as, steps: steps.map((build) => build(pen)) }
  })

export const within = (vars: Readonly<Record<string, string>>, ...steps: Build<Step>[]): Build<Step> =>
  step((pen) => {
    pen.write('include: ')
    const made = Object.entries(vars).map(([name, value]) => ({ name, value: template(pen, value) }))
    pen.write('\n')
    return { verb: 'scope', vars: made, steps: steps.map((build) => build(pen)) }
  })

interface ActorWords {
  readonly [kind: string]: Plain
}

function actor(pen: Pen, name: string, words: string | ActorWords): ActorDeclaration {
  const span = pen.write(name)
  pen.write(': ')
  const [kind = '', options = {}] = typeof words === 'string' ? [words, {}] : (Object.entries(words)[0] ?? [])
  pen.write(`${kind} `)
  const made = argument(pen, options)
  pen.write('\n')
  const to = typeof options === 'object' && 'to' in options ? [String(options['to'])] : []
  const count = typeof options === 'object' && 'count' in options ? Number(options['count']) : 1
  const core = { strict: { lane: false, about: [] }, rows: 'all', tail: 'closed', ansi: 'strip' } as const
  return { name, kind, options: made, refersTo: to, ...core, count, span }
}

export interface Parts {
  readonly vars?: Readonly<Record<string, string>>
  readonly actors: Readonly<Record<string, string | ActorWords>>
  readonly steps: readonly Build<Step>[]
  readonly forbid?: readonly string[]
  readonly mask?: readonly string[]
}

export function scenarioOf({ vars = {}, actors, steps, forbid = [], mask = [] }: Parts): Scenario {
  const pen = new Pen()
  const variables = new Map<string, Variable>()
  for (const [name, value] of Object.entries(vars)) {
    const span = pen.write(name)
    pen.write(': ')
    variables.set(name, { name, value: template(pen, value), secret: false, span })
    pen.write('\n')
  }
  const declared = new Map(Object.entries(actors).map(([name, words]) => [name, actor(pen, name, words)]))
  const made = steps.map((build) => build(pen))
  const patterns = forbid.map((text) => {
    const words = template(pen, text)
    return { kind: 'text' as const, template: words, flags: '', span: words.span }
  })
  const masks = mask.map((variable) => ({ match: { variable }, as: `<${variable}>`, span: pen.write(variable) }))
  return {
    source: { file: '/s.yaml', shown: 's.yaml', text: pen.text },
    sources: new Map(),
    title: 'a story',
    tags: [],
    vars: variables,
    env: [],
    uses: [],
    files: [],
    tmpMode: 0o700,
    limits: { step: 5000, scenario: 60_000, idle: 100, line: 1 << 20, unread: 1 << 25 },
    forbid: patterns,
    mask: masks,
    transcript: { lines: 2000 },
    only: [],
    skip: [],
    actors: declared,
    steps: made,
    onFault: [],
    namedConnections: new Set(),
  }
}

const never = (): Promise<Actor> => Promise.reject(new Error('nothing is started by a check'))
const kind = (more: Partial<ActorKind> & Pick<ActorKind, 'role'>): ActorKind => ({
  about: 'a kind for tests',
  options: z.any(),
  ownOutput: false,
  facts: ['port', 'host', 'address.', 'bytesRead'],
  can: ['send', 'end', 'close', 'reset', 'pause', 'resume', 'set'],
  events: ['end', 'close', 'exit', 'connection'],
  start: never,
  ...more,
})

const kinds: Record<string, ActorKind> = {
  'tcp-server': kind({ role: 'server' }),
  'echo-server': kind({ role: 'server', ownOutput: true, can: ['close'] }),
  'tcp-client': kind({ role: 'client' }),
  telnet: kind({ role: 'client', ownOutput: true, can: ['send', 'exit', 'close'] }),
  program: kind({
    role: 'program',
    ownOutput: true,
    streams: ['stderr'],
    facts: ['pid', '*'],
    can: ['send', 'end', 'exit', 'close', 'signal'],
    traits(written) {
      const { ready, pty } = written as { readonly ready?: unknown; readonly pty?: unknown }
      return {
        terminal: pty !== undefined && pty !== false,
        notAwaited: ready === undefined,
        background: typeof ready === 'object',
      }
    },
  }),
  proxy: kind({
    role: 'proxy',
    ownOutput: true,
    can: ['close'],
    verbs: { fault: { about: 'a fault', argument: z.any(), run: () => Promise.resolve() } },
  }),
}

const lineMatcher = (test: (wanted: string, line: string) => boolean): Matcher<string> => ({
  about: 'a matcher for tests',
  on: 'line',
  wanted: z.string(),
  compile: (wanted) => ({ on: 'line', shown: wanted, test: (line) => (test(wanted, line) ? {} : undefined) }),
})

const matchers: Record<string, Matcher> = {
  text: lineMatcher((wanted, line) => line.includes(wanted)),
  line: lineMatcher((wanted, line) => line === wanted),
  regex: lineMatcher((wanted, line) => {
    const compiled = compileRegex(parseRegex(wanted)!)
    return 'regex' in compiled && compiled.regex.test(line)
  }),
  event: {
    about: 'an event',
    on: 'event',
    wanted: eventName(),
    compile: () => ({ on: 'event', shown: 'an event', test: () => undefined }),
  },
  'one-of': {
    about: 'a choice',
    on: 'choice',
    wanted: z.any(),
    compile: (wanted: string[], context) => ({
      on: 'choice',
      shown: 'one of',
      options: wanted.map((one) => context.expectation(one)),
    }),
  },
}

const table = <T>(values: Record<string, T>) =>
  new Map(Object.entries(values).map(([name, value]) => [name, { name, plugin: 'test', value }]))

export const registry: Registry = {
  plugins: [],
  kinds: table(kinds),
  matchers: table(matchers),
  framings: new Map(),
  contents: new Map(),
  formats: new Map(),
  reporters: new Map(),
  words: {},
  commandKind: 'program',
  defaultFraming: 'line',
  shorthands: new Map([
    ['text', 'text'],
    ['regex', 'regex'],
  ]),
}
