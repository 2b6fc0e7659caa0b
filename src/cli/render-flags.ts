import type { Flag } from './flag.ts'
import { againFlags, choiceFlags, embedFlags, layoutFlags, pluginFlags } from './shared-flags.ts'

/** Those of `render`, in the order of its help. */
export const renderFlags = {
  to: {
    type: 'string',
    requiresArg: true,
    describe: 'The format; a picture (svg) when absent. “scenario plugins” lists them',
  },
  out: {
    type: 'string',
    requiresArg: true,
    describe:
      'Write this file, or into this folder, - for standard output; default: this folder, named like the conversation',
  },
  run: { type: 'boolean', describe: 'Run the scenarios and draw these runs, instead of what there is of them' },
  theme: { type: 'string', requiresArg: true, choices: ['dark', 'light', 'auto'], describe: 'Draw in these colours' },
  'font-size': { type: 'number', requiresArg: true, describe: 'Draw texts this high, in pixels' },
  title: { type: 'string', requiresArg: true, describe: 'Give it this title instead of the scenario’s' },
  layout: layoutFlags.layout,
  width: { ...layoutFlags.width, describe: 'Use this many columns; each format has a default' },
  pace: {
    type: 'string',
    requiresArg: true,
    choices: ['readable', 'real'],
    describe: 'Let what moves take the time that it took, or leave time to read (the default)',
  },
  ...choiceFlags,
  'each-lane': { type: 'boolean', describe: 'Draw each lane into a file of its own, too' },
  ...embedFlags,
  ...pluginFlags,
  ...againFlags,
} satisfies Record<string, Flag>
