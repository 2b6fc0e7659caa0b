import type { Matcher, Plugin } from '../../src/model/plugin.ts'
import type { Problem } from '../../src/model/problem.ts'
import type { Registry } from '../../src/model/registry.ts'
import type { Scenario } from '../../src/language/scenario.ts'
import * as z from 'zod'
import {
  actorRef,
  defineFraming,
  defineKind,
  defineMatcher,
  defineVerb,
  duration,
  eventName,
  text,
} from '../../src/plugin.ts'
import { createRegistry } from '../../src/registry/registry.ts'
import { checkDocument } from '../../src/scenario/check.ts'
import { readDocument } from '../../src/scenario/read.ts'
import { positionOf } from '../../src/text/position.ts'

const never = (): never => {
  throw new Error('the checker starts nothing')
}
const all = ['send', 'end', 'exit', 'close', 'reset', 'pause', 'resume', 'signal', 'set'] as const
const port = z.number().int().min(0).max(65_535)
const place = z.object({ to: actorRef().optional(), host: text().optional(), port: port.optional() })

const matcher = (wanted: z.ZodType, traits: Partial<Matcher> = {}) =>
  defineMatcher({ about: 'a fake', wanted, ...traits, compile: never })
const framing = (wanted: z.ZodType) => defineFraming({ about: 'a fake', wanted, compile: never })
const base = { about: 'a fake', ownOutput: false, facts: ['port', 'host'], can: [...all], start: never } as const

/** Kinds, matchers and framings that only have their schemas. */
export const fake: Plugin = {
  api: 1,
  name: 'fake',
  about: 'what the language talks about, without doing any of it',
  actors: {
    'tcp-server': defineKind({
      ...base,
      role: 'server',
      options: z.object({
        port: port.default(0),
        path: text().optional(),
        backlog: z.number().optional(),
        delay: duration().optional(),
        rules: z.array(z.object({ when: text(), reply: text() })).optional(),
      }),
    }),
    'echo-server': defineKind({
      ...base,
      role: 'server',
      ownOutput: true,
      options: z.object({ port: port.default(0), greeting: text().optional() }),
    }),
    telnet: defineKind({ ...base, role: 'client', ownOutput: true, options: place, shorthand: 'to' }),
    'tcp-client': defineKind({ ...base, role: 'client', options: place, shorthand: 'to' }),
    program: defineKind({
      ...base,
      role: 'program',
      ownOutput: true,
      streams: ['stderr'],
      facts: ['pid', '*'],
      options: z.object({
        run: z.union([text(), z.array(text())]),
        cwd: text().optional(),
        count: z.number().optional(),
        env: z.record(z.string(), text()).optional(),
        stop: z.union([text(), z.object({ signal: text(), grace: duration() })]).optional(),
      }),
      shorthand: 'run',
      commands: true,
    }),
    cache: defineKind({
      ...base,
      role: 'server',
      options: z.object({}),
      verbs: {
        get: defineVerb({ about: 'reads a key', argument: text(), run: never }),
        flush: defineVerb({ about: 'empties it', argument: z.object({}).optional(), run: never }),
        reset: defineVerb({ about: 'its own meaning of a word of the core', argument: z.number(), run: never }),
      },
    }),
  },
  matchers: {
    text: matcher(text(), { on: 'line', shorthand: 'text', slashes: 'literal' }),
    regex: matcher(text(), { on: 'line', shorthand: 'regex' }),
    line: matcher(text(), { on: 'line' }),
    prompt: matcher(text(), { on: 'bytes' }),
    json: matcher(z.any(), { on: 'line', slashes: 'multiline' }),
    bytes: matcher(text(), { on: 'bytes', slashes: 'literal' }),
    take: matcher(z.union([z.string(), z.number().int().min(1)]), { on: 'bytes', slashes: 'literal' }),
    lines: matcher(z.union([z.array(text()), z.number().int().min(1)]), { on: 'sequence' }),
    'one-of': matcher(z.array(z.any()), { on: 'choice' }),
    event: matcher(z.union([eventName(), z.object({ event: eventName(), code: z.number().optional() })]), {
      on: 'event',
    }),
    exit: matcher(z.union([z.number().int(), text()]), { on: 'event' }),
    silence: matcher(duration(), { on: 'silence', slashes: 'literal' }),
  },
  framings: {
    line: {
      ...framing(z.undefined()),
      default: true,
      compile: () => ({ shows: 'text', terminator: 0x0a, find: () => undefined, encode: (line) => line }),
    },
    crlf: framing(z.null()),
    length: framing(z.number().int().min(1).max(8)),
    raw: framing(z.object({})),
  },
}

export const registry: Registry = createRegistry([fake], []).registry

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

export interface Result {
  readonly scenario?: Scenario
  readonly problems: readonly Problem[]
  /** `code line:column “text under the caret”`, one a problem. */
  readonly messages: readonly string[]
}

/** Reads and checks a text, with further files by their absolute path. */
export function check(
  text: string,
  more: { readonly files?: Readonly<Record<string, string>>; readonly vars?: Readonly<Record<string, string>> } = {},
): Result {
  const read = readDocument(bytes(text), '/home/story.yaml', 'story.yaml')
  const texts = new Map(Object.entries({ '/home/story.yaml': text, ...more.files }))
  const place = ({ code, span }: Problem): string => {
    if (span === undefined) return code
    const whole = texts.get(span.file) ?? ''
    const { line, column } = positionOf(whole, span.start)
    const file = span.file === '/home/story.yaml' ? '' : `${span.file}:`
    return `${code} ${file}${line}:${column} “${whole.slice(span.start, span.end)}”`
  }
  if ('problems' in read) return { problems: read.problems, messages: read.problems.map(place) }
  const host = {
    readFile: (path: string): Uint8Array | Problem => {
      const found = more.files?.[path]
      return found === undefined ? { code: 'file-not-found', message: `${path} is not there` } : bytes(found)
    },
    vars: new Map(Object.entries(more.vars ?? {})),
  }
  const { problems, ...rest } = checkDocument(read.document, registry, host)
  return {
    ...(rest.scenario === undefined ? {} : { scenario: rest.scenario }),
    problems,
    messages: problems.map(place),
  }
}
