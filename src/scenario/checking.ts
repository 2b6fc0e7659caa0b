import type { Problem, ProblemCode } from '../model/problem.ts'
import type { ActorKind } from '../model/plugin.ts'
import type { Registry } from '../model/registry.ts'
import type { ActorDeclaration, Document } from '../model/scenario.ts'
import type { Source, Span } from '../model/span.ts'
import { didYouMean } from '../text/suggest.ts'

/** What checking needs of the world: other files, and the values of `--var`. */
export interface CheckHost {
  /** The bytes at an absolute path, or why there are none. */
  readFile(path: string): Uint8Array | Problem
  readonly vars: ReadonlyMap<string, string>
}

/** What one check of one scenario gathers; handed to everything that takes part in it. */
export interface Checking {
  readonly registry: Registry
  readonly host: CheckHost
  readonly problems: Problem[]
  readonly sources: Map<string, Source>
  readonly documents: Map<string, Document | undefined>
  readonly actors: Map<string, ActorDeclaration>
  /** Actors that are written and could not be understood: whoever names one is told nothing. */
  readonly unreadable: Set<string>
  readonly namedConnections: Set<string>
  /** The file that is being read now, and how it came to be included. */
  readonly here: { readonly source: Source; readonly includedFrom?: Span; readonly chain: readonly string[] }
  readonly state: {
    /** True when a step, a wish or an actor is missing because of a mistake, so that what follows from it means nothing. */
    incomplete: boolean
    included: number
  }
}

export function report(c: Checking, code: ProblemCode, message: string, span: Span, hint?: string): void {
  add(c, [{ code, message, span, ...(hint === undefined ? {} : { hint }) }])
}

/** Takes over problems found elsewhere; those in an included file say from where it was included. */
export function add(c: Checking, problems: readonly Problem[]): void {
  const { includedFrom } = c.here
  for (const problem of problems) c.problems.push(includedFrom === undefined ? problem : { ...problem, includedFrom })
}

/** Marks that a part of the story is missing; returns undefined, for the place of that part. */
export function lose(c: Checking): undefined {
  c.state.incomplete = true
  return undefined
}

/** An actor that is not there; nothing is said where the reason is known: it could not be read, or there are no actors at all. */
export function unknownActor(c: Checking, actor: string, span: Span): void {
  c.state.incomplete = true
  if (c.unreadable.has(actor) || (c.actors.size === 0 && c.problems.length > 0)) return
  report(
    c,
    'unknown-actor',
    `no actor is called “${actor}”`,
    span,
    didYouMean(actor, c.actors.keys(), 'actors of this scenario'),
  )
}

export function kindOf(c: Checking, actor: string): ActorKind | undefined {
  const declaration = c.actors.get(actor)
  return declaration === undefined ? undefined : c.registry.kinds.get(declaration.kind)?.value
}
