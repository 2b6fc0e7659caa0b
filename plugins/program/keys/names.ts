import { cursorKeys, firstFunctionKeys, numberedKeys } from '../../../src/plugin.ts'

/** A key as it is pressed: its name, or its character, and what is held down with it. */
export interface Key {
  readonly name: string
  readonly ctrl: boolean
  readonly alt: boolean
  readonly shift: boolean
}

/** Keys that send one control character, each with what may be held down with it. */
const controlKeys: Readonly<Record<string, string>> = {
  enter: 'alt',
  tab: 'alt shift',
  escape: 'alt',
  backspace: 'ctrl alt',
  space: 'ctrl alt',
}

const named: ReadonlySet<string> = new Set([
  ...Object.keys(cursorKeys),
  ...Object.keys(numberedKeys),
  ...Object.keys(firstFunctionKeys),
])

/** The names of all keys that have one. */
export const keyNames: readonly string[] = [
  ...Object.keys(cursorKeys),
  ...Object.keys(controlKeys),
  ...Object.keys(numberedKeys).filter((name) => !name.startsWith('f')),
  ...Array.from({ length: 12 }, (_, at) => `f${at + 1}`),
]

/** Characters that have a control character of their own, besides letters (ASCII: the column before). */
const withControl = /^[a-z@[\\\]^_?/]$/
const character = /^[^\p{C}\p{Z}]$/u

/** `ctrl-alt-left` as it is written: what is held down, and the key; undefined when it is not so written. */
export function partsOf(written: string): Key | undefined {
  const [, held = '', name = ''] = /^((?:(?:ctrl|alt|shift)-)*)(.+)$/su.exec(written) ?? []
  const all = held.split('-').slice(0, -1)
  if (new Set(all).size !== all.length || name === '') return undefined
  return { name, ctrl: all.includes('ctrl'), alt: all.includes('alt'), shift: all.includes('shift') }
}

/** A key by its name; undefined when there is none of that name, or none that a terminal tells from another. */
export function keyOf(written: string): Key | undefined {
  const key = partsOf(written)
  if (key === undefined) return undefined
  if (named.has(key.name)) return key
  const held = Object.hasOwn(controlKeys, key.name) ? controlKeys[key.name] : undefined
  if (held !== undefined) return allows(key, held) ? key : undefined
  if (!character.test(key.name) || key.shift) return undefined
  return !key.ctrl || withControl.test(key.name) ? key : undefined
}

/** True when only such modifiers are held down with it. */
const allows = ({ name, ctrl, alt, shift }: Key, held: string): boolean =>
  (!ctrl || held.includes('ctrl')) &&
  (!alt || held.includes('alt')) &&
  (!shift || held.includes('shift')) &&
  !(name === 'tab' && alt && shift)

/** `Page-Up`, as a transcript has it. */
const capital = (name: string): string =>
  name.replaceAll(/(?:^|-)([a-z])/g, (_, letter: string) => letter.toUpperCase())

/** How a transcript shows it: `^C`, `<Up>`, `<Alt-x>`, and a character alone as itself. */
export function shownKey({ name, ctrl, alt, shift }: Key): string {
  const isCharacter = [...name].length === 1
  if (isCharacter && !alt) return ctrl ? `^${name.toUpperCase()}` : name
  const held = `${ctrl ? 'Ctrl-' : ''}${alt ? 'Alt-' : ''}${shift ? 'Shift-' : ''}`
  return `<${held}${isCharacter ? name : capital(name)}>`
}
