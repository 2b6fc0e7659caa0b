import type { Key } from '../terminal/key.ts'
import { typedInto, type Typed } from '../terminal/typed-text.ts'

/** What a scenario is chosen by. */
export interface Choice {
  readonly by: 'title' | 'file'
  readonly text: string
}

/** A text that is being typed. */
export class Prompt {
  readonly by: Choice['by']
  #text = ''

  constructor(by: Choice['by']) {
    this.by = by
  }

  get text(): string {
    return this.#text
  }

  /** What the key comes to; of a paste, its first line counts. */
  take({ name, text }: Key): Typed['came'] {
    const typed = typedInto(this.#text, text === undefined ? { name } : { name, text: text.split('\n')[0] ?? '' })
    this.#text = typed.text
    return typed.came
  }
}
