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
 * own width) unless it wants less. Within a band the space goes first to those that want little. Bands of nearly the same width end
 * at the same column.
 */
export function arrange(wanted: readonly Wanted[], columns: number): Place[][] {
  const floors = wanted.map((each) => Math.min(each.columns, each.least, columns))
  return flush(balanced(wanted, floors, columns).map((band) => placed(band, wanted, floors, columns)))
}

/** One band of panes that all fit. */
export function sideBySide(wanted: readonly Wanted[], columns: number): Place[] {
  const floors = wanted.map((each) => Math.min(each.columns, each.least, columns))
  return placed([...wanted.keys()], wanted, floors, columns)
}

/** How many columns a band takes. */
const widthOfBand = (band: readonly Place[]): number =>
  Math.max(0, ...band.map(({ column, columns }) => column + columns))

/** The ends of the first panes, in the fewest bands: how many bands, and how far the widths that their panes want are from the whole. */
interface Split {
  readonly bands: number
  readonly strain: number
  readonly start: number
}

/** Cuts panes into the fewest bands; of all ways the one in which bands want what there is: four of which three fit stand two and two. */
function balanced(wanted: readonly Wanted[], floors: readonly number[], columns: number): number[][] {
  const best: Split[] = [{ bands: 0, strain: 0, start: 0 }]
  for (let end = 1; end <= wanted.length; end++) {
    let [floor, natural] = [-gap, -gap]
    let found: Split | undefined
    for (let start = end - 1; start >= 0; start--) {
      floor += gap + (floors[start] as number)
      natural += gap + (wanted[start] as Wanted).columns
      if (floor > columns) break
      const before = best[start] as Split
      const split = { bands: before.bands + 1, strain: before.strain + (columns - natural) ** 2, start }
      const isBetter =
        found === undefined || split.bands < found.bands || (split.bands === found.bands && split.strain < found.strain)
      if (isBetter) found = split
    }
    best.push(found as Split)
  }
  const bands: number[][] = []
  for (let end = wanted.length; end > 0; end = (best[end] as Split).start) {
    const { start } = best[end] as Split
    bands.unshift(Array.from({ length: end - start }, (_, index) => start + index))
  }
  return bands
}

/** A band that ends this much before the widest one is left as it is: its panes would be much wider than they need. */
const mostStretch = 0.35

/** Lets bands end where the widest one does. */
function flush(bands: Place[][]): Place[][] {
  const width = Math.max(0, ...bands.map(widthOfBand))
  return bands.map((band) => {
    const used = widthOfBand(band)
    if (width - used > width * mostStretch) return band
    const before = band.length - 1
    let column = 0
    return band.map((place, index) => {
      const share = (place.columns * (width - gap * before)) / (used - gap * before)
      const columns = index === before ? width - column : Math.max(place.columns, Math.floor(share))
      const moved = { ...place, column, columns }
      column += columns + gap
      return moved
    })
  })
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
