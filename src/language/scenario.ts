import type { ActorDeclaration, Target } from '../model/scenario.ts'
import type { Source, Span } from '../model/span.ts'
import type { Argument } from '../model/yaml-node.ts'
import type { StepModifiers } from './steps/modifiers.ts'
import type { ScenarioParts } from './top/index.ts'
import type { Verb } from './verb.ts'
import type { Verbs } from './verbs/index.ts'

/** A checked scenario: everything that can be known before it runs is known and valid. */
export interface Scenario extends ScenarioParts {
  readonly source: Source
  /** Sources of included files by absolute path, for excerpts. */
  readonly sources: ReadonlyMap<string, Source>
  readonly actors: ReadonlyMap<string, ActorDeclaration>
  readonly steps: readonly Step[]
  /** Played once a fault of `shake` has struck, in place of the remaining steps; empty where the scenario says nothing about it. */
  readonly onFault: readonly Step[]
  /**
   * Names of connections (`server#2`, `server#client`) that some step addresses; their rows stand in the transcript. `server#*` is all of
   * them, where only the run knows which a step means.
   */
  readonly namedConnections: ReadonlySet<string>
}

interface StepBase extends StepModifiers {
  /** From the first character of the verb to the end of the step. */
  readonly span: Span
  /** The step that included this one, when it stands in another file. */
  readonly includedFrom?: Span
}

/** What a verb reads; `include` reads a step of another verb. */
type BodyOf<N extends keyof Verbs> =
  Verbs[N] extends Verb<infer Body, infer _>
    ? Body extends { verb: string }
      ? Body
      : { readonly verb: N } & Body
    : never

/** A verb of a kind. */
interface Custom {
  readonly verb: 'custom'
  readonly name: string
  readonly calls: readonly { readonly target: Target; readonly argument: Argument }[]
}

export type StepBody = { [N in keyof Verbs]: BodyOf<N> }[keyof Verbs] | Custom
export type Step = StepBase & StepBody
/** The verbs that steps have once they are read. */
export type StepVerb = Step['verb']
export type StepOf<V extends StepVerb> = Extract<Step, { readonly verb: V }>
