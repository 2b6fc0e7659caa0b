/** What the parser must know of a flag, and its help. */
export interface Flag {
  readonly alias?: string
  readonly type: 'boolean' | 'string' | 'number'
  readonly array?: true
  readonly describe: string
  readonly default?: string | number
  readonly choices?: readonly string[]
  readonly requiresArg?: true
}

export const commonFlags = {
  color: { type: 'boolean', describe: 'Colours, or --no-color for none' },
} satisfies Record<string, Flag>

const filterFlags = {
  tag: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Only scenarios with this tag (several: any of them; “!slow” leaves out)',
  },
  title: {
    alias: 't',
    type: 'string',
    requiresArg: true,
    describe: 'Only scenarios whose title contains this, or matches /regex/',
  },
} satisfies Record<string, Flag>

const variableFlags = {
  var: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'A variable as name=value, over the scenario’s own',
  },
} satisfies Record<string, Flag>

const outFlags = {
  out: { type: 'string', requiresArg: true, default: '.scenario', describe: 'The output folder, for recordings' },
} satisfies Record<string, Flag>

const verboseFlags = {
  verbose: { type: 'boolean', describe: 'Show reports in full, and of a run every row as it comes' },
} satisfies Record<string, Flag>

export const runFlags = {
  update: { alias: 'u', type: 'boolean', describe: 'Let transcripts agree with what was heard' },
  jobs: { alias: 'j', type: 'number', requiresArg: true, default: 8, describe: 'How many scenarios run at once' },
  bail: { type: 'boolean', describe: 'Begin nothing more after the first that does not pass' },
  ...filterFlags,
  ...variableFlags,
  secret: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'A variable, ours or of the environment, whose value is never shown',
  },
  ci: { type: 'boolean', describe: 'As in CI: no transcript is written, a missing one fails; set by the variable CI' },
  reporter: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'How to report, as NAME or NAME=FILE; several are possible',
  },
  ...outFlags,
  ...verboseFlags,
  'fail-on-skip': { type: 'boolean', describe: 'Fail when a scenario is skipped' },
  'pass-with-none': { type: 'boolean', describe: 'No scenario at all is no failure' },
} satisfies Record<string, Flag>

export const checkFlags = { ...variableFlags, ...verboseFlags } satisfies Record<string, Flag>
export const pluginsFlags = {
  test: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Hold a plugin to its contract: a file or a package; exit code 1 when it breaks a rule',
  },
} satisfies Record<string, Flag>
export const diffFlags = { ...verboseFlags } satisfies Record<string, Flag>
export const listFlags = { ...filterFlags } satisfies Record<string, Flag>
export const showFlags = {
  layout: {
    type: 'string',
    requiresArg: true,
    choices: ['columns', 'rows'],
    default: 'columns',
    describe: 'Panes each for themselves, or aligned by time',
  },
  width: { type: 'number', requiresArg: true, describe: 'Columns to use instead of the terminal’s' },
} satisfies Record<string, Flag>

const pluginFlags = {
  plugin: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'A further plugin, as a file or a package (several are possible)',
  },
} satisfies Record<string, Flag>

export const renderFlags = {
  to: {
    type: 'string',
    requiresArg: true,
    describe: 'The format; a picture (svg) when absent. “scenario plugins” lists them',
  },
  width: { type: 'number', requiresArg: true, describe: 'Columns to use; each format has a width of its own' },
  out: {
    type: 'string',
    requiresArg: true,
    describe: 'The file to write, - for standard output; here and named like the conversation when absent',
  },
  ...pluginFlags,
} satisfies Record<string, Flag>

export const schemaFlags = {
  ...pluginFlags,
  out: { type: 'string', requiresArg: true, describe: 'Write it into this file instead of printing it' },
} satisfies Record<string, Flag>
export const initFlags = {
  'dry-run': { type: 'boolean', describe: 'Only say what would be written' },
} satisfies Record<string, Flag>
export const newFlags = {
  from: {
    type: 'string',
    requiresArg: true,
    default: 'echo',
    describe: 'The template: echo, tcp, program, udp, tls, websocket or proxy',
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
