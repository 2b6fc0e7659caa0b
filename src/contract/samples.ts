import { Buffer } from 'node:buffer'
import { numbersFrom } from './random.ts'

/** Bytes made of what is wanted, with other things before, between and behind, and some that have nothing to do with it. */
export function samplesFor(wanted: unknown): Buffer[] {
  const next = numbersFrom(3)
  const texts = textsIn(wanted)
  const pieces = [...texts, '\n', '\r\n', 'x', ' ', 'text', '1', '{"a":1}', 'é']
  const made = Array.from({ length: 40 }, () =>
    Buffer.from(Array.from({ length: 1 + next(8) }, () => pieces[next(pieces.length)]).join('')),
  )
  const noise = Array.from({ length: 10 }, () => Buffer.from(Array.from({ length: next(60) }, () => next(256))))
  return [...texts.map((text) => Buffer.from(`${text}\n`)), ...made, ...noise, Buffer.alloc(0)]
}

/** The texts and numbers in what is wanted, at most eight. */
export function textsIn(wanted: unknown): string[] {
  if (typeof wanted === 'object' && wanted !== null) return Object.values(wanted).flatMap(textsIn).slice(0, 8)
  return typeof wanted === 'string' || typeof wanted === 'number' ? [String(wanted)] : []
}
