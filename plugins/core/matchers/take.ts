import * as z from 'zod'
import { defineMatcher, encodeText, text, type CompiledBytes } from '../../../src/plugin.ts'

/** `{ take: 6 }`, `{ take: "sec" }`: exactly so many bytes, or exactly this text without a line's end. */
export const take = defineMatcher({
  about: 'exactly so many bytes, whatever they are; or exactly this text without a line end',
  on: 'bytes',
  slashes: 'literal',
  wanted: z.union([z.number().int().min(0), text().min(1)]).meta({ examples: [6, 'sec'] }),
  compile: (wanted) => (typeof wanted === 'number' ? takeCount(wanted) : takeText(wanted)),
})

function takeCount(length: number): CompiledBytes {
  return {
    on: 'bytes',
    shown: `${length} bytes`,
    shows: 'text',
    binary: true,
    take: (unread, _scanned, ended) => (unread.length >= length ? { length } : ended ? 'never' : 'more'),
  }
}

function takeText(wanted: string): CompiledBytes {
  const bytes = encodeText(wanted)
  return {
    on: 'bytes',
    shown: `“${wanted}”`,
    shows: 'text',
    near: wanted,
    take(unread, scanned, ended) {
      const known = Math.min(unread.length, bytes.length)
      for (let at = scanned; at < known; at++) if (bytes[at] !== unread[at]) return 'never'
      if (known === bytes.length) return { length: known }
      return ended ? 'never' : 'more'
    },
  }
}
