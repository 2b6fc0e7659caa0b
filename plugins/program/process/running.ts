import type { Readable } from 'node:stream'
import type { Lane } from '../../../src/plugin.ts'
import type { Modes } from './modes.ts'
import type { TerminalScreen } from '../screen/terminal-screen.ts'

/** How a program ended: by exit code, or by a signal. */
export type Ending = { readonly code: number } | { readonly signal: string }

/** `exited 1`, `killed by SIGINT`: the words of the transcript. */
export const wordsOf = (ending: Ending): string =>
  'code' in ending ? `exited ${ending.code}` : `killed by ${ending.signal}`

/** What is about to be started. */
export interface Plan {
  /** An absolute path, and the argument list behind it. */
  readonly file: string
  /** What the program sees as its own name, argv[0]. */
  readonly name: string
  readonly args: readonly string[]
  readonly cwd: string
  readonly env: Readonly<Record<string, string>>
  readonly stdin: 'pipe' | 'ignore'
  /** Real pipes instead of Node's socket pairs. */
  readonly realPipes: boolean
  /** A step looks at what its terminal shows. */
  readonly watched: boolean
  /** Keeps what is written to its terminal, and the size of that. */
  terminal(written: Uint8Array | { columns: number; rows: number; resized?: true }): void
  /** Who sits in front of its terminal. */
  readonly spectator?: NonNullable<Lane['spectator']>
  /** True for a pipe at descriptor 3. */
  readonly third: boolean
  /** The run's folder, for what must stand on disk for a moment; it is made when it is first asked for. */
  tmp(): string
  /** What it and all that it starts are known by, see `processes.newTag`; absent where there is no such mark. */
  readonly tag: string | undefined
  /** Called with the process id before the program begins to run. */
  guard(pid: number): void
}

/** Where a running program's output goes, as it arrives. */
export interface Output {
  received(bytes: Uint8Array, stream: 'stdout' | 'stderr'): void
  /** Nothing more comes on this stream. */
  over(stream: 'stdout' | 'stderr'): void
}

/** A started program, on pipes or on a terminal. */
export interface Running {
  readonly pid: number
  /** Resolves when the system has begun to run it. */
  readonly passed: Promise<unknown>
  /** Resolves when it has left; some of its output may still be on its way. */
  readonly exited: Promise<unknown>
  /** Resolves when it has left and its last byte was received. Its children may hold its streams, which stay open. Never rejects. */
  readonly ended: Promise<Ending>
  /** Resolves when its streams have ended, or the processes that hold them have printed nothing for a while. */
  receivedOut(): Promise<void>
  /** True while others hold its output open after its end, so that its place among what they print is random. */
  held(): boolean
  /** Nothing more is received of it: streams that are open still are over. */
  silence(): void
  /** How it left, as soon as the kernel reports it. */
  left(): Ending | undefined
  write(bytes: Uint8Array, times: number): void
  endInput(): Promise<void>
  /** What it has as its standard input, see `processes.inputOf`; undefined where the system does not show it. */
  input(): string | undefined
  /** True while input is queued that the kernel has not taken. */
  unsent(): boolean
  /** Takes the terminal away (SIGHUP), or closes standard input. */
  hangUp(): void
  resize?(cols: number, rows: number): void
  /** Of a terminal: what the program has turned on there by now. */
  readonly modes?: Modes
  /** What its terminal shows, where a step looks at it. */
  readonly screen?: TerminalScreen
  /** What it writes to descriptor 3. */
  readonly third?: Readable
  /** Lets go of every descriptor; whatever still writes is not received any more. */
  release(): void
}
