import type { Flag } from './flag.ts'
import { runFlags, type Common, type Values } from './options.ts'

/** Those of `shake`, in the order of its help. */
export const shakeFlags = {
  runs: { type: 'number', requiresArg: true, describe: 'Shake each scenario in so many runs; 100 by default' },
  for: { type: 'string', requiresArg: true, describe: 'Shake each scenario for so long instead, such as 30s' },
  seed: { type: 'number', requiresArg: true, describe: 'Do what this seed says, which a report has named' },
  run: { type: 'number', requiresArg: true, describe: 'Do only this run of the seed, or of --faults' },
  'split-every-byte': {
    type: 'boolean',
    describe: 'Cut each stream at each position, one in each run, instead of what a seed says',
  },
  cut: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Cut a stream after this byte, as "server#1 up 7", and do nothing else; several are possible',
  },
  join: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Let these bytes of a stream arrive in one piece, as "server#1 up 0..14"; several are possible',
  },
  delay: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Delay what follows this byte of a stream, as "server#1 up 7 20ms"; several are possible',
  },
  faults: {
    type: 'string',
    requiresArg: true,
    describe:
      'Break connections at each place that matters: reset, half-close, stop, latency, or several as "reset,stop"',
  },
  break: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Break a connection after this byte of a stream, as "server#1 up 7 reset", and do nothing else',
  },
  order: { type: 'number', requiresArg: true, describe: 'Make actors ready in the order of this seed' },
  pieces: { type: 'number', requiresArg: true, describe: 'Let lanes receive their bytes in the pieces of this seed' },
  write: {
    type: 'string',
    requiresArg: true,
    describe:
      'Write what is found as a scenario of this name, with a proxy and its faults, beside the one that was shaken',
  },
  jobs: {
    alias: 'j',
    type: 'number',
    requiresArg: true,
    describe: 'Make so many runs of a scenario at once; as many as there are processors by default',
  },
  bail: { ...runFlags.bail, describe: 'Stop after the first scenario in which something is found' },
  tag: runFlags.tag,
  title: runFlags.title,
  project: runFlags.project,
  'timeout-scale': runFlags['timeout-scale'],
  matrix: runFlags.matrix,
  var: runFlags.var,
  env: runFlags.env,
  secret: runFlags.secret,
  ci: runFlags.ci,
  reporter: runFlags.reporter,
  out: { ...runFlags.out, describe: 'Write recordings into the folder “shake” of this folder' },
  verbose: { ...runFlags.verbose, describe: 'Show reports in full' },
  'pass-with-none': runFlags['pass-with-none'],
} satisfies Record<string, Flag>

/** What `shake` is called with. */
export type ShakeArgs = Common & Values<typeof shakeFlags> & { readonly files?: readonly string[] }
