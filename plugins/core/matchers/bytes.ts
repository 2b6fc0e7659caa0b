import { byteCaptures, defineMatcher, fitBytes, openInGroups, parseBytePattern, text } from '../../../src/plugin.ts'

/** `{ bytes: "30 03 ?? 01" }`: these bytes, next at the cursor. */
export const bytes = defineMatcher({
  about: 'these bytes, next at the cursor; ?? is any byte, (?<name> ?? ??) keeps some of them',
  hexadecimal: true,
  on: 'bytes',
  slashes: 'literal',
  wanted: text()
    .refine((written) => mistakeIn(written) === undefined, {
      error: ({ input }) => `expected bytes in hexadecimal such as “30 03 ?? 01”${mistakeIn(String(input)) ?? ''}`,
    })
    .meta({ examples: ['30 03 ?? 01', '(?<id> ?? ??) 81 80'] }),
  compile(wanted) {
    const pattern = parseBytePattern(wanted)
    if ('mistake' in pattern) throw new SyntaxError(pattern.mistake)
    const any = pattern.bytes.flatMap((byte, at) => (byte === undefined ? [at] : []))
    const open = openInGroups(pattern)
    return {
      on: 'bytes',
      shown: `the bytes ${wanted.trim()}`,
      shows: 'bytes',
      take(unread, scanned, ended) {
        const length = fitBytes(pattern, unread, scanned)
        if (typeof length === 'number')
          return {
            length,
            ...(any.length > 0 && { any }),
            ...(pattern.groups.length > 0 && { captures: byteCaptures(pattern, unread.subarray(0, length)), open }),
          }
        return length === 'more' && ended ? 'never' : length
      },
    }
  },
})

/** Why these are no bytes, behind a comma; undefined when they are some. */
function mistakeIn(written: string): string | undefined {
  const pattern = parseBytePattern(written)
  if ('mistake' in pattern) return `, and ${pattern.mistake}`
  if (pattern.rest) return ', and “*” has no end here: write ?? for each byte'
  return pattern.bytes.length === 0 ? '' : undefined
}
