import { cut } from '../text/cut.ts'
import { widthOf } from '../text/wrap.ts'

const mark = '│'
const left = '…'
/** Cells that are left beside a mark at least. */
const beside = 3
/** A character, or an escape such as `\n`, `\xc3` and `\u202e`, which is cut whole. */
const units = /\\x[\da-f]{2}|\\u[\da-f]{4}|\\u\{[\da-f]+\}|\\.|\P{M}\p{M}*|\p{M}/gsu

/** What stands between two marks, and which of its ends may be left out. */
interface Part {
  readonly units: readonly string[]
  readonly side: 'begin' | 'middle' | 'end'
}

/**
 * An excerpt such as `“…som│eth│ing\n…”` in so many cells. Each `│` that fits stays, with what stands beside it: the beginning, the end and
 * what is far from marks are left out, and `…` stands there instead. Of too many marks the last are left out.
 */
export function fitMarked(excerpt: string, columns: number): string {
  if (widthOf(excerpt) <= columns) return excerpt
  const texts = excerpt.replace(/^“…?|…?”$/gu, '').split(mark)
  if (texts.length === 1) return cut(excerpt, columns)
  const room = columns - 2
  const marks = marksIn(texts, room)
  const kept = [...texts.slice(0, marks), texts.slice(marks).join('')]
  const parts = kept.map((text, index): Part => ({
    units: text.match(units) ?? [],
    side: index === 0 ? 'begin' : index === marks ? 'end' : 'middle',
  }))
  const limits = parts.map(({ units: all }) => widthOf(all.join('')))
  const isCut = {
    before: excerpt.startsWith(`“${left}`),
    after: excerpt.endsWith(`${left}”`) || marks < texts.length - 1,
  }
  const shown = (): string =>
    `“${parts.map((part, index) => shortened(part, limits[index] as number, isCut)).join(mark)}”`
  for (let longest = Math.max(...limits); longest > 1 && widthOf(shown()) > columns; longest = Math.max(...limits))
    limits[limits.lastIndexOf(longest)] = longest - 1
  return shown()
}

/** So many marks that on both sides of each there is room to read. */
function marksIn(texts: readonly string[], room: number): number {
  const least = (text: string, ends: number): number => Math.min(widthOf(text), ends * beside + 1)
  for (let marks = texts.length - 1; marks > 1; marks--) {
    const between = texts.slice(1, marks).reduce((sum, text) => sum + least(text, 2), 0)
    const outside = least(texts[0] as string, 1) + least(texts.slice(marks).join(''), 1)
    if (marks + between + outside <= room) return marks
  }
  return Math.min(1, texts.length - 1)
}

/** A part in so many cells, without the `…`. */
function shortened({ units: all, side }: Part, cells: number, isCut: { before: boolean; after: boolean }): string {
  const text = all.join('')
  if (widthOf(text) <= cells)
    return `${side === 'begin' && isCut.before ? left : ''}${text}${side === 'end' && isCut.after ? left : ''}`
  if (side === 'end') return `${head(all, cells)}${left}`
  if (side === 'begin') return `${left}${tail(all, cells)}`
  const before = head(all, Math.ceil(cells / 2))
  return `${before}${left}${tail(all, cells - widthOf(before))}`
}

function head(all: readonly string[], cells: number): string {
  let text = ''
  for (const unit of all) {
    if (widthOf(text + unit) > cells) break
    text += unit
  }
  return text
}

const tail = (all: readonly string[], cells: number): string => {
  let text = ''
  for (const unit of [...all].reverse()) {
    if (widthOf(unit + text) > cells) break
    text = unit + text
  }
  return text
}
