import { colourNames } from '../../../src/plugin.ts'

/** A colour as an author writes it: a name, `default`, a number of the palette, `#rrggbb`. Undefined for anything else. */
export function readColour(written: string): string | undefined {
  const lower = written.toLowerCase()
  if (lower === 'default' || (colourNames as readonly string[]).includes(lower) || /^#[\da-f]{6}$/.test(lower))
    return lower
  if (!/^\d{1,3}$/.test(lower) || Number(lower) > 255) return undefined
  return colourNames[Number(lower)] ?? String(Number(lower))
}
