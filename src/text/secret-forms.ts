import { decodeText } from './byte-text.ts'
import { spacedHex } from './spaced-hex.ts'
import { printable } from './printable.ts'
import { escapeRegex } from './regex.ts'

/** Lines of a secret that are shorter are hidden only as part of the whole: they may be anything. */
const keyLine = 8
/** A shorter form may be anything, too: two digits of hexadecimal stand everywhere. */
const secretLength = 4

/**
 * Every text that the tool itself makes of a secret, or sends when it is asked to: the secret, its lines, as it stands inside of
 * JSON, a regex, a URL and a message, its bytes as hexadecimal and base64, and what it is as hexadecimal or base64 itself.
 */
export function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  const json = JSON.stringify(secret).slice(1, -1)
  const forms = [
    json,
    JSON.stringify(json).slice(1, -1),
    escapeRegex(secret),
    printable(secret),
    ...urlForms(secret),
    ...[bytes, ...decoded(secret)].flatMap((form) => [
      decodeText(form, 0, form.byteLength),
      ...hexForms(form),
      ...base64Forms(form),
    ]),
  ]
  const lines = secret.split(/\r?\n/).filter((line) => line.trim().length >= keyLine)
  return [...new Set([secret, ...lines, ...forms.filter((form) => form.length >= secretLength)])].filter(
    (form) => form !== '',
  )
}

/** RFC 3986, with both spellings of an escape, and application/x-www-form-urlencoded. */
function urlForms(secret: string): string[] {
  // A lone surrogate is no character that a URL could have.
  if (/\p{Surrogate}/u.test(secret)) return []
  const forms = [encodeURIComponent(secret), encodeURI(secret), new URLSearchParams([['', secret]]).toString().slice(1)]
  return forms.flatMap((form) => [form, form.replaceAll(/%[0-9A-F]{2}/g, (escaped) => escaped.toLowerCase())])
}

function hexForms(bytes: Buffer): string[] {
  const compact = bytes.toString('hex')
  const spaced = spacedHex(bytes)
  return [compact, spaced, compact.toUpperCase(), spaced.toUpperCase()]
}

/** In a longer text the secret begins at one of three places of a group of three bytes; what it shares with others is left off. */
function base64Forms(bytes: Buffer): string[] {
  const forms: string[] = []
  for (const before of [0, 1, 2]) {
    const whole = Buffer.concat([Buffer.alloc(before), bytes])
    const first = Math.ceil((before * 8) / 6)
    const core = whole.toString('base64').slice(first, Math.floor((whole.byteLength * 8) / 6))
    if (core.length >= keyLine) forms.push(core, core.replaceAll('+', '-').replaceAll('/', '_'))
  }
  return forms
}

/** What is sent when the secret is given as `bytes` or `base64`. */
function decoded(secret: string): Buffer[] {
  const compact = secret.replaceAll(/\s+/g, '')
  const isHex = compact.length % 2 === 0 && /^[0-9a-f]+$/i.test(compact)
  const isBase64 = /^[\w+/-]+={0,2}$/.test(compact) && compact.length >= keyLine
  return [...(isHex ? [Buffer.from(compact, 'hex')] : []), ...(isBase64 ? [Buffer.from(compact, 'base64')] : [])]
}
