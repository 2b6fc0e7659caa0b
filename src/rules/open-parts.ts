import type { Captures } from '../model/matcher.ts'
import { encodeText } from '../text/byte-text.ts'
import { filledIn, openBytes, openTexts, sizeOfHex, type Stretch } from '../text/open-stretches.ts'
import { parseTemplate } from '../text/template.ts'
import type { WrittenReply } from './written.ts'
import type { Open } from './pattern.ts'

interface Named {
  readonly name: string
}

/** Where bytes that may be any stand in the row of a reply: of a text, or of bytes in hexadecimal. `open` says which of the captures are. */
export function openPartsOf(written: WrittenReply, captures: Captures, open: Open): readonly Stretch[] {
  const openOf = ({ name }: Named): readonly number[] | undefined => open[name]
  const textOf = ({ name }: Named): string => captures[name] ?? ''
  const partsOf = (template: unknown): readonly (string | Named)[] => parseTemplate(String(template)).parts
  if (typeof written !== 'string' && written.bytes !== undefined) {
    const sizeOf = (named: Named): number => encodeText(textOf(named)).byteLength
    return openBytes(filledIn(partsOf(written.bytes), sizeOfHex, sizeOf), openOf)
  }
  const text = typeof written === 'string' ? written : written.text
  if (text === undefined) return []
  const lengthOf = (part: string): number => part.length
  return openTexts(
    filledIn(partsOf(text), lengthOf, (named) => lengthOf(textOf(named))),
    openOf,
  )
}
