import { commonFlags, type Values } from '../options.ts'
import { renderFlags } from '../render-flags.ts'
import type { Flag } from '../flag.ts'
import type { MarkerFlags } from '../../embed/call.ts'

/** Those flags of `render` that say how one conversation is drawn. */
const drawing = [
  'to',
  'width',
  'out',
  'theme',
  'font-size',
  'title',
  'layout',
  'lanes',
  'steps',
  'lines',
  'pace',
  'each-lane',
] as const

/** Those that only a block has. */
const ofBlock = {
  alt: { type: 'string', requiresArg: true, describe: 'Say this in place of the picture, to whoever cannot see it' },
  source: { type: 'boolean', describe: 'Show the scenario itself instead of what it printed' },
} satisfies Record<string, Flag>

const isDrawing = (name: string): boolean => (drawing as readonly string[]).includes(name)
const all = Object.entries<Flag>(renderFlags)

/** The flags of a block. */
export const markerFlags: MarkerFlags = {
  flags: { ...Object.fromEntries(all.filter(([name]) => isDrawing(name))), ...ofBlock },
  others: [...all.map(([name]) => name).filter((name) => !isDrawing(name)), ...Object.keys(commonFlags)],
  words: {
    format: ['to'],
    type: ['to'],
    output: ['out'],
    file: ['out'],
    caption: ['alt'],
    text: ['alt'],
    yaml: ['source'],
  },
}

/** What the flags of a block say. */
export type BlockValues = Values<Pick<typeof renderFlags, (typeof drawing)[number]> & typeof ofBlock>
