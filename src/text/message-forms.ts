import { encodeText } from './byte-text.ts'
import { isBase64, mistakeInHex } from './units.ts'

/** What is wrong with what an author wrote, from `start` to `end`; the whole of it without these. */
export interface FormMistake {
  readonly why: string
  readonly hint: string
  readonly start?: number
  readonly end?: number
}

/** A form of a message that is no plain line, for steps that send and for rules that answer. */
export interface Form {
  readonly about: string
  readonly examples: readonly unknown[]
  /** What stands in it: a text, any value as JSON, or the path of a file, relative to the scenario. */
  readonly holds: 'text' | 'json' | 'path'
  /** The end of a line stands behind it, as the framing has it. */
  readonly framed: boolean
  readonly type: 'text' | 'binary'
  /** What stands between placeholders has to be right by itself. */
  readonly inParts?: true
  /** What is wrong with a text that stands in it. */
  mistake?(written: string): FormMistake | undefined
  /** What is sent for it; `read` has what stands in a file. */
  content(written: string, read: (path: string) => Buffer): Buffer
}

const define = <const T extends Readonly<Record<string, Form>>>(forms: T): T => forms

/** All forms of the language; a kind may bring more. */
export const forms = define({
  text: {
    about: 'sent as it is, without the end of a line',
    examples: ['GET / HTTP/1.0\r\n'],
    holds: 'text',
    framed: false,
    type: 'text',
    content: encodeText,
  },
  bytes: {
    about: 'bytes in hexadecimal',
    examples: ['de ad be ef'],
    holds: 'text',
    framed: false,
    type: 'binary',
    inParts: true,
    mistake(written) {
      const found = mistakeInHex(written)
      if (found === undefined) return undefined
      const hint = 'write two digits for each byte: "de ad be ef"'
      return { ...found, why: `“bytes” are pairs of hex digits, and ${found.why}`, hint }
    },
    content: (written) => Buffer.from(written.replaceAll(/\s+/g, ''), 'hex'),
  },
  base64: {
    about: 'bytes in base64',
    examples: ['3q2+7w=='],
    holds: 'text',
    framed: false,
    type: 'binary',
    mistake: (written) =>
      isBase64(written)
        ? undefined
        : {
            why: '“base64” is not base64 with padding',
            hint: 'its length is a multiple of four, filled up with =',
          },
    content: (written) => Buffer.from(written, 'base64'),
  },
  json: {
    about: 'one line, or message, of JSON',
    examples: [{ jsonrpc: '2.0', id: 1 }],
    holds: 'json',
    framed: true,
    type: 'text',
    content: encodeText,
  },
  file: {
    about: 'what stands in a file; from the scenario’s folder',
    examples: ['data/request.txt'],
    holds: 'path',
    framed: false,
    type: 'binary',
    content: (path, read) => read(path),
  },
})
export type FormName = keyof typeof forms
export const formNames = Object.keys(forms) as readonly FormName[]
