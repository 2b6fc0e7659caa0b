import { cursorKeys, firstFunctionKeys, numberedKeys } from '../../text/key-codes.ts'
/* oxlint-disable no-control-regex -- escape sequences are what is looked for. */

/** A key, a character or a paste that somebody has typed. */
export type Typed =
  | { readonly type: 'character'; readonly text: string }
  | { readonly type: 'key'; readonly name: string }
  | { readonly type: 'paste'; readonly text: string }

const paste = /^\u001b\[200~([\s\S]*?)\u001b\[201~/
const escape = /^\u001b(?:\[[\d;]*[A-Za-z~]|O[A-Za-z])/
/** What terminals send that nobody has typed: reports of the cursor, of colours, of the mouse and of the focus. */
const report =
  /^\u001b(?:\[[?>]?[\d;]*[Rcnuy]|\[<[\d;]+[Mm]|\[[IO]|\][^\u0007\u001b]*(?:\u0007|\u001b\\)|P[^\u001b]*\u001b\\)/

/** Names by what their keys send. */
const byCode = (keys: Readonly<Record<string, string | number>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(keys).map(([name, code]) => [code, name]))

const finals: Readonly<Record<string, string>> = { ...byCode(cursorKeys), ...byCode(firstFunctionKeys), Z: 'shift-tab' }
/** Some terminals send Home and End like this, too. */
const numbered: Readonly<Record<string, string>> = { ...byCode(numberedKeys), 1: 'home', 4: 'end' }
const controls: Readonly<Record<number, string>> = {
  9: 'tab',
  13: 'enter',
  10: 'enter',
  27: 'escape',
  127: 'backspace',
  8: 'backspace',
  0: 'ctrl-space',
}

/** What bytes of a keyboard mean, as xterm sends them (ctlseqs). */
export function readTyped(text: string): Typed[] {
  const typed: Typed[] = []
  for (let rest = text; rest !== '';) {
    const pasted = paste.exec(rest)
    const asked = report.exec(rest)
    const sequence = escape.exec(rest)
    const first = String.fromCodePoint(rest.codePointAt(0)!)
    const length = pasted?.[0].length ?? asked?.[0].length ?? sequence?.[0].length ?? first.length
    if (pasted !== null) typed.push({ type: 'paste', text: pasted[1]!.replaceAll(/\r\n?/g, '\n') })
    else if (asked === null) typed.push(...keysOf(sequence?.[0], first, rest))
    rest = rest.slice(asked === null && pasted === null && isAlt(rest, sequence) ? 1 + secondOf(rest).length : length)
  }
  return typed
}

const secondOf = (rest: string): string => String.fromCodePoint(rest.codePointAt(1)!)
/** Escape and a character in one: Alt was held down. */
const isAlt = (rest: string, sequence: RegExpExecArray | null): boolean =>
  sequence === null && /^\u001b[\u0021-\u007e]/.test(rest)

function keysOf(sequence: string | undefined, first: string, rest: string): Typed[] {
  if (sequence !== undefined) {
    const name = nameOf(sequence)
    return name === undefined ? [] : [{ type: 'key', name }]
  }
  if (isAlt(rest, null)) return [{ type: 'key', name: `alt-${secondOf(rest)}` }]
  const code = first.charCodeAt(0)
  const name = controls[code] ?? (code < 27 ? `ctrl-${String.fromCharCode(code + 96)}` : controlSign(code))
  return [name === undefined ? { type: 'character', text: first } : { type: 'key', name }]
}

const controlSign = (code: number): string | undefined =>
  code < 32 ? `ctrl-${String.fromCharCode(code + 64)}` : undefined

function nameOf(sequence: string): string | undefined {
  const [, numbers = '', final = ''] = /^\u001b(?:\[|O)([\d;]*)([A-Za-z~])$/.exec(sequence) ?? []
  const [number = '', modifier] = numbers.split(';')
  const name = final === '~' ? numbered[number] : finals[final]
  if (name === undefined || modifier === undefined) return name
  const held = Number(modifier) - 1
  return `${held & 4 ? 'ctrl-' : ''}${held & 2 ? 'alt-' : ''}${held & 1 ? 'shift-' : ''}${name}`
}
