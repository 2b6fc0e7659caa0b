import width from 'fast-string-width'

/** How many cells each character takes, for xterm.js: by itself it knows Unicode 6, in which emoji are narrow. */
export const widths = {
  version: 'current',
  wcwidth(codePoint: number): 0 | 1 | 2 {
    if (codePoint < 0x20) return 0
    if (codePoint < 0x7f) return 1
    return Math.min(2, width(String.fromCodePoint(codePoint))) as 0 | 1 | 2
  },
  /** Joins what has no width to the character before it. The answer is packed as xterm.js wants it (UnicodeService.createPropertyValue). */
  charProperties(codePoint: number, preceding: number): number {
    const own = widths.wcwidth(codePoint)
    const before = (preceding >> 1) & 3
    const joins = own === 0 && preceding !== 0 && before !== 0
    return ((joins ? Math.max(before, own) : own) << 1) | (joins ? 1 : 0)
  },
}
