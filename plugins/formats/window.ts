import type { Pane } from '../../src/plugin.ts'
import type { Span } from './spans.ts'
import { barHeight, escaped, number, xOf, type Area, type Size } from './units.ts'

const radius = 8
const lights = [
  { color: '#ff5f57', x: 18 },
  { color: '#febc2e', x: 36 },
  { color: '#28c840', x: 54 },
]
/** What a title bar needs beside the name for them, on either side. */
const besideName = 64
/** An advance of the name's smaller font. */
const letter = 7.83

/** The tag that begins the file. A scale other than 1 makes all of the picture larger or smaller; of an `area` nothing else is seen. */
export function rootOf(size: Size, scale: number, area?: Area): string {
  const { width, height } = area ?? size
  const measures = `width="${number(width * scale)}" height="${number(height * scale)}"`
  const view = area === undefined ? [0, 0, number(width), number(height)] : exactly(area)
  return `<svg xmlns="http://www.w3.org/2000/svg" ${measures} viewBox="${view.join(' ')}" xml:space="preserve">\n`
}

/** More exact than what is drawn: the edges of an area lie between two pixels. */
const exactly = ({ left, top, width, height }: Area): number[] =>
  [left, top, width, height].map((value) => Math.round(value * 1e6) / 1e6)

/** An empty terminal with its title bar. */
export function windowOf(pane: Pane, { top, bottom }: Span): string {
  const [left, right] = [xOf(pane.column), xOf(pane.column + pane.columns)]
  const width = number(right - left)
  const box = `x="${number(left)}" y="${number(top)}" width="${width}"`
  const roundTop = `M${number(left)} ${number(top + barHeight)}v${-(barHeight - radius)}a${radius} ${radius} 0 0 1 ${radius} ${-radius}`
  const across = `h${number(right - left - 2 * radius)}a${radius} ${radius} 0 0 1 ${radius} ${radius}v${barHeight - radius}z`
  const middle = `x="${number((left + right) / 2)}" y="${number(top + 20)}"`
  const dots = lights.map(
    ({ color, x }) => `<circle cx="${number(left + x)}" cy="${number(top + 15)}" r="5.5" fill="${color}"/>\n`,
  )
  return [
    `<rect class="window" ${box} height="${number(bottom - top)}" rx="${radius}"/>\n`,
    `<path class="bar" d="${roundTop}${across}"/>\n`,
    ...(right - left - pane.lane.length * letter < 2 * besideName ? [] : dots),
    `<text class="name" ${middle}>${escaped(pane.lane)}</text>\n`,
  ].join('')
}
