import type { Configuration } from '../config/load.ts'
import type { TerminalInput, TerminalSignals } from '../terminal/terminal.ts'

/** One of the two streams a command writes to. */
export interface Out {
  readonly isTTY: boolean
  /** The terminal's width; undefined when it is none. */
  readonly columns?: number
  readonly rows?: number
  /** Calls it when the terminal has another size, until the answer is called. */
  onResize?(listener: () => void): () => void
  /**
   * Resolves when the text has been taken; text for a reader that has left (EPIPE) goes nowhere. Text that means to give commands
   * to a CI declares it.
   */
  write(text: string | Uint8Array, commands?: 'commands'): Promise<void>
  /** From here on what code of others prints goes to standard error: a program reads this one. */
  reserve?(): void
}

/** Standard input. */
export interface In extends TerminalInput {
  readonly isTTY: boolean
}

/** A call as one project of a configuration has it. */
export interface ProjectCall {
  readonly args: object
  readonly configuration: Configuration
}

/** The environment of a command, as a value; tests hand in their own. */
export interface Shell {
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdout: Out
  readonly stderr: Out
  /** Undefined where nothing can be read. */
  readonly stdin?: In
  /** What the terminal's signals do to this process. */
  readonly signals?: TerminalSignals
  /** Aborted by the first Ctrl-C. */
  readonly signal: AbortSignal
  /** Aborted, after `signal`, when the terminal was closed: nobody waits for more. */
  readonly hungUp?: AbortSignal
  /** Where folders of runs are made. */
  readonly tmpRoot: string
  /** The folder of this package, where its docs and package.json are. */
  readonly home: string
  /** Handlers of an uncaught error, called before it is reported as a bug. */
  readonly uncaughtHandlers?: Set<(error: unknown) => boolean>
  /** Called for a last report before a bug ends the process. */
  readonly dying?: Set<(error: unknown) => Promise<void>>
  /** Called when a run has passed, so that most of the program has been compiled. */
  readonly passed?: () => void
  /** The configuration that was found, read and checked. */
  readonly configuration?: Configuration
  /** Where it has projects: this call as each of them has it. */
  readonly projects?: readonly ProjectCall[]
  /** The names of the flags that this call has. */
  readonly given?: ReadonlySet<string>
  /** The flags of this call, without what a configuration and the defaults say. */
  readonly called?: object
  /** How to start this program again. */
  readonly program?: { readonly file: string; readonly args: readonly string[] }
  /** Monotonic milliseconds. */
  now(): number
  wall(): Date
}

export const defaultColumns = 100

/** A terminal without a known width, or a pipe, has a width that reads well. */
export const columnsOf = (out: Out): number =>
  out.columns === undefined || out.columns === 0 ? defaultColumns : out.columns
