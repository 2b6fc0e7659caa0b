import { Frame, FullScreen, type Drawing } from './frame.ts'
import { Keyboard } from './keyboard.ts'
import { Listeners } from './listeners.ts'
import { changeModes, readingModes, usualModes, type Modes } from './modes.ts'
import type { InteractiveTerminal, Look, TerminalSignals, TerminalStreams } from './terminal.ts'

/** The alternate screen (xterm, ctlseqs: 1049). */
const [screenTaken, screenGiven] = ['\u001b[?1049h', '\u001b[?1049l']
/** A terminal that knows it shows what stands between at once; others ignore it. */
const [updateBegins, updateEnds] = ['\u001b[?2026h', '\u001b[?2026l']

/** An empty screen with the cursor at its top (ECMA-48: ED, CUP); many terminals keep what was there above it. */
const emptied = '\u001b[2J\u001b[H'

export interface TerminalOptions {
  /** Draws on the whole screen, and shows afterwards what was there before. */
  readonly fullScreen?: boolean
}

/**
 * Takes the terminal: keys come one by one, the cursor is hidden. It is given back by `close`, for as long as this process is stopped,
 * by a signal that asks it to end, and before it ends by itself.
 */
export function openTerminal(
  streams: TerminalStreams,
  signals: TerminalSignals,
  options: TerminalOptions = {},
): InteractiveTerminal {
  return new Opened(streams, signals, options)
}

class Opened implements InteractiveTerminal {
  readonly #streams: TerminalStreams
  readonly #signals: TerminalSignals
  readonly #fullScreen: boolean
  readonly #drawing: Drawing
  readonly #keyboard: Keyboard
  readonly #resized = new Listeners<void>()
  readonly #ended = new Listeners<void>()
  readonly #undo: (() => void)[] = []
  /** Whose it is: ours, somebody else's for a while, or given back for good. */
  #state: 'ours' | 'lent' | 'closed' = 'lent'
  #lines: readonly string[] = []
  #look: Look | undefined
  /** Of the terminal, by now. */
  #modes: Modes = usualModes
  #hasStopped = false
  #isCleared = false
  /** Printed while the terminal was somebody else's, or behind a whole screen. */
  #kept: string[] = []

  constructor(streams: TerminalStreams, signals: TerminalSignals, { fullScreen = false }: TerminalOptions) {
    this.#streams = streams
    this.#signals = signals
    this.#fullScreen = fullScreen
    this.#drawing = fullScreen ? new FullScreen() : new Frame()
    this.#keyboard = new Keyboard(streams.input, {
      stop: () => this.#stop(),
      interrupt: () => signals.interrupt(),
      end: () => this.#ended.call(),
    })
    const close = () => this.close()
    signals.signal.addEventListener('abort', close, { once: true })
    this.#undo.push(
      () => signals.signal.removeEventListener('abort', close),
      signals.onLeaving(close),
      signals.onStop(() => this.#stop()),
      signals.onContinue(() => this.#continue()),
      streams.output.onResize(() => this.#resize()),
    )
    if (signals.signal.aborted) this.close()
    else this.#take()
  }

  get columns(): number {
    return this.#streams.output.columns
  }

  get rows(): number {
    return this.#streams.output.rows
  }

  get colours(): boolean {
    return this.#streams.colours
  }

  onKey(listener: Parameters<InteractiveTerminal['onKey']>[0]): () => void {
    return this.#keyboard.onKey(listener)
  }

  onBytes(listener: (bytes: Uint8Array) => void): () => void {
    return this.#keyboard.onBytes(listener)
  }

  onResize(listener: () => void): () => void {
    return this.#resized.add(listener)
  }

  onEnd(listener: () => void): () => void {
    return this.#ended.add(listener)
  }

  draw(lines: readonly string[], look?: Look): void {
    if (this.#state === 'closed') return
    this.#lines = lines.map(this.#streams.shown)
    // The modes of a program go on changing.
    this.#look = look && { ...look, modes: new Set(look.modes) }
    if (this.#state === 'ours') this.#write(this.#drawn())
  }

  print(text: string): void {
    if (text === '') return
    const line = this.#streams.shown(text.endsWith('\n') ? text : `${text}\n`)
    if (this.#state === 'closed') this.#streams.output.write(line)
    else if (this.#state === 'lent' || this.#fullScreen) this.#kept.push(line)
    else {
      const before = this.#drawing.erase() + (this.#isCleared ? emptied : '')
      this.#isCleared = false
      this.#write(before + line + this.#drawn())
    }
  }

  clear(): void {
    this.#isCleared = !this.#fullScreen
  }

  async lend<T>(use: () => Promise<T>): Promise<T> {
    this.#give()
    try {
      return await use()
    } finally {
      this.#take()
    }
  }

  close(): void {
    if (this.#state === 'closed') return
    this.#give()
    this.#state = 'closed'
    this.#writeKept()
    for (const undo of this.#undo) undo()
    this.#ended.call()
  }

  /** As `Ctrl-Z` does in any program: the terminal is the shell's until this process goes on. */
  #stop(): void {
    if (this.#state !== 'ours') return
    this.#hasStopped = true
    this.#give()
    this.#signals.stop()
    this.#take()
  }

  /** After a stop that asked nobody (SIGSTOP), the shell has changed the modes. */
  #continue(): void {
    const wasOurs = this.#hasStopped
    this.#hasStopped = false
    if (wasOurs || this.#state !== 'ours') return
    this.#give()
    this.#take()
  }

  #take(): void {
    if (this.#state !== 'lent') return
    this.#state = 'ours'
    this.#streams.input.setRaw(true)
    this.#keyboard.start()
    this.#streams.output.write((this.#fullScreen ? screenTaken : '') + this.#turned(readingModes))
    if (!this.#fullScreen) this.#writeKept()
    this.#write(this.#drawn())
  }

  /** What is to be written for the lines, and how the terminal is while they are shown. */
  #drawn(): string {
    const drawn = this.#drawing.draw(this.#lines, this)
    if (this.#look === undefined) return drawn + this.#turned(readingModes)
    const [row, column] = this.#look.cursor
    return `${drawn}\u001b[${row};${column}H${this.#turned(this.#look.modes)}`
  }

  #turned(modes: Modes): string {
    const change = changeModes(this.#modes, modes)
    this.#modes = modes
    return change
  }

  #give(): void {
    if (this.#state !== 'ours') return
    this.#state = 'lent'
    this.#keyboard.stop()
    const back = this.#turned(usualModes) + (this.#fullScreen ? screenGiven : '')
    this.#streams.output.write(this.#drawing.erase(this.columns) + back)
    this.#drawing.forget()
    this.#streams.input.setRaw(false)
  }

  #resize(): void {
    if (this.#state === 'ours') this.#write(this.#drawing.erase(this.columns) + this.#drawn())
    this.#resized.call()
  }

  #writeKept(): void {
    if (this.#kept.length === 0) return
    this.#streams.output.write(this.#kept.join(''))
    this.#kept = []
  }

  #write(text: string): void {
    if (text !== '') this.#streams.output.write(`${updateBegins}${text}${updateEnds}`)
  }
}
