import type { KeyName } from '../config/keys.ts'
import type { Flag } from './flag.ts'
import {
  againFlags,
  choiceFlags,
  environmentFlags,
  filterFlags,
  layoutFlags,
  matrixFlags,
  outFlags,
  pluginFlags,
  projectFlags,
  reporterFlags,
  variableFlags,
  verboseFlags,
} from './shared-flags.ts'

/** Those of every command. */
export const commonFlags = {
  color: { type: 'boolean', describe: 'Use colours, or none with --no-color' },
} satisfies Record<string, Flag>

/** Those of `run`, in the order of its help. */
export const runFlags = {
  update: { alias: 'u', type: 'boolean', describe: 'Update transcripts to match this run', ofScenario: true },
  watch: { alias: 'w', type: 'boolean', describe: 'Run again what a change touches, until q' },
  jobs: {
    alias: 'j',
    type: 'number',
    requiresArg: true,
    default: 8,
    describe: 'Run this many scenarios at once',
    key: 'jobs',
  },
  isolate: {
    type: 'boolean',
    describe: 'Run scenarios in processes of their own, so that a plugin that crashes or hangs takes one with it',
    key: 'isolate',
    givesWayTo: 'queue',
  },
  bail: { type: 'boolean', describe: 'Stop after the first failure', key: 'bail' },
  retries: {
    type: 'number',
    requiresArg: true,
    describe: 'Run what does not pass again, this many times at most',
    key: 'retries',
    givesWayTo: 'repeat',
  },
  'allow-flaky': { type: 'boolean', describe: 'Pass when scenarios pass only after a retry', key: 'allowFlaky' },
  repeat: { type: 'number', requiresArg: true, describe: 'Run each scenario this many times; all runs must pass' },
  ...filterFlags,
  ...projectFlags,
  'last-failed': { type: 'boolean', describe: 'Run only what did not pass when it last ran' },
  changed: {
    type: 'string',
    describe: 'Run only what has changed since this git ref; without one, since the upstream of the branch, or HEAD',
  },
  shuffle: { type: 'boolean', describe: 'Run scenarios in random order', key: 'shuffle' },
  seed: { type: 'number', requiresArg: true, describe: 'Shuffle in the order of this seed, which a report has named' },
  shard: {
    type: 'string',
    requiresArg: true,
    describe: 'Run only this part of the selected scenarios, such as 2/3, or auto: as the CI’s variables say',
  },
  timings: { type: 'string', requiresArg: true, describe: 'Cut shards by how long scenarios took, in this file' },
  list: { type: 'boolean', describe: 'List what would run, in this order, and run nothing' },
  queue: {
    type: 'string',
    describe: 'Run on workers (scenario work) that share a Redis: redis://HOST:PORT; without it, of SCENARIO_QUEUE',
  },
  'queue-timeout': {
    type: 'number',
    requiresArg: true,
    default: 60,
    describe: 'Wait so many seconds for a worker or a run, or for a Redis that is gone',
  },
  'timeout-scale': {
    type: 'number',
    requiresArg: true,
    describe: 'Multiply all deadlines by this, on a slow machine',
    key: 'timeoutScale',
    ofScenario: true,
  },
  ...matrixFlags,
  ...variableFlags,
  ...environmentFlags,
  secret: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Hide the value of this variable, of the scenario or of the environment',
    key: 'secrets',
    adds: true,
    ofScenario: true,
  },
  ci: {
    type: 'boolean',
    describe: 'Write no transcript and fail when one is missing; default when the variable CI is set',
    ofScenario: true,
  },
  reporter: { ...reporterFlags.reporter, key: 'reporters' },
  ...outFlags,
  ...verboseFlags,
  'fail-on-skip': { type: 'boolean', describe: 'Fail when a scenario is skipped', key: 'failOnSkip' },
  'pass-with-none': { type: 'boolean', describe: 'Pass when no scenario is selected', key: 'passWithNone' },
} satisfies Record<string, Flag>

export const workFlags = {
  jobs: { ...runFlags.jobs, describe: 'Run this many scenarios at once on this machine' },
  once: { type: 'boolean', describe: 'End with the first run, or when none comes' },
  'queue-timeout': runFlags['queue-timeout'],
  ...outFlags,
} satisfies Record<string, Flag>

type RunFlags = typeof runFlags
/** Those that a configuration can set. */
type Configurable = {
  readonly [Name in keyof RunFlags as RunFlags[Name] extends { readonly key: KeyName } ? Name : never]: RunFlags[Name]
}
/** To see which value wins. */
export const configFlags = {
  json: { type: 'boolean', describe: 'Print it as JSON' },
  ci: runFlags.ci,
  project: runFlags.project,
  ...matrixFlags,
  ...(Object.fromEntries(Object.entries<Flag>(runFlags).filter(([, { key }]) => key !== undefined)) as Configurable),
} satisfies Record<string, Flag>

export const mergeFlags = {
  reporter: runFlags.reporter,
  timings: { type: 'string', requiresArg: true, describe: 'Add how long scenarios took to this file' },
  ...outFlags,
  ...verboseFlags,
} satisfies Record<string, Flag>
export const checkFlags = { ...projectFlags, ...matrixFlags, ...variableFlags, ...verboseFlags } satisfies Record<
  string,
  Flag
>
export const pluginsFlags = {
  ...projectFlags,
  test: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Test the contract of a plugin, a file or a package; exit code 1 when it breaks a rule',
  },
} satisfies Record<string, Flag>
export const diffFlags = { ...verboseFlags } satisfies Record<string, Flag>
export const reviewFlags = { ...againFlags } satisfies Record<string, Flag>
export const acceptFlags = {
  from: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Take them from this folder, the output folder of a CI run as it was downloaded; several are possible',
  },
  mask: {
    type: 'boolean',
    describe: 'Add masks to the scenario that make both the same, and prove them by running it',
  },
  conflicts: {
    type: 'boolean',
    describe: 'Run again what has a merge conflict in its transcript, and take the transcript of that run',
  },
  reject: { type: 'boolean', describe: 'Remove the new transcripts instead, and keep those that they would replace' },
  ...againFlags,
} satisfies Record<string, Flag>
export const listFlags = { ...filterFlags, ...projectFlags } satisfies Record<string, Flag>
export const showFlags = {
  layout: { ...layoutFlags.layout, default: 'columns' },
  width: { ...layoutFlags.width, describe: 'Use this many columns instead of the terminal’s' },
  ...choiceFlags,
} satisfies Record<string, Flag>

/** Its connection: editors are used to saying so. */
export const lspFlags = {
  stdio: { type: 'boolean', describe: 'Talk to the editor over standard input and output' },
} satisfies Record<string, Flag>

export const playFlags = {
  speed: { type: 'number', requiresArg: true, default: 1, describe: 'Play so many times as fast' },
  idle: { type: 'string', requiresArg: true, default: '1s', describe: 'Cut longer pauses to this' },
  live: {
    type: 'boolean',
    describe: 'Run the scenario, wait for a key before each step, and try other steps in between',
  },
  lanes: { ...choiceFlags.lanes, describe: 'Show only these lanes, in this order: client,server,server#1' },
  ...againFlags,
} satisfies Record<string, Flag>

export const explainFlags = { ...pluginFlags } satisfies Record<string, Flag>

export const schemaFlags = {
  ...projectFlags,
  config: { type: 'boolean', describe: 'Print the schema of a configuration (scenario.config.yaml) instead' },
  ...pluginFlags,
  out: { type: 'string', requiresArg: true, describe: 'Write it into this file instead of printing it' },
} satisfies Record<string, Flag>
export const initFlags = {
  ci: {
    type: 'string',
    requiresArg: true,
    choices: ['github', 'gitlab'],
    describe: 'Write jobs for this CI that run the scenarios in shards and report them as one run',
  },
  'dry-run': { type: 'boolean', describe: 'Print what would be written, and write nothing' },
} satisfies Record<string, Flag>
export const newFlags = {
  from: {
    type: 'string',
    requiresArg: true,
    default: 'echo',
    describe: 'Use this template: echo, tcp, program, udp, tls, websocket or proxy',
  },
} satisfies Record<string, Flag>

/** Values as the parser gives them, by the names of the flags. */
export type Values<Flags extends Record<string, Flag>> = {
  readonly [Name in keyof Flags]: Flags[Name] extends { readonly array: true }
    ? readonly string[] | undefined
    : Flags[Name] extends { readonly default: infer Default }
      ? Widened<Default>
      : Widened<ValueOf<Flags[Name]['type']>> | undefined
}
type Widened<T> = T extends string ? string : T extends number ? number : boolean
type ValueOf<T> = T extends 'string' ? string : T extends 'number' ? number : boolean

export type Common = Values<typeof commonFlags>
