/** Between two panes that stand side by side, in cells. */
export const gap = 1

/** A pane's place in its band. */
export interface Place {
  readonly index: number
  readonly column: number
  readonly columns: number
}

/** How wide a pane would like to be, and how narrow it may be where that is too much. */
export interface Wanted {
  readonly columns: number
  readonly least: number
}

/**
 * Puts panes side by side, as many as fit, and the others in further bands below. None gets less than its `least` (but for the picture's
 * own width) unless it wants less. Within a band the space goes first to those that want little.
 */
export function arrange(wanted: readonly Wanted[], columns: number): Place[][] {
  const floors = wanted.map((each) => Math.min(each.columns, each.least, columns))
  const bands: number[][] = []
  let used = 0
  for (const [index, floor] of floors.entries()) {
    const band = bands.at(-1)
    if (band !== undefined && used + gap + floor <= columns) {
      band.push(index)
      used += gap + floor
    } else {
      bands.push([index])
      used = floor
    }
  }
  const fits = (band: readonly number[]): boolean =>
    band.reduce((sum, index) => sum + gap + (floors[index] as number), -gap) <= columns
  const even = evened(bands)
  return (even.every(fits) ? even : bands).map((band) => placed(band, wanted, floors, columns))
}

/** Four panes of which three fit stand better two and two. */
function evened(bands: readonly number[][]): number[][] {
  const all = bands.flat()
  const perBand = Math.ceil(all.length / bands.length)
  const wouldFit = bands.every((band) => band.length >= perBand || band === bands.at(-1))
  if (!wouldFit) return [...bands]
  return bands.map((_, index) => all.slice(index * perBand, (index + 1) * perBand)).filter((band) => band.length > 0)
}

function placed(
  band: readonly number[],
  wanted: readonly Wanted[],
  floors: readonly number[],
  columns: number,
): Place[] {
  const wantedColumns = (index: number): number => (wanted[index] as Wanted).columns
  const widths = new Map<number, number>()
  let room = columns - gap * (band.length - 1)
  let reserved = band.reduce((sum, index) => sum + (floors[index] as number), 0)
  const modestFirst = [...band].sort((a, b) => wantedColumns(a) - wantedColumns(b) || a - b)
  for (const [taken, index] of modestFirst.entries()) {
    const floor = floors[index] as number
    reserved -= floor
    const share = Math.min(Math.floor(room / (band.length - taken)), room - reserved)
    const width = Math.min(wantedColumns(index), Math.max(floor, share))
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
