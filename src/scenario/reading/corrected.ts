const before = 'write it as '

/** The hint that shows a line or a key as it should be written. */
export const correctedHint = (corrected: string): string => `${before}${corrected}`

/** What such a hint shows; undefined for any other hint. */
export const correctedIn = (hint: string): string | undefined =>
  hint.startsWith(before) && !hint.includes('\n') ? hint.slice(before.length) : undefined
