import type { Key } from '../../terminal/key.ts'
import { typedInto } from '../../terminal/typed-text.ts'

/** What the person has asked for. */
export type Asked =
  | { readonly is: 'next' }
  | { readonly is: 'program'; readonly number: number }
  | { readonly is: 'note'; readonly text: string }
  | { readonly is: 'screen' }
  | { readonly is: 'signal'; readonly name: string }
  | { readonly is: 'switch-key' }
  | { readonly is: 'finish' }

const signals: Readonly<Record<string, string>> = {
  t: 'SIGTERM',
  i: 'SIGINT',
  h: 'SIGHUP',
  k: 'SIGKILL',
  u: 'SIGUSR1',
  v: 'SIGUSR2',
}

/** The menu behind the switch key: where it stands, and what each key in it means. */
export class Menu {
  readonly #switchKey: string
  #at: 'closed' | 'keys' | 'signals' | 'note' = 'closed'
  #note = ''

  /** `switchKey`: its name, such as `ctrl-g`. */
  constructor(switchKey: string) {
    this.#switchKey = switchKey
  }

  get isOpen(): boolean {
    return this.#at !== 'closed'
  }

  open(): void {
    this.#at = 'keys'
  }

  /** The line that it shows instead of the programs; undefined while it is closed. */
  shown(front: string): string | undefined {
    switch (this.#at) {
      case 'closed':
        return undefined
      case 'keys':
        return `n next  1-9 that one  t note  s screen  k signal  q finish  ${this.#switchKey}  esc back`
      case 'signals':
        return `to ${front}: ${Object.entries(signals)
          .map(([key, name]) => `${key} ${name}`)
          .join('  ')}  esc back`
      case 'note':
        return `note: ${this.#note}_  (enter keeps it, esc drops it)`
    }
  }

  /** Answers what is to be done; the menu is closed then, as it is after a key that it does not know. */
  take(key: Key): Asked | undefined {
    const before = this.#at
    if (before === 'note') return this.#takeInNote(key)
    this.#at = 'closed'
    if (before === 'signals') {
      const name = signals[key.name]
      return name === undefined ? undefined : { is: 'signal', name }
    }
    return this.#takeInKeys(key)
  }

  #takeInKeys({ name }: Key): Asked | undefined {
    if (/^[1-9]$/.test(name)) return { is: 'program', number: Number(name) }
    switch (name) {
      case 'n':
      case 'tab':
        return { is: 'next' }
      case 's':
        return { is: 'screen' }
      case 'q':
        return { is: 'finish' }
      case this.#switchKey:
        return { is: 'switch-key' }
      case 'k':
        this.#at = 'signals'
        return undefined
      case 't':
        this.#at = 'note'
        this.#note = ''
        return undefined
      default:
        return undefined
    }
  }

  #takeInNote({ name, text }: Key): Asked | undefined {
    const typed = typedInto(this.#note, text === undefined ? { name } : { name, text: text.replaceAll(/\s+/g, ' ') })
    this.#note = typed.text
    if (typed.came === 'goes on') return undefined
    this.#at = 'closed'
    const note = typed.text.trim()
    return typed.came === 'entered' && note !== '' ? { is: 'note', text: note } : undefined
  }
}
