import type { Key } from './key.ts'
import type { Modes } from './modes.ts'

/** How the terminal is while lines are shown on the whole screen. */
export interface Look {
  /** Where its cursor is, from 1. */
  readonly cursor: readonly [row: number, column: number]
  /** The modes that are on; its cursor is shown with 25. */
  readonly modes: Modes
}

/** A person's terminal, of which one program reads the keys and on which it draws. */
export interface InteractiveTerminal {
  /** Cells. */
  readonly columns: number
  readonly rows: number
  readonly colours: boolean
  /**
   * Keys, until the answer is called; the last listener gets them, so that a dialogue takes them over while it is open. Ctrl-Z never
   * comes: it stops this program as in any other. Ctrl-C without a listener is the signal.
   */
  onKey(listener: (key: Key) => void): () => void
  onResize(listener: () => void): () => void
  /** Bytes as they come instead of keys, until the answer is called. */
  onBytes(listener: (bytes: Uint8Array) => void): () => void
  /** The terminal has gone away, or was closed. */
  onEnd(listener: () => void): () => void
  /**
   * Shows these lines below what was printed, or as the whole screen; only lines that changed are written. Without a look there is no
   * cursor, and keys are sent as they usually are.
   */
  draw(lines: readonly string[], look?: Look): void
  /** Prints lines that stay, above what is drawn. With a whole screen they appear when it is closed. */
  print(text: string): void
  /** What is printed next begins at the top of an empty screen; until then all stays as it is. */
  clear(): void
  /** Gives the terminal to somebody else, such as an editor, and takes it back. */
  lend<T>(use: () => Promise<T>): Promise<T>
  /** Gives it back as it was; what is printed afterwards is written as it is. */
  close(): void
}

/** Where keys come from. */
export interface TerminalInput {
  /** Keys one by one, without echo; or lines, as before. */
  setRaw(on: boolean): void
  /** Reads while somebody listens. */
  onData(listener: (bytes: Uint8Array) => void): () => void
  onEnd(listener: () => void): () => void
}

/** Where lines are drawn. */
export interface TerminalOutput {
  readonly columns: number
  readonly rows: number
  write(text: string): void
  onResize(listener: () => void): () => void
}

export interface TerminalStreams {
  readonly input: TerminalInput
  readonly output: TerminalOutput
  readonly colours: boolean
  /** A text that others have made as it may be shown: no control characters but styles. */
  shown(text: string): string
}

/** What the system and the person ask of this process. */
export interface TerminalSignals {
  /** Aborted by Ctrl-C, SIGTERM and SIGHUP: the terminal is given back at once. */
  readonly signal: AbortSignal
  /** Called, synchronously, before this process ends by itself. */
  onLeaving(listener: () => void): () => void
  /** Asked to stop (SIGTSTP), as by Ctrl-Z. */
  onStop(listener: () => void): () => void
  /** Goes on (SIGCONT). */
  onContinue(listener: () => void): () => void
  /** Stops this process and those beside it in its group; returns when it goes on, or soon where nobody could continue it. */
  stop(): void
  interrupt(): void
}
