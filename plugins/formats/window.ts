import type { Pane, Picture } from '../../src/plugin.ts'
import { barHeight, border, escaped, fontSize, number, place, topOf } from './units.ts'

const radius = 8
const lights = [
  { color: '#ff5f57', x: 18 },
  { color: '#febc2e', x: 36 },
  { color: '#28c840', x: 54 },
]
/** Narrower title bars have no room for lights beside the name. */
const leastForLights = 24

const style = `<style>
text { font: ${fontSize}px 'DejaVu Sans Mono', Menlo, Consolas, monospace; white-space: pre; fill: #d5d9e2 }
.window { fill: #15181e; stroke: #39404d }
.bar { fill: #252a33 }
.name { fill: #aeb6c4; font-size: 13px; text-anchor: middle }
.plain { fill: #ffffff; font-weight: bold }
.sent { fill: #8bd48b }
.event { fill: #6fb7dc }
.stderr { fill: #f28b82 }
.note { fill: #e3c078; font-style: italic }
.clock { fill: #6d7688 }
</style>
`

/** The beginning of the file, up to the first pane. */
export function rootOf(picture: Picture, bands: number, heading: string): string {
  const width = number(place(picture.columns) + border)
  const height = number(topOf(picture.rows, bands) + border)
  const size = `width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"`
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} xml:space="preserve">\n${heading}${style}`
}

/** An empty terminal with its title bar. */
export function windowOf(pane: Pane, band: number): string {
  const [left, right] = [place(pane.column), place(pane.column + pane.columns)]
  const [top, bottom] = [topOf(pane.row, band), topOf(pane.row + pane.rows, band + 1) - radius]
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
    ...(pane.columns < leastForLights ? [] : dots),
    `<text class="name" ${middle}>${escaped(pane.lane)}</text>\n`,
  ].join('')
}
