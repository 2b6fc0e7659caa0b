import type { Flag } from './flag.ts'

/** Flags that several commands have: which scenarios are selected. Each constant is what one command adds to its own as a whole. */
export const filterFlags = {
  tag: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Select scenarios with this tag (several: any of them; “!slow” excludes)',
    key: 'tags',
  },
  title: {
    alias: 't',
    also: ['grep'],
    type: 'string',
    requiresArg: true,
    describe: 'Select scenarios whose title contains this, or matches /regex/',
    key: 'title',
  },
} satisfies Record<string, Flag>

export const projectFlags = {
  project: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Only for this project of the configuration; several are possible',
    ofScenario: true,
  },
} satisfies Record<string, Flag>

export const variableFlags = {
  var: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Set a variable as name=value, instead of the scenario’s value',
    key: 'vars',
    adds: true,
    ofScenario: true,
  },
} satisfies Record<string, Flag>

export const matrixFlags = {
  matrix: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe:
      'Run each scenario that uses ${matrix.NAME} once for each value, as NAME=VALUE,VALUE; several are possible',
    ofScenario: true,
  },
} satisfies Record<string, Flag>

export const environmentFlags = {
  env: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Set an environment variable of all programs as NAME=value, or take NAME from the environment',
    key: 'env',
    adds: true,
    ofScenario: true,
  },
} satisfies Record<string, Flag>

export const outFlags = {
  out: {
    type: 'string',
    requiresArg: true,
    default: '.scenario',
    describe: 'Write recordings into this folder',
    key: 'out',
    ofScenario: true,
  },
} satisfies Record<string, Flag>

export const verboseFlags = {
  verbose: { type: 'boolean', describe: 'Show reports in full, and each row of a run as it comes' },
} satisfies Record<string, Flag>

export const reporterFlags = {
  reporter: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Report with this reporter, as NAME or NAME=FILE; several are possible',
  },
} satisfies Record<string, Flag>

export const pluginFlags = {
  plugin: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Load another plugin, a file or a package; several are possible',
  },
} satisfies Record<string, Flag>

/** How panes are drawn; a command adds what it does without them. */
export const layoutFlags = {
  layout: {
    type: 'string',
    requiresArg: true,
    choices: ['columns', 'rows'],
    describe: 'Draw each pane by itself, or align all by time',
  },
  width: { type: 'number', requiresArg: true, describe: 'Use this many columns' },
} satisfies Record<string, Flag>

/** Which part of a conversation is drawn. */
export const choiceFlags = {
  lanes: {
    type: 'string',
    array: true,
    requiresArg: true,
    describe: 'Draw only these lanes, in this order: client,server,server#1',
  },
  steps: { type: 'string', requiresArg: true, describe: 'Draw only these steps of a run, such as 3..7, 3.. or ..7' },
  lines: {
    type: 'string',
    requiresArg: true,
    describe: 'Draw only the steps in these lines of the scenario, such as 20..24',
  },
} satisfies Record<string, Flag>

/** How a scenario runs for a decision, for a picture, or for a person who goes from step to step. */
export const againFlags = {
  ...projectFlags,
  ...matrixFlags,
  ...variableFlags,
  ...environmentFlags,
} satisfies Record<string, Flag>

/** Of `render`, for marked blocks of Markdown files. */
export const embedFlags = {
  embed: {
    type: 'boolean',
    describe: 'Draw the marked blocks of these Markdown files again, or of all below this folder',
  },
  check: { type: 'boolean', describe: 'With --embed: write nothing, and fail when a block is stale' },
  watch: { alias: 'w', type: 'boolean', describe: 'With --embed: draw again when something changes, until Ctrl-C' },
} satisfies Record<string, Flag>
