/** A conversation of real programs that somebody records, and what is asked of the scenario. */
export interface RealSession {
  readonly name: string
  /** Without these commands it cannot be held. One with blanks must exit with 0. */
  readonly needs: readonly string[]
  /** Files of the folder in which it is recorded: name → content. A name that ends with `/` is a folder. */
  readonly files?: Readonly<Record<string, string>>
  /** What stands behind `scenario record NAME`; `port` answers free ports, the same for the same number. */
  record(port: (index: number) => number): readonly string[]
  /** Types, and waits for what is shown before typing on; the recording ends when it is done. Absent where nobody types. */
  person?(desk: Person, port: (index: number) => number): Promise<void>
  /** An answer, and the same with one other byte. */
  readonly change: {
    readonly from: string
    readonly to: string
    /** How a report shows the other one, where not as text. */
    readonly shown?: string
    /** Who answers: a command whose port is its last number of four or five digits, or a file of the folder that has the answer. */
    readonly by: { readonly command: string; readonly over?: 'udp' } | { readonly file: string }
  }
}

/** Somebody at the recorder’s terminal. */
export interface Person {
  /** Waits until a line of the program in front matches. */
  sees(text: RegExp): Promise<void>
  /** Types a line and Enter, then waits until a line below it matches; without `answer`, until its echo stands there. */
  enters(line: string, answer?: RegExp): Promise<void>
  /** Types these keys, then waits until a line matches that stands below all that was there. */
  presses(keys: string, answer: RegExp): Promise<void>
  /** What is typed from now on goes to the next program. */
  turns(): Promise<void>
}

/** Waits for the first line, if there is one, then enters each and waits for its answer. */
export const says =
  (first: RegExp | undefined, ...exchange: readonly (readonly [line: string, answer?: RegExp])[]) =>
  async (person: Person): Promise<void> => {
    if (first !== undefined) await person.sees(first)
    for (const [line, answer] of exchange) await person.enters(line, answer)
  }

/** What stands behind `--`: the command of each program. */
export const programs = (...commands: readonly (readonly string[])[]): readonly string[] =>
  commands.flatMap((words, at) => [at === 0 ? '--' : '::', ...words])
