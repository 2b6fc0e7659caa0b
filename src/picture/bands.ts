/** Between two panes that stand side by side, in cells. */
export const gap = 1

/** A pane's place in its band. */
export interface Place {
  readonly index: number
  readonly column: number
  readonly columns: number
}

/**
 * Puts panes side by side, as many as fit, and the others in further bands below. `expectations` is how wide each would like to be; none gets
 * less than `least` (but for the picture's own width) unless it expectations for less. Within a band the space goes first to those
 * that expectation for little.
 */
export function arrange(expectations: readonly number[], columns: number, least: number): Place[][] {
  const floor = (expectation: number): number => Math.min(expectation, least, columns)
  const bands: number[][] = []
  let used = 0
  for (const [index, expectation] of expectations.entries()) {
    const band = bands.at(-1)
    if (band !== undefined && used + gap + floor(expectation) <= columns) {
      band.push(index)
      used += gap + floor(expectation)
    } else {
      bands.push([index])
      used = floor(expectation)
    }
  }
  const fits = (band: readonly number[]): boolean =>
    band.reduce((sum, index) => sum + gap + floor(expectations[index] as number), -gap) <= columns
  const even = evened(bands)
  return (even.every(fits) ? even : bands).map((band) => placed(band, expectations, columns))
}

/** Four panes of which three fit stand better two and two. */
function evened(bands: readonly number[][]): number[][] {
  const all = bands.flat()
  const perBand = Math.ceil(all.length / bands.length)
  const wouldFit = bands.every((band) => band.length >= perBand || band === bands.at(-1))
  if (!wouldFit) return [...bands]
  return bands.map((_, index) => all.slice(index * perBand, (index + 1) * perBand)).filter((band) => band.length > 0)
}

function placed(band: readonly number[], expectations: readonly number[], columns: number): Place[] {
  const widths = new Map<number, number>()
  let room = columns - gap * (band.length - 1)
  const modestFirst = [...band].sort((a, b) => (expectations[a] as number) - (expectations[b] as number) || a - b)
  for (const [taken, index] of modestFirst.entries()) {
    const share = Math.floor(room / (band.length - taken))
    const width = Math.min(expectations[index] as number, share)
    widths.set(index, width)
    room -= width
  }
  let column = 0
  return band.map((index) => {
    const place = { index, column, columns: widths.get(index) as number }
    column += place.columns + gap
    return place
  })
}
