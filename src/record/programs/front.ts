import { KeyDecoder } from '../../terminal/key-decoder.ts'
import type { InteractiveTerminal } from '../../terminal/terminal.ts'
import type { RecordedProgram, Size } from './program.ts'
import type { Driver, Recording } from './recording.ts'
import { Menu, type Asked } from './menu.ts'
import { screenLines } from './screen-lines.ts'
import { statusLine } from './status-line.ts'
import { SwitchKey, switchByte } from './switch-key.ts'

/** Milliseconds after which an Escape alone is the key. */
const escapeMs = 40
/** Milliseconds between two pictures at the least; also as long as the last one took, twice. */
const frame = 15

/** Programs have the whole terminal but the status line. */
export const roomOn = ({ columns, rows }: InteractiveTerminal): Size => ({ cols: columns, rows: Math.max(1, rows - 1) })

/** A person at a terminal: sees the program in front, types into it, and has a menu behind the switch key. */
export function personAt(terminal: InteractiveTerminal, switchKey: string): Driver {
  return (recording, over) =>
    new Promise((resolve) => {
      const front = new Front(terminal, recording, switchKey, resolve)
      over.addEventListener('abort', () => front.close(), { once: true })
    })
}

class Front {
  readonly #terminal: InteractiveTerminal
  readonly #recording: Recording
  readonly #switchName: string
  readonly #switchKey: SwitchKey
  readonly #done: () => void
  readonly #menu: Menu
  readonly #undo: (() => void)[]
  #decoder = new KeyDecoder()
  #escape: NodeJS.Timeout | undefined
  #picture: NodeJS.Timeout | undefined
  #at = 0
  /** The person has chosen who is in front: a program that starts later does not come there by itself. */
  #hasChosen = false
  #notice: string | undefined
  #lasted = 0

  constructor(terminal: InteractiveTerminal, recording: Recording, switchKey: string, done: () => void) {
    this.#terminal = terminal
    this.#recording = recording
    this.#switchName = switchKey
    this.#switchKey = new SwitchKey(switchByte(switchKey) as number)
    this.#menu = new Menu(switchKey)
    this.#done = done
    this.#undo = [
      terminal.onBytes((bytes) => this.#take(bytes)),
      terminal.onResize(() => this.#resize()),
      terminal.onEnd(() => this.close()),
    ]
    for (const program of recording.programs) program.changed = () => this.#drawSoon()
    for (const [at, program] of recording.programs.entries()) program.started = () => this.#comes(at)
    this.#draw()
  }

  close(): void {
    for (const undo of this.#undo.splice(0)) undo()
    clearTimeout(this.#picture)
    clearTimeout(this.#escape)
    for (const program of this.#recording.programs) program.changed = () => {}
    this.#done()
  }

  get #front(): RecordedProgram {
    return this.#recording.programs[this.#at] as RecordedProgram
  }

  #take(bytes: Uint8Array): void {
    if (this.#menu.isOpen) return this.#takeInMenu(bytes)
    this.#notice = undefined
    const { before, behind } = this.#switchKey.cut(bytes)
    this.#front.type(Uint8Array.from(before))
    if (behind === undefined) return
    this.#menu.open()
    this.#decoder = new KeyDecoder()
    this.#takeInMenu(behind)
  }

  #takeInMenu(bytes: Uint8Array): void {
    clearTimeout(this.#escape)
    for (const [at] of bytes.entries()) {
      if (!this.#menu.isOpen) return this.#take(bytes.subarray(at))
      for (const key of this.#decoder.take(bytes.subarray(at, at + 1))) this.#do(this.#menu.take(key))
    }
    if (this.#decoder.open)
      this.#escape = setTimeout(() => {
        for (const key of this.#decoder.flush()) this.#do(this.#menu.take(key))
        this.#drawSoon()
      }, escapeMs)
    this.#drawSoon()
  }

  #do(asked: Asked | undefined): void {
    switch (asked?.is) {
      case 'next':
        return this.#choose((this.#at + 1) % this.#recording.programs.length)
      case 'program':
        return this.#choose(asked.number - 1)
      case 'note':
        this.#recording.note(asked.text)
        this.#notice = `note: ${asked.text}`
        return
      case 'screen':
        this.#recording.screen(this.#front)
        this.#notice = `the screen of ${this.#front.name} will be expected here`
        return
      case 'signal':
        this.#front.signal(asked.name)
        this.#notice = `${asked.name} to ${this.#front.name}`
        return
      case 'switch-key':
        return this.#front.type(Uint8Array.of(switchByte(this.#switchName) as number))
      case 'finish':
        return this.close()
      case undefined:
    }
  }

  #choose(at: number): void {
    if (this.#recording.programs[at] === undefined) return
    this.#hasChosen = true
    this.#show(at)
  }

  #comes(at: number): void {
    // It started with the size that the terminal had at first.
    if (!this.#hasChosen || at === this.#at) this.#show(at)
  }

  #show(at: number): void {
    this.#at = at
    this.#front.resize(roomOn(this.#terminal))
    this.#drawSoon()
  }

  #resize(): void {
    this.#front.resize(roomOn(this.#terminal))
    this.#drawSoon()
  }

  #drawSoon(): void {
    this.#picture ??= setTimeout(() => this.#draw(), Math.max(frame, 2 * this.#lasted))
  }

  #draw(): void {
    this.#picture = undefined
    const began = performance.now()
    const { columns, rows } = this.#terminal
    const front = this.#front
    const { screen, modes } = front
    front.hasPrinted = false
    const { programs } = this.#recording
    const instead = this.#menu.shown(front.name) ?? this.#notice
    const status = { programs, front: this.#at, instead, switchKey: this.#switchName }
    const above = screen === undefined ? Array<string>(rows - 1).fill('') : screenLines(screen, rows - 1)
    this.#terminal.draw([...above, statusLine(status, columns)], {
      cursor: screen?.cursor ?? [1, 1],
      modes: modes ?? new Set(),
    })
    this.#lasted = performance.now() - began
  }
}
