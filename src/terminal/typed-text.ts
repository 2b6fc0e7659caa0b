import type { Key } from './key.ts'

/** A text that a person types, after a key. */
export interface Typed {
  readonly text: string
  /** What the key came to: the text is entered, given up, or goes on. */
  readonly came: 'entered' | 'given up' | 'goes on'
}

/** What becomes of a text by a key: characters and pastes are added, and Backspace, Ctrl-W and Ctrl-U erase as a shell does. */
export function typedInto(text: string, key: Key): Typed {
  const after = (changed: string): Typed => ({ text: changed, came: 'goes on' })
  switch (key.name) {
    case 'enter':
      return { text, came: 'entered' }
    case 'escape':
    case 'ctrl-c':
      return { text, came: 'given up' }
    case 'backspace':
      return after(Array.from(text).slice(0, -1).join(''))
    case 'ctrl-w':
      return after(text.replace(/\S*\s*$/, ''))
    case 'ctrl-u':
      return after('')
    default:
      return after(text + (key.text ?? ''))
  }
}
