/** The first eight colours of a terminal's palette, and the same brighter (ECMA-48, 8.3.117; xterm). */
const eight = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']
export const colourNames: readonly string[] = [...eight, ...eight.map((name) => `bright-${name}`)]

/** A colour as an author writes it: a name, `default`, a number of the palette, `#rrggbb`. Undefined for anything else. */
export function readColour(written: string): string | undefined {
  const lower = written.toLowerCase()
  if (lower === 'default' || colourNames.includes(lower) || /^#[\da-f]{6}$/.test(lower)) return lower
  if (!/^\d{1,3}$/.test(lower) || Number(lower) > 255) return undefined
  return colourNames[Number(lower)] ?? String(Number(lower))
}
