import type { Flag } from './flag.ts'

/** Those of `report`. */
export const reportFlags = {
  open: { type: 'boolean', describe: 'Open it in the browser' },
  out: {
    type: 'string',
    requiresArg: true,
    describe: 'Write this file; report.html in the output folder when absent',
  },
} satisfies Record<string, Flag>
