import type { Flag } from './flag.ts'
import { environmentFlags, outFlags } from './shared-flags.ts'
import { wireFlags } from './wire-flags.ts'

/** Those of `record`. */
export const recordFlags = {
  from: {
    type: 'string',
    requiresArg: true,
    describe: 'Write the scenario of this file: a session, an asciicast, a script log, a pcap, an expect script',
  },
  ...wireFlags,
  strict: { type: 'boolean', describe: 'Expect every line, and nothing else' },
  title: { alias: 't', type: 'string', requiresArg: true, describe: 'Call the scenario this; its name by default' },
  runs: {
    type: 'number',
    requiresArg: true,
    default: 3,
    describe: 'Run it this many times in a row, each with the same transcript',
  },
  prove: { type: 'boolean', describe: 'Run the scenario before it is done; with --no-prove it is only written' },
  force: { type: 'boolean', describe: 'Replace a scenario of this name' },
  'switch-key': {
    type: 'string',
    requiresArg: true,
    default: 'ctrl-g',
    describe: 'Open the menu of recorded programs with this key',
  },
  secret: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Write ${NAME} in place of the value of this environment variable, and keep no session',
  },
  ...environmentFlags,
  ...outFlags,
} satisfies Record<string, Flag>
