import { own } from './own.ts'

/** Names of line ends, as ASCII and other tools have them, and how each is written in double quotes. */
const named: Readonly<Record<string, string>> = {
  cr: '\\r',
  lf: '\\n',
  nl: '\\n',
  newline: '\\n',
  crlf: '\\r\\n',
  'cr lf': '\\r\\n',
  'cr+lf': '\\r\\n',
  dos: '\\r\\n',
  unix: '\\n',
  windows: '\\r\\n',
  nul: '\\0',
  null: '\\0',
}

/** Escapes alone, which YAML reads only between double quotes. */
const escapes = /^(?:\\(?:[0aefnrtv]|x[\da-fA-F]{2}|u[\da-fA-F]{4}))+$/

/** What is wrong with a line end that is a name of one, or an escape that was never read, and what is meant; undefined for any other. */
export function mistakenLineEnd(text: string): { readonly why: string; readonly hint: string } | undefined {
  const meant = escapes.test(text) ? text : own(named, text.toLowerCase())
  if (meant === undefined) return undefined
  const why = escapes.test(text)
    ? 'escapes are read only between double quotes'
    : 'a line end is written as it is, and not by its name'
  return { why, hint: `write "${meant}", in double quotes` }
}
