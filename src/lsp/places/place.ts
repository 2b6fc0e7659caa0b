/** What a name at a place is the name of. */
export type Named = 'actor' | 'variable' | 'fact' | 'state' | 'file' | 'tag'

/** A name in a scenario, where it stands, and what it does there. Offsets are UTF-16 units, end exclusive. */
export interface Place {
  readonly of: Named
  readonly name: string
  readonly start: number
  readonly end: number
  /** It gives the name to something; every other place only uses it. */
  readonly gives?: true
  /** Whose it is: the actor of a fact or of a state of rules, or the rule of which a variable is known inside alone. */
  readonly scope?: string
  /** The verb that the actor is named for. */
  readonly verb?: string
  /** It is the key of a map, with a value behind a colon. */
  readonly isKey?: true
}

/** The scope of a variable that `with` gives to an included file. */
export const givenByWith = 'given by with'

/** A step, for whoever looks for the one at a place. */
export interface StepPlace {
  readonly verb: string
  /** Where its verb stands, and where the step ends. */
  readonly start: number
  readonly verbEnd: number
  readonly end: number
}

/** An actor as it is declared. */
export interface DeclaredActor {
  readonly name: string
  readonly kind: string
  readonly start: number
  readonly end: number
}

/** What one piece of a file has. Offsets start with the piece. */
export interface Places {
  readonly places: readonly Place[]
  readonly steps: readonly StepPlace[]
  readonly actors: readonly DeclaredActor[]
  /** Where the value of an `include` stands, and the file that it names. */
  readonly includes: readonly { readonly file: string; readonly start: number; readonly given: readonly string[] }[]
}

/** What a walk over one piece gathers. */
export interface Gathering {
  readonly text: string
  readonly places: Place[]
  readonly steps: StepPlace[]
  readonly actors: DeclaredActor[]
  readonly includes: { readonly file: string; readonly start: number; readonly given: readonly string[] }[]
}

export const gathering = (text: string): Gathering => ({ text, places: [], steps: [], actors: [], includes: [] })
