import type { Problem, ProblemCode } from '../model/problem.ts'
import type { ActorKind } from '../model/plugin.ts'
import type { Contribution, Registry } from '../model/registry.ts'
import type { ActorDeclaration, Document, Target, Usual } from '../model/scenario.ts'
import type { Source, Span } from '../model/span.ts'
import type { YamlNode, YamlEntry, YamlMap } from '../model/yaml-node.ts'
import { didYouMean } from '../text/suggest.ts'
import type { StepGap } from './gaps.ts'
import type { Step } from './scenario.ts'
import type { Traits } from './verb-traits.ts'

/** What checking needs from outside: other files, and the values of `--var`. */
export interface CheckHost {
  /** The bytes at an absolute path, or why there are none. */
  readFile(path: string): Uint8Array | Problem
  readonly vars: ReadonlyMap<string, string>
  /** What a configuration says for all scenarios. */
  readonly usual?: Usual
  /** What is wrong with an expression, whatever its values are; absent where no `let` can stand. */
  readonly mistakeInExpression?: typeof import('../text/expression.ts').mistakeInExpression
}

/** A verb as it is written and read. */
export interface WrittenVerb<Body extends object = object> {
  /** How it is written, without the dash; hints show the first. */
  readonly examples: readonly [string, ...string[]]
  /** What may stand beside it, besides what may stand beside any verb. */
  readonly beside: Readonly<Record<string, unknown>>
  readonly traits: Traits
  /** What to write instead of a key beside it that belongs into its argument. */
  readonly inside?: Readonly<Record<string, string>>
  /** The row of a step; undefined when nothing of it is left, for a reason that has been reported. */
  read(c: Checking, argument: YamlNode, name: string, beside: Iterable<YamlEntry>): Body | undefined
}

/** The whole language, for its parts: a value of it cannot name the table in which it stands. */
export interface Grammar {
  readonly verbs: ReadonlyMap<string, WrittenVerb>
  /** All that may stand beside verbs. */
  readonly beside: ReadonlySet<string>
  /** All that may stand beside matchers. */
  readonly ofMatchers: ReadonlySet<string>
  /** The keys at the top of a scenario. */
  readonly top: ReadonlySet<string>
  steps(c: Checking, node: YamlNode, label: string): Step[]
  /** An included file, from its bytes. */
  document(
    bytes: Uint8Array,
    file: string,
    shown: string,
  ): { readonly document: Document } | { readonly source?: Source; readonly problems: Problem[] }
}

/** What one check of one scenario gathers; handed to everything that takes part in it. */
export interface Checking {
  readonly grammar: Grammar
  readonly registry: Registry
  readonly host: CheckHost
  readonly problems: Problem[]
  readonly sources: Map<string, Source>
  /** The scenario's own file. */
  readonly document: Document
  /** Included files by their paths. */
  readonly documents: Map<string, Document | undefined>
  readonly actors: Map<string, ActorDeclaration>
  /** Every actor that is written, also one that could not be understood. */
  readonly actorNames: Set<string>
  /** Actors and variables that are written and could not be understood: a name of one of them gives no further problem. */
  readonly unreadable: Set<string>
  /** Groups whose number of instances could not be read. */
  readonly uncounted: Set<string>
  /** Actors with a mistake in their options. */
  readonly misread: Set<string>
  /** Names that a part outside of the steps, which could not be read, may have given to something. */
  readonly words: Set<string>
  /** What is missing of steps that could not be read, or not wholly. */
  readonly stepGaps: Map<Step, StepGap>
  readonly namedConnections: Set<string>
  /** The file that is being read now, and how it came to be included. */
  readonly here: {
    readonly source: Source
    readonly mistakes?: readonly Problem[]
    readonly includedFrom?: Span
    readonly chain: readonly string[]
  }
  readonly state: {
    /** Of the step that is being read: whether some of it could not be, or all of it, and which actors it names. */
    reading: Reading
    included: number
  }
}

interface Reading {
  missing: 'nothing' | 'something' | 'anything'
  readonly targets: Target[]
  /** Its verb, where that stands, and what stands beside it. */
  verb?: string
  verbSpan?: Span
  beside: ReadonlyMap<string, YamlEntry>
}

export const reading = (): Reading => ({ missing: 'nothing', targets: [], beside: new Map() })

/** How a verb is written, for hints. */
export const exampleOf = (c: Checking, verb: string): string =>
  `“${c.grammar.verbs.get(verb)?.examples[0] ?? `${verb}: { server: … }`}”`

export function report(c: Checking, code: ProblemCode, message: string, span: Span, hint?: string): void {
  add(c, [{ code, message, span, ...(hint === undefined ? {} : { hint }) }])
}

/** Reports a key that a map lacks; nothing where another one of its keys is not known, which is most likely that one misspelt. */
export function reportMissingKey(c: Checking, map: YamlMap, message: string, span: Span, hint?: string): void {
  const odd = c.problems.some(
    ({ code, span }) => code === 'unknown-key' && map.entries.some(({ keySpan }) => keySpan === span),
  )
  if (!odd) report(c, 'missing-key', message, span, hint)
}

/** Takes over problems found elsewhere; those in an included file name the place of the include. */
export function add(c: Checking, problems: readonly Problem[]): void {
  const { includedFrom } = c.here
  for (const problem of problems) c.problems.push(includedFrom === undefined ? problem : { ...problem, includedFrom })
}

/** Marks that a part of the step is missing, or `anything` that cannot be looked at; returns undefined, for the place of that part. */
export function markGap(c: Checking, what: 'something' | 'anything' = 'something'): undefined {
  if (c.state.reading.missing !== 'anything') c.state.reading.missing = what
  return undefined
}

/** An unknown actor; no problem where the reason is known: it could not be read, or there are no actors at all. */
export function unknownActor(c: Checking, actor: string, span: Span): void {
  markGap(c)
  if (c.unreadable.has(actor) || (c.actorNames.size === 0 && c.problems.length > 0)) return
  report(
    c,
    'unknown-actor',
    `no actor is called “${actor}”`,
    span,
    didYouMean(actor, c.actorNames, 'actors of this scenario'),
  )
}

export function kindOf(c: Checking, actor: string): ActorKind | undefined {
  const declaration = c.actors.get(actor)
  return declaration === undefined ? undefined : c.registry.kinds.get(declaration.kind)?.value
}

const unknownCodes = { framing: 'unknown-framing', matcher: 'unknown-matcher' } as const

/** What plugins contribute under this name, or undefined where it is unknown, which is reported. */
export function contributed<T>(
  c: Checking,
  type: keyof typeof unknownCodes,
  table: ReadonlyMap<string, Contribution<T>>,
  name: string,
  span: Span,
): T | undefined {
  const found = table.get(name)
  if (found === undefined) {
    const hint = didYouMean(name, table.keys(), `${type}s`, c.registry.words)
    report(c, unknownCodes[type], `there is no ${type} called “${name}”`, span, hint)
  }
  return found?.value
}
