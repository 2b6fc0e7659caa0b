import { didYouMean } from '../../../src/plugin.ts'
import { keyNames, keyOf, partsOf } from './names.ts'

/** Names of other programs and libraries. */
const otherNames: Readonly<Record<string, string>> = {
  arrowup: 'up',
  arrowdown: 'down',
  arrowleft: 'left',
  arrowright: 'right',
  esc: 'escape',
  return: 'enter',
  ret: 'enter',
  cr: 'enter',
  newline: 'enter',
  spacebar: 'space',
  spc: 'space',
  backtab: 'shift-tab',
  bs: 'backspace',
  bksp: 'backspace',
  del: 'delete',
  ins: 'insert',
  pageup: 'page-up',
  pgup: 'page-up',
  prior: 'page-up',
  pagedown: 'page-down',
  pgdn: 'page-down',
  pgdown: 'page-down',
  next: 'page-down',
  eof: 'ctrl-d',
}
/** What is held down, by all names. */
const modifiers: Readonly<Record<string, string>> = {
  ctrl: 'ctrl',
  alt: 'alt',
  shift: 'shift',
  c: 'ctrl',
  control: 'ctrl',
  m: 'alt',
  meta: 'alt',
  option: 'alt',
  opt: 'alt',
  s: 'shift',
}

/** What is wrong with the name of a key, and what to do; undefined when it is one. */
export function mistakeInKey(written: string): { readonly message: string; readonly hint: string } | undefined {
  if (keyOf(written) !== undefined) return undefined
  const meant = meantBy(written)
  if (meant !== undefined) return { message: 'there is no key of this name', hint: `did you mean “${meant}”?` }
  const parts = partsOf(written.toLowerCase())
  if (parts !== undefined && (keyOf(parts.name) !== undefined || keyNames.includes(parts.name)))
    return {
      message: 'a terminal sends nothing of its own for it',
      hint:
        parts.shift && parts.name.length === 1
          ? `write the character that Shift makes of it, such as “${parts.name.toUpperCase()}”`
          : `press “${parts.name}” alone, or write the bytes that the program reads: { bytes: … }`,
    }
  const known = didYouMean(written.toLowerCase(), keyNames)
  return {
    message: 'there is no key of this name',
    hint:
      known ??
      (/\s/.test(written.trim())
        ? 'write keys as a list: [down, enter]; what is typed is { text: … }'
        : `what is typed is { text: … }; the keys are ${keyNames.slice(0, 16).join(', ')}, f1 to f12, a character, and ctrl-, alt- or shift- before them`),
  }
}

/** The key that is meant by a name as other programs write it: `^C`, `Ctrl+c`, `C-c`, `<PageUp>`, `Return`. */
function meantBy(written: string): string | undefined {
  const bare = written.trim().replace(/^<(.+)>$/s, '$1')
  const control = /^\^(.)$/s.exec(bare)?.[1]
  const spelled = control === undefined ? bare : `ctrl-${control}`
  const words = spelled.split(/[-+_ ]+/).map((word) => word.toLowerCase())
  const held = words.slice(
    0,
    countWhile(words.slice(0, -1), (word) => Object.hasOwn(modifiers, word)),
  )
  const last = words.slice(held.length).join('')
  const key = [
    ...held.map((word) => modifiers[word]),
    otherNames[last] ?? keyNames.find((each) => each.replace('-', '') === last) ?? last,
  ].join('-')
  return key !== written && keyOf(key) !== undefined ? key : undefined
}

function countWhile(words: readonly string[], is: (word: string) => boolean): number {
  const end = words.findIndex((word) => !is(word))
  return end === -1 ? words.length : end
}
