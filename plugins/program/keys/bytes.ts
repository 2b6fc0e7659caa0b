import { cursorKeys, firstFunctionKeys, numberedKeys } from '../../../src/plugin.ts'
import type { Modes } from '../process/modes.ts'
import type { Key } from './names.ts'

const controls: Readonly<Record<string, string>> = {
  enter: '\r',
  tab: '\t',
  escape: '\x1b',
  backspace: '\x7f',
  space: ' ',
}

/** The number that stands for what is held down (xterm, ctlseqs: 1 and a bit for each of Shift, Alt and Control). */
const modifiers = ({ ctrl, alt, shift }: Key): number => 1 + (shift ? 1 : 0) + (alt ? 2 : 0) + (ctrl ? 4 : 0)

/** What a terminal sends for a key, as xterm does with the settings it comes with (terminfo: xterm-256color). */
export function sentBy(key: Key, { applicationCursor }: Modes): string {
  const held = modifiers(key)
  const cursor = cursorKeys[key.name]
  if (cursor !== undefined)
    return held > 1 ? `\x1b[1;${held}${cursor}` : `\x1b${applicationCursor ? 'O' : '['}${cursor}`
  const first = firstFunctionKeys[key.name]
  if (first !== undefined) return held > 1 ? `\x1b[1;${held}${first}` : `\x1bO${first}`
  const number = numberedKeys[key.name]
  if (number !== undefined) return held > 1 ? `\x1b[${number};${held}~` : `\x1b[${number}~`
  if (key.name === 'tab' && key.shift) return '\x1b[Z'
  const sent = key.ctrl ? controlOf(key.name) : (controls[key.name] ?? key.name)
  return key.alt ? `\x1b${sent}` : sent
}

/** Control takes three bits of a character away; `?` is DEL, `/` stands for `_`, and Backspace turns into BS. */
function controlOf(name: string): string {
  if (name === 'backspace') return '\b'
  if (name === '?') return '\x7f'
  if (name === '/') return '\x1f'
  return name === 'space' ? '\0' : String.fromCharCode(name.toUpperCase().charCodeAt(0) & 0x1f)
}

/**
 * What a terminal sends for a pasted text: its lines end like those that are typed, and it stands between two marks where the program
 * has asked for them (xterm, ctlseqs: bracketed paste). An escape in it could end the paste too soon, and is left out.
 */
export function sentByPaste(text: string, { bracketedPaste }: Modes): string {
  const typed = text.replaceAll(/\r?\n/g, '\r')
  return bracketedPaste ? `\x1b[200~${typed.replaceAll('\x1b', '')}\x1b[201~` : typed
}
