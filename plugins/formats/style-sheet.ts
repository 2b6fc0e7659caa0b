import type { Drawing, Shade, Style, Theme, ThemeColours } from '../../src/plugin.ts'
import { fontSize } from './units.ts'

/** The shades that a theme is drawn in: both where the reader's system chooses. */
export const shadesOf = (theme: Theme): readonly Shade[] => (theme === 'auto' ? ['dark', 'light'] : [theme])

/** CSS in the colours of a theme; of `auto` those of dark, and of light where the reader's system is light. */
export function themed(
  { themes }: Pick<Drawing, 'themes'>,
  theme: Theme,
  rules: (colours: ThemeColours, shade: Shade) => string,
): string {
  const [first, other] = shadesOf(theme).map((shade) => rules(themes[shade], shade))
  return other === undefined ? `${first}` : `${first}@media (prefers-color-scheme: light) {\n${other}}\n`
}

/** What is the same in every theme. Not `font`, which the maker of pixels does not read. */
export const fontRules = `text { font-family: 'DejaVu Sans Mono', Menlo, Consolas, monospace; font-size: ${fontSize}px; white-space: pre }
.name { font-size: 13px; text-anchor: middle }
.plain { font-weight: bold }
.note { font-style: italic }
`

/** A class for each part of a picture. */
export const colourRules = (colours: ThemeColours): string => `text { fill: ${colours.text} }
.window { fill: ${colours.pane}; stroke: ${colours.border} }
.bar { fill: ${colours.bar} }
.name { fill: ${colours.name} }
.plain { fill: ${colours.plain} }
.sent { fill: ${colours.sent} }
.event { fill: ${colours.event} }
.stderr { fill: ${colours.stderr} }
.note { fill: ${colours.note} }
.clock { fill: ${colours.clock} }
`

/** The classes of one look: of its text, and of the box behind it, each absent where it is as in the rest of the pane. */
export interface LookClasses {
  readonly text?: string
  readonly box?: string
}

/**
 * Classes for the looks of cells on a screen, made as they are met. They are rules and no attributes of their own, since those would
 * win over the media query of the theme `auto`.
 */
export class Looks {
  private readonly drawing: Pick<Drawing, 'themes' | 'cellColours'>
  private readonly shades: readonly Shade[]
  private readonly found = new Map<string, LookClasses>()
  private readonly texts = new Map<string, { readonly name: string; readonly style: Style }>()
  private readonly boxes = new Map<string, { readonly name: string; readonly style: Style }>()

  constructor(drawing: Pick<Drawing, 'themes' | 'cellColours'>, theme: Theme) {
    this.drawing = drawing
    this.shades = shadesOf(theme)
  }

  classesOf(style: Style): LookClasses {
    const key = JSON.stringify(style)
    let classes = this.found.get(key)
    if (classes === undefined) {
      const text = this.named('look', this.texts, style, (shade) => this.declarations(style, shade))
      const box = this.named('behind', this.boxes, style, (shade) => this.background(style, shade))
      this.found.set(key, (classes = { ...(text !== undefined && { text }), ...(box !== undefined && { box }) }))
    }
    return classes
  }

  /** Their rules in the colours of one shade. */
  rules(shade: Shade): string {
    const text = [...this.texts.values()].map(({ name, style }) => rule(name, this.declarations(style, shade)))
    const pane = `fill: ${this.drawing.themes[shade].pane}`
    const boxes = [...this.boxes.values()].map(({ name, style }) => rule(name, this.background(style, shade) || pane))
    return [...text, ...boxes].join('')
  }

  /** Looks that are the same in all shades share a class. */
  private named(
    prefix: string,
    known: Map<string, { readonly name: string; readonly style: Style }>,
    style: Style,
    declarations: (shade: Shade) => string,
  ): string | undefined {
    const all = this.shades.map(declarations)
    if (all.every((each) => each === '')) return undefined
    const key = all.join('|')
    let entry = known.get(key)
    if (entry === undefined) known.set(key, (entry = { name: `${prefix}${known.size + 1}`, style }))
    return entry.name
  }

  private declarations(style: Style, shade: Shade): string {
    const { text } = this.drawing.cellColours(style, shade)
    // In the other shade the class of the text's own colour, such as that of a note, must not shine through.
    const fill = text ?? (this.shades.some((each) => this.drawing.cellColours(style, each).text) ? undefined : '')
    return [
      fill === '' ? [] : [`fill: ${fill ?? this.drawing.themes[shade].text}`],
      style.bold === true ? ['font-weight: bold'] : [],
      style.italic === true ? ['font-style: italic'] : [],
      style.underline === true ? ['text-decoration: underline'] : [],
      style.dim === true ? ['opacity: 0.6'] : [],
    ]
      .flat()
      .join('; ')
  }

  private background(style: Style, shade: Shade): string {
    const { background } = this.drawing.cellColours(style, shade)
    return background === undefined ? '' : `fill: ${background}`
  }
}

const rule = (name: string, declarations: string): string =>
  declarations === '' ? '' : `.${name} { ${declarations} }\n`
