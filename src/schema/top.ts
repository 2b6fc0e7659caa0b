import { builtInMasks, systems } from '../model/words.ts'
import type { BuiltInMask, TopKey } from '../model/words.ts'
import { closed, use } from './json.ts'
import type { JsonSchema } from './json.ts'
import { byName } from './names.ts'
import { fixedText, text } from './plain.ts'
import { fixedDuration } from './roles.ts'

const flag: JsonSchema = { type: 'boolean' }
const someText = (description: string): JsonSchema => ({
  description,
  anyOf: [fixedText, { type: 'array', items: fixedText }],
})
const limit = (description: string): JsonSchema => ({ ...fixedDuration, description })

const mode: JsonSchema = {
  type: ['string', 'integer'],
  pattern: '^(?:0o?)?[0-7]{3,4}$',
  minimum: 0,
  description: 'What chmod takes: 644 or 755',
}

const variable: JsonSchema = {
  anyOf: [text, closed({ value: text, secret: { ...flag, description: 'Its value is never shown' } })],
}

const file: JsonSchema = { anyOf: [text, closed({ text, mode }, { required: ['text'] })] }
const folder: JsonSchema = { anyOf: [{ type: 'null' }, closed({ mode })] }

const maskMeanings: Readonly<Record<BuiltInMask, string>> = {
  'iso-time': 'Dates with times',
  uuid: 'UUIDs, numbered so that two stay different',
  duration: 'Durations such as 12ms or 1.5 seconds',
  path: 'Absolute paths, numbered so that two stay different',
}

const maskRule: JsonSchema = {
  anyOf: [
    ...builtInMasks.map((name) => ({ const: name, description: maskMeanings[name] })),
    {
      ...fixedText,
      not: { type: 'string', pattern: '^/.*/[a-z]*$' },
      description: 'A captured variable, renamed wherever it stands',
    },
    closed(
      {
        match: { ...text, description: 'A text or /regex/' },
        as: { ...fixedText, description: 'What it is written as, such as <name>' },
      },
      { required: ['match', 'as'] },
    ),
  ],
}

const condition: JsonSchema = closed({
  os: { enum: systems, description: 'The system is this one' },
  command: { ...fixedText, description: 'This command can be found' },
  env: { ...fixedText, description: 'This environment variable is set' },
})
const conditions = (description: string): JsonSchema => ({
  description,
  anyOf: [condition, { type: 'array', items: condition }],
})

const keys: Readonly<Record<TopKey, JsonSchema>> = {
  scenario: { ...fixedText, description: 'The title; it marks a file as a scenario' },
  about: { ...fixedText, description: 'What it shows, in prose' },
  tags: someText('Words for --tag'),
  plugins: someText('Further plugins: a path relative to this file, or a package'),
  vars: byName('variable', variable, { description: 'Variables, used as ${name}; --var name=value wins' }),
  files: {
    description: 'Files that are written into ${tmp} before the first step; a name that ends in / is a folder',
    type: 'object',
    propertyNames: { title: 'file' },
    patternProperties: { '/$': folder, '[^/]$': file },
  },
  tmp: closed({ mode }, { description: 'The run’s own folder; private to the user unless mode says otherwise' }),
  limits: closed(
    {
      step: limit('Every wait’s deadline; 5s when absent'),
      scenario: limit('The whole run’s; 60s when absent'),
      settle: limit('How long sockets may take to settle at the end; 2s when absent'),
    },
    { description: 'Deadlines' },
  ),
  forbid: {
    description: 'Texts and /regexes/ that must appear in no lane at any time',
    anyOf: [text, { type: 'array', items: text }],
  },
  mask: {
    description: 'Volatile text to rename in the transcript',
    anyOf: [maskRule, { type: 'array', items: maskRule }],
  },
  transcript: closed(
    { lines: { type: 'integer', minimum: 1, description: 'Lines of a lane that are kept whole; 2000 when absent' } },
    { description: 'How much a transcript keeps' },
  ),
  only: conditions('Runs only where this holds, and is skipped elsewhere'),
  skip: conditions('Is skipped where this holds'),
  actors: use('actors'),
  steps: use('steps'),
}

export const topDefinitions: Readonly<Record<string, JsonSchema>> = {
  scenario: closed(keys, { required: ['scenario', 'actors', 'steps'] }),
  included: {
    description: 'Steps for include, from another scenario',
    anyOf: [
      use('steps'),
      closed(
        {
          about: keys.about,
          vars: byName('variable', text, { description: 'Defaults for what “with” leaves out' }),
          steps: use('steps'),
        },
        { required: ['steps'] },
      ),
    ],
  },
}
