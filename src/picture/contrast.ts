type Parts = readonly [red: number, green: number, blue: number]

/** How much brighter one colour (`#rrggbb`) is than another: from 1, when they are alike, to 21 (WCAG 2.2, contrast ratio). */
export function contrast(one: string, other: string): number {
  const [a, b] = [luminance(partsOf(one)), luminance(partsOf(other))]
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05)
}

/**
 * The colour itself where it has the contrast `least` to its background, or else the nearest that has it on the way to white (of what is
 * brighter than its background) or black; on the way to the other where that is not enough. All are `#rrggbb`.
 */
export function legible(colour: string, background: string, least: number): string {
  if (contrast(colour, background) >= least) return colour
  const isBrighter = luminance(partsOf(colour)) > luminance(partsOf(background))
  const ends = isBrighter ? ['#ffffff', '#000000'] : ['#000000', '#ffffff']
  const end = ends.find((each) => contrast(each, background) >= least) ?? clearest(background)
  const [from, to] = [partsOf(colour), partsOf(end)]
  for (let step = 1; step < 20; step++) {
    const mixed = hex(from.map((part, at) => Math.round(part + (((to[at] as number) - part) * step) / 20)))
    if (contrast(mixed, background) >= least) return mixed
  }
  return end
}

const clearest = (background: string): string =>
  contrast('#ffffff', background) >= contrast('#000000', background) ? '#ffffff' : '#000000'

/** Three numbers from 0 to 255 as `#rrggbb`. */
export const hex = (parts: readonly number[]): string =>
  `#${parts.map((part) => part.toString(16).padStart(2, '0')).join('')}`

const partsOf = (colour: string): Parts =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16)) as unknown as Parts

function luminance(parts: Parts): number {
  const [red, green, blue] = parts.map((part) =>
    part <= 10 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4,
  ) as unknown as Parts
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}
