/** What a key or a button does to a replay. */
export type Command =
  | 'toggle'
  | 'next-row'
  | 'previous-row'
  | 'next-step'
  | 'previous-step'
  | 'begin'
  | 'end'
  | 'faster'
  | 'slower'
  | 'find'

const commands: Readonly<Record<string, Command>> = {
  ' ': 'toggle',
  ArrowRight: 'next-row',
  ArrowLeft: 'previous-row',
  'shift+ArrowRight': 'next-step',
  'shift+ArrowLeft': 'previous-step',
  Home: 'begin',
  End: 'end',
  '+': 'faster',
  '=': 'faster',
  '-': 'slower',
  f: 'find',
}

/** The keys, as the page's help lists them. */
export const replayKeys: readonly (readonly [keys: string, does: string])[] = [
  ['space', 'play, pause'],
  ['← →', 'one row back, on'],
  ['shift+← shift+→', 'one step back, on'],
  ['home, end', 'to the beginning, the end'],
  ['− +', 'slower, faster'],
  ['↑ ↓', 'select a row, or a message, of what has the focus'],
  ['f', 'find in all lanes'],
]

interface Pressed {
  readonly key: string
  readonly shiftKey: boolean
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
}

/** What a pressed key does; undefined for one that means nothing, or something to the browser. */
export function commandOf({ key, shiftKey, ctrlKey, metaKey, altKey }: Pressed): Command | undefined {
  if (ctrlKey || metaKey || altKey) return undefined
  return commands[shiftKey && key.startsWith('Arrow') ? `shift+${key}` : key]
}

/** Whether the element with the focus uses a key itself. */
export function takesKey(tag: string, type: string, key: string): boolean {
  if (tag === 'TEXTAREA' || tag === 'SELECT') return true
  if (tag === 'INPUT' && type === 'range') return ['ArrowUp', 'ArrowDown', 'PageUp', 'PageDown'].includes(key)
  if (tag === 'INPUT' && type !== 'checkbox') return true
  return key === ' ' && ['BUTTON', 'INPUT', 'SUMMARY'].includes(tag)
}
