/** A part of a row: of its bytes, or of its text in UTF-16 units. */
export interface Stretch {
  readonly start: number
  readonly end: number
}

/** Where a placeholder's value stands in a filled template. */
export interface Filled<N> extends Stretch {
  readonly placeholder: N
}

/** Where values stand in a filled template, with the lengths of its texts and of its values there. */
export function filledIn<N>(
  parts: readonly (string | N)[],
  lengthOfText: (text: string) => number,
  lengthOfValue: (placeholder: N) => number,
): Filled<N>[] {
  const filled: Filled<N>[] = []
  let start = 0
  for (const part of parts) {
    const end = start + (typeof part === 'string' ? lengthOfText(part) : lengthOfValue(part))
    if (typeof part !== 'string') filled.push({ start, end, placeholder: part })
    start = end
  }
  return filled
}

/** How many bytes this hexadecimal is. */
export const sizeOfHex = (hex: string): number => hex.replaceAll(/\s+/g, '').length / 2

/** Places of the bytes of a value that may be any. */
export type OpenOf<N> = (placeholder: N) => readonly number[] | undefined

/** The bytes that may be any, each by itself. */
export const openBytes = <N>(filled: readonly Filled<N>[], openOf: OpenOf<N>): Stretch[] =>
  filled.flatMap(({ start, placeholder }) =>
    (openOf(placeholder) ?? []).map((at) => ({ start: start + at, end: start + at + 1 })),
  )

/** The same in a text, where a byte may be a part of a character: each value that has such a byte, as a whole. */
export const openTexts = <N>(filled: readonly Filled<N>[], openOf: OpenOf<N>): Stretch[] =>
  filled.flatMap(({ start, end, placeholder }) => ((openOf(placeholder) ?? []).length === 0 ? [] : [{ start, end }]))
