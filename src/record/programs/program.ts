import type { LaneEvent } from '../../model/actor.ts'
import type { Screen } from '../../model/screen.ts'
import type { ByHand, Spectator } from '../../run/by-hand.ts'
import type { SeenReady } from '../session.ts'
import type { Command } from './commands.ts'
import type { SessionLog } from './log.ts'

export interface Size {
  readonly cols: number
  readonly rows: number
}

/** Bytes of its newest output that are kept, to find the line that says where it listens. */
const kept = 64 * 1024
/** Bytes of its output that a session has at the most: a program may print for as long as somebody looks on. */
export const mostOutput = 32 * 1024 * 1024

/** One of the recorded programs, on a terminal of its own. */
export class RecordedProgram implements Spectator {
  /** As the scenario calls it. */
  name: string
  /** Its actor in the run. */
  readonly actor: string
  readonly words: readonly string[]
  /** Of its terminal, when it was started. */
  readonly firstSize: Size
  ready: SeenReady | undefined
  /** In words, when it has ended. */
  ending: string | undefined
  /** It has ended with another code than 0, or by a signal. */
  failed = false
  /** Called when what its terminal shows may be another, or it has ended. */
  changed: () => void = () => {}
  /** Called when it has been started. */
  started: () => void = () => {}
  /** Called when it has ended. */
  ended: () => void = () => {}
  /** It has printed something since this was last set to false. */
  hasPrinted = false
  readonly #run: ByHand
  readonly #log: SessionLog
  readonly #decoder = new TextDecoder()
  #output = ''
  #written = 0
  #size: Size

  /** `command.name` is the name of its actor in the run. */
  constructor(run: ByHand, log: SessionLog, command: Command, size: Size) {
    this.#run = run
    this.#log = log
    this.actor = command.name
    this.#size = this.firstSize = size
    this.name = command.name
    this.words = command.words
  }

  /** What it has printed lately, as lines. */
  get output(): string {
    return this.#output
  }

  get running(): boolean {
    return this.ending === undefined && this.#run.actor(this.actor) !== undefined
  }

  get screen(): Screen | undefined {
    return this.#run.actor(this.actor)?.screen?.()
  }

  get modes(): ReadonlySet<number> | undefined {
    return this.running ? this.#run.actor(this.actor)?.modesOfTerminal?.() : undefined
  }

  processes(): readonly number[] {
    return this.#run.actor(this.actor)?.processes?.() ?? []
  }

  /** Types bytes at its terminal; nothing where it has ended. */
  type(bytes: Uint8Array): void {
    const actor = this.#run.actor(this.actor)
    if (!this.running || actor?.send === undefined || bytes.length === 0) return
    this.#log.add({ type: 'input', actor: this.actor, bytes })
    actor.send(bytes, { times: 1 })
  }

  signal(name: string): void {
    if (!this.running) return
    this.#log.add({ type: 'signal', actor: this.actor, name })
    // The end may be there before the next look.
    this.#run.actor(this.actor)?.signal?.(name, { group: false })
  }

  /** Gives its terminal this size; nothing where it has not started, or has ended. */
  resize(size: Size): void {
    if (!this.running || (size.cols === this.#size.cols && size.rows === this.#size.rows)) return
    this.#size = size
    this.#log.add({ type: 'resized', actor: this.actor, ...size })
    void this.#run.actor(this.actor)?.set?.('size', size)
  }

  wrote(bytes: Uint8Array): void {
    if (bytes.length === 0) return
    this.hasPrinted = true
    this.#written += bytes.length
    if (this.tooMuch) return
    this.#log.add({ type: 'output', actor: this.actor, bytes })
  }

  /** It has printed more than the session has of it. */
  get tooMuch(): boolean {
    return this.#written > mostOutput
  }

  received(bytes: Uint8Array): void {
    this.#output = (this.#output + this.#decoder.decode(bytes, { stream: true })).slice(-kept)
  }

  event({ name, words, signal, ...more }: LaneEvent): void {
    if (name !== 'exit') return
    const { code } = more
    this.ending = words ?? 'ended'
    this.failed = code !== 0
    this.#log.add({
      type: 'exit',
      actor: this.actor,
      ...(typeof code === 'number' ? { code } : {}),
      ...(signal === undefined ? {} : { signal }),
    })
    this.ended()
    this.changed()
  }

  painted(): void {
    this.changed()
  }
}
