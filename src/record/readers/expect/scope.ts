import type { DraftActor, DraftStep } from '../../draft.ts'
import type { Word } from './tcl.ts'

/** What a script has done so far, and what of it is not in the scenario. */
export class Scope {
  readonly actors: DraftActor[] = []
  readonly steps: DraftStep[] = []
  /** Sentences for comments at the top. */
  readonly comments: string[] = []
  readonly #variables = new Map<string, string>()
  readonly #lineOf: (at: number) => number
  /** The last line that was sent to each actor: its terminal echoes it. */
  readonly lastSent = new Map<string, string>()

  /** `lineOf`: the line, from 1, in which a place of the script stands. */
  constructor(lineOf: (at: number) => number) {
    this.#lineOf = lineOf
  }

  set(name: string, value: string | undefined): void {
    if (value === undefined) this.#variables.delete(name)
    else this.#variables.set(name, value)
  }

  get(name: string): string | undefined {
    return this.#variables.get(name)
  }

  /** The text of a word; undefined when it is only known while the script runs. */
  textOf({ parts }: Word): string | undefined {
    let text = ''
    for (const part of parts) {
      const piece =
        typeof part === 'string' ? part : 'variable' in part ? this.#variables.get(part.variable) : undefined
      if (piece === undefined) return undefined
      text += piece
    }
    return text
  }

  leaveOut(at: number, what: string): void {
    this.comments.push(`Line ${this.#lineOf(at)} of the expect script is left out: ${what}.`)
  }

  /** The actor that the script talks to now, as `spawn_id` says. */
  get current(): string | undefined {
    return this.get('spawn_id')
  }

  step(step: DraftStep): void {
    this.steps.push(step)
  }
}
