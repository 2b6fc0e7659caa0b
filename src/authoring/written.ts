/**
 * A value as an author writes it. A string is text as the language takes it: `007` is three characters, and `${name}` is a
 * placeholder; `literalText` makes one of any characters.
 */
export type Written =
  | string
  | number
  | boolean
  | null
  | readonly Written[]
  | { readonly [key: string]: Written | undefined }

/** Any text, with the `${` in it as characters. */
export const literalText = (text: string): string => text.replaceAll('${', () => '$${')
