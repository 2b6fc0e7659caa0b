import { defineMatcher, text } from '../../../src/plugin.ts'

const pairs = /^\s*(?:(?:[0-9a-f]{2}|\?\?)\s*)+$/i
/** In a pattern: any byte. */
const any = -1

/** The first pair that is none, for messages. */
function oddOne(written: string): string {
  const good = /^\s*(?:(?:[0-9a-f]{2}|\?\?)\s*)*/i.exec(written)![0].length
  const odd = written.slice(good, good + 2).trimEnd()
  return odd === '' ? '' : `, and “${odd}” is none`
}

/** `{ bytes: "30 03 ?? 01" }`: these bytes, next at the cursor. */
export const bytes = defineMatcher({
  about: 'these bytes, next at the cursor; ?? is any byte',
  hexadecimal: true,
  on: 'bytes',
  slashes: 'literal',
  wanted: text()
    .regex(pairs, {
      error: ({ input }) => `expected bytes in hexadecimal such as “30 03 ?? 01”${oddOne(String(input))}`,
    })
    .meta({ examples: ['30 03 ?? 01'] }),
  compile(wanted) {
    const wantedBytes = (wanted.match(/[0-9a-f]{2}|\?\?/gi) ?? []).map((pair) =>
      pair === '??' ? any : Number.parseInt(pair, 16),
    )
    return {
      on: 'bytes',
      shown: `the bytes ${wanted.trim()}`,
      shows: 'bytes',
      take(unread, scanned, ended) {
        const known = Math.min(unread.length, wantedBytes.length)
        for (let at = scanned; at < known; at++)
          if (wantedBytes[at] !== any && wantedBytes[at] !== unread[at]) return 'never'
        if (known === wantedBytes.length) return { length: known }
        return ended ? 'never' : 'more'
      },
    }
  },
})
