/** What a key does anywhere on the page. */
export type PageCommand = 'search' | 'next' | 'previous' | 'help' | 'leave'

const commands: Readonly<Record<string, PageCommand>> = {
  '/': 'search',
  j: 'next',
  k: 'previous',
  '?': 'help',
  Escape: 'leave',
}

/** The keys, as the help lists them. */
export const pageKeys: readonly (readonly [keys: string, does: string])[] = [
  ['/', 'search scenarios'],
  ['j k', 'open the next, the previous scenario'],
  ['↑ ↓ home end', 'move in the list of scenarios'],
  ['enter', 'open the scenario with the focus'],
  ['escape', 'leave the search or this help'],
  ['?', 'show this help'],
]

interface Pressed {
  readonly key: string
  readonly ctrlKey: boolean
  readonly metaKey: boolean
  readonly altKey: boolean
  /** Whether the element with the focus takes letters. */
  readonly typing: boolean
}

/** What a pressed key does; undefined for one that means nothing, or something to the browser or to a field. */
export function pageCommandOf({ key, ctrlKey, metaKey, altKey, typing }: Pressed): PageCommand | undefined {
  if (ctrlKey || metaKey || altKey || (typing && key !== 'Escape')) return undefined
  return Object.hasOwn(commands, key) ? commands[key] : undefined
}
