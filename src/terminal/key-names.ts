import { cursorKeys, firstFunctionKeys, numberedKeys } from '../text/key-codes.ts'

/** The Linux console sends `CSI [ A` to `CSI [ E` for the first five (console_codes(4)); xterm and others have two more numbers for Home and End. */
const otherNumbers: Readonly<Record<string, string>> = {
  1: 'home',
  4: 'end',
  7: 'home',
  8: 'end',
  11: 'f1',
  12: 'f2',
  13: 'f3',
  14: 'f4',
}

const byFinal = turned({ ...cursorKeys, ...firstFunctionKeys })
const byNumber = new Map([...Object.entries(otherNumbers), ...turned(numberedKeys)])

/** The key of a control sequence without its `ESC [` or `ESC O`, such as `A`, `1;5C` or `3~`; undefined for one that is no key. */
export function keyOfSequence(sequence: string): string | undefined {
  if (sequence === 'Z') return 'shift-tab'
  const [, first = '', held = '1', final = ''] = /^(\d*)(?:;(\d+))?([A-Za-z~])$/.exec(sequence) ?? []
  const name = final === '~' ? byNumber.get(first) : byFinal.get(final)
  return name === undefined ? undefined : `${heldIn(Number(held) - 1)}${name}`
}

/** What is held down, from its bits (xterm, ctlseqs: Shift, Alt, Control). */
const heldIn = (bits: number): string =>
  `${(bits & 4) === 0 ? '' : 'ctrl-'}${(bits & 2) === 0 ? '' : 'alt-'}${(bits & 1) === 0 ? '' : 'shift-'}`

const single: Readonly<Record<number, string>> = {
  0x00: 'ctrl-space',
  0x08: 'backspace',
  0x09: 'tab',
  0x0a: 'enter',
  0x0d: 'enter',
  0x1b: 'escape',
  0x20: 'space',
  0x7f: 'backspace',
}

/** The key of one character. A control character is a letter, or another of its column, with Control (ASCII). */
export const keyOfCharacter = (character: string): string => {
  const code = character.codePointAt(0) as number
  return single[code] ?? (code < 0x20 ? `ctrl-${String.fromCharCode(code | 0x40).toLowerCase()}` : character)
}

function turned(names: Readonly<Record<string, string | number>>): Map<string, string> {
  return new Map(Object.entries(names).map(([name, code]) => [String(code), name]))
}
