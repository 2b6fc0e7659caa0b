import type { Key } from '../terminal/key.ts'

/** What a scenario is chosen by. */
export interface Choice {
  readonly by: 'title' | 'file'
  readonly text: string
}

/** A text that is being typed. */
export class Prompt {
  readonly by: Choice['by']
  #text = ''

  constructor(by: Choice['by'], text = '') {
    this.by = by
    this.#text = text
  }

  get text(): string {
    return this.#text
  }

  /** What the key comes to: it is entered, given up, or goes on. */
  take({ name, text }: Key): 'entered' | 'given up' | 'goes on' {
    if (name === 'enter') return 'entered'
    if (name === 'escape' || name === 'ctrl-c') return 'given up'
    if (name === 'backspace') this.#text = Array.from(this.#text).slice(0, -1).join('')
    else if (name === 'ctrl-u') this.#text = ''
    else if (name === 'ctrl-w') this.#text = this.#text.replace(/\S*\s*$/, '')
    else if (text !== undefined) this.#text += text.split('\n')[0] ?? ''
    return 'goes on'
  }
}
