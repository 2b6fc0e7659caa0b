import { colourNames } from '../text/colour-names.ts'

/** Colours as they are, before `auto` chooses between the two. */
export type Shade = 'dark' | 'light'

/** The sixteen colours of a terminal, in the order of their numbers. */
export type NamedColours = Readonly<Record<NamedColour, string>>
export type NamedColour = (typeof colourNames)[number]

/** The colours of a picture and of the report's page, each as `#rrggbb`. */
export interface ThemeColours {
  /** Behind all panes, where something is drawn there. */
  readonly page: string
  /** Behind the text of a pane. */
  readonly pane: string
  readonly border: string
  readonly bar: string
  /** The lane's name in its title bar. */
  readonly name: string
  /** What was received, and whatever has no other colour. */
  readonly text: string
  /** The command on top of a pane. */
  readonly plain: string
  readonly sent: string
  readonly event: string
  readonly stderr: string
  readonly note: string
  readonly clock: string
  /** What a screen's text has of the sixteen colours, on the pane's own background. */
  readonly named: NamedColours
}

const sixteen = (colours: string): NamedColours =>
  Object.fromEntries(colours.split(' ').map((colour, index) => [colourNames[index], colour])) as NamedColours

/** Every colour of text has a contrast of 4.5 to 1 or more to its pane (WCAG 2.2, 1.4.3); a test measures it. */
export const themes: Readonly<Record<Shade, ThemeColours>> = {
  dark: {
    page: '#0d0f13',
    pane: '#15181e',
    border: '#39404d',
    bar: '#252a33',
    name: '#aeb6c4',
    text: '#d5d9e2',
    plain: '#ffffff',
    sent: '#8bd48b',
    event: '#6fb7dc',
    stderr: '#f28b82',
    note: '#e3c078',
    clock: '#7c869a',
    named: sixteen(
      '#7c8288 #f28b82 #8bd48b #e3c078 #7aa2f7 #c792ea #6fb7dc #d5d9e2 #7c869a #ff6b60 #a8e6a1 #ffd866 #9ab8ff #e0b0ff #9be7ff #ffffff',
    ),
  },
  light: {
    page: '#f3f4f7',
    pane: '#ffffff',
    border: '#c9cfd9',
    bar: '#eceff3',
    name: '#4a5260',
    text: '#24292f',
    plain: '#000000',
    sent: '#1a7f37',
    event: '#0b6a92',
    stderr: '#c0332b',
    note: '#8a5a00',
    clock: '#697283',
    named: sixteen(
      '#24292f #c0332b #1a7f37 #8a5a00 #2456c7 #8b3fb0 #0b6e83 #5b6472 #697283 #d1242f #11702c #7a5200 #1f4fd0 #7a2fb5 #056a85 #11151a',
    ),
  },
}

/** Cells with a background of their own look the same in both themes: their text has these colours … */
export const onColour = sixteen(
  '#1c2024 #f28b82 #8bd48b #e3c078 #7aa2f7 #c792ea #6fb7dc #e4e7ee #6d7688 #ff6b60 #a8e6a1 #ffd866 #9ab8ff #e0b0ff #9be7ff #ffffff',
)
/** … and these stand behind it, of middle brightness, so that black and white can both be read on them. */
export const behindText = sixteen(
  '#2e3436 #d2493f #3f9a4f #b5892a #4472d8 #a35bc9 #3a93b0 #d5d9e2 #6d7688 #ff6b60 #a8e6a1 #ffd866 #9ab8ff #e0b0ff #9be7ff #ffffff',
)
