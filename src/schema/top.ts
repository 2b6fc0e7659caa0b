import { builtInMasks, systems } from '../model/words.ts'
import type { BuiltInMask, TopKey } from '../model/words.ts'
import { byType } from './by-type.ts'
import { documented } from './documented.ts'
import { closed, use, when } from './json.ts'
import type { JsonSchema } from './json.ts'
import { byName } from './names.ts'
import { fixedText, text } from './plain.ts'
import { fixedDuration, fixedSize } from './roles.ts'

const listOf = (items: JsonSchema): JsonSchema => ({ type: 'array', items })
const someText = (one: JsonSchema, expected: string): JsonSchema => byType({ expected, scalar: one, list: listOf(one) })
const limit = (description: string): JsonSchema => ({ ...fixedDuration, description })

const mode: JsonSchema = {
  type: ['string', 'integer'],
  pattern: '^(?:0o?)?[0-7]{3,4}$',
  minimum: 0,
  description: 'what chmod takes: 644 or 755',
  errorMessage: 'expected what chmod takes, such as 755',
  examples: [755],
}

const secret: JsonSchema = { type: 'boolean', description: 'its value is never shown' }
const variable: JsonSchema = byType({
  expected: 'a text, or { value: …, secret: true }',
  scalar: text,
  map: closed({ value: { ...text, description: 'what it stands for' }, secret }),
})

const file: JsonSchema = byType({
  expected: 'the text of the file, or { text: …, mode: … }',
  scalar: text,
  map: closed({ text: { ...text, description: 'what stands in the file' }, mode }, { required: ['text'] }),
})
const folder: JsonSchema = byType({
  expected: 'nothing, or { mode: … }, since a name that ends in / is a folder',
  map: closed({ mode }),
  nothing: true,
})

const maskMeanings: Readonly<Record<BuiltInMask, string>> = {
  'iso-time': 'dates with times',
  uuid: 'UUIDs, numbered so that two stay different',
  duration: 'durations such as 12ms or 1.5 seconds',
  path: 'absolute paths, numbered so that two stay different',
}
const maskWords: JsonSchema[] = builtInMasks.map((name) => ({
  label: name,
  bodyText: name,
  description: maskMeanings[name],
}))

const mask = {
  expected: 'iso-time, uuid, duration, path, the name of a captured variable, or { match: …, as: … }',
  scalar: {
    ...fixedText,
    not: { type: 'string', pattern: '^/.*/[a-z]*$' },
  },
  map: closed(
    {
      match: { ...text, description: 'a text or /regex/', examples: ['/id=(\\d+)/'] },
      as: { ...fixedText, description: 'what it is written as', examples: ['<id>'] },
    },
    { required: ['match', 'as'] },
  ),
  offers: { defaultSnippets: [...maskWords, { label: '{ match: …, as: … }', bodyText: '{ match: /$1/, as: <$2> }' }] },
}

const condition: JsonSchema = closed(
  {
    os: { enum: systems, description: 'the system is this one' },
    command: { ...fixedText, description: 'this command can be found', examples: ['redis-server'] },
    env: { ...fixedText, description: 'this environment variable is set', examples: ['CI'] },
  },
  { errorMessage: 'expected a condition: os, command or env' },
)
const conditions = (description: string, example: string): JsonSchema => ({
  ...documented(description, [example]),
  ...byType({ expected: 'a condition such as { os: linux }, or a list', map: condition, list: listOf(condition) }),
})

const keys: Readonly<Record<TopKey, JsonSchema>> = {
  scenario: {
    ...fixedText,
    description: 'the title; it marks a file as a scenario',
    examples: ['A client is greeted'],
  },
  about: { ...fixedText, description: 'what it shows, in prose' },
  tags: {
    ...documented('words for --tag', ['tags: [tcp, slow]']),
    ...someText(fixedText, 'a word, or a list of words'),
  },
  plugins: {
    ...documented('further plugins: a path relative to this file, or a package', ['plugins: ./memcached.ts']),
    ...someText(fixedText, 'a file or a package, or a list of them'),
  },
  vars: byName(
    'variable',
    variable,
    documented('variables, used as ${name}; --var name=value wins', [
      'vars: { user: anna, token: { value: s3cret, secret: true } }',
    ]),
  ),
  files: {
    ...documented('files that are written into ${tmp} before the first step; a name that ends in / is a folder', [
      'files: { app.conf: "port = 9000", data/: }',
    ]),
    type: 'object',
    propertyNames: { title: 'file' },
    patternProperties: { '/$': folder, '[^/]$': file },
    errorMessage: 'expected { name: text }',
  },
  tmp: closed(
    { mode },
    documented('the run’s own folder; private to the user unless mode says otherwise', ['tmp: { mode: 755 }']),
  ),
  limits: closed(
    {
      step: limit('every wait’s deadline; 5s when absent'),
      scenario: limit('the whole run’s; 60s when absent'),
      idle: limit('a program with a timer that is due within this time is not idle; 100ms when absent'),
      settle: limit('the most that each actor gets to be taken down at the end; its kind says when absent'),
      line: { ...fixedSize, description: 'a longer line is cut into pieces; 1MiB when absent' },
      unread: { ...fixedSize, description: 'how much of a stream waits for a step to read it; 32MiB when absent' },
    },
    {
      ...documented('deadlines, and how much is kept of what is heard', [
        'limits: { step: 10s, scenario: 2m }',
        'limits: { line: 16MiB }',
      ]),
      errorMessage: 'expected step, scenario, idle or settle with a duration, line or unread with a size',
    },
  ),
  forbid: {
    ...documented('texts and /regexes/ that must appear in no lane at any time', ['forbid: [panic, /segfault/i]']),
    ...someText(text, 'a text or /regex/, or a list of them'),
  },
  mask: {
    ...documented('volatile text to rename in the transcript', ['mask: [uuid, { match: /id=(\\d+)/, as: <id> }]']),
    ...byType({ ...mask, list: listOf(byType(mask)) }),
  },
  transcript: closed(
    {
      lines: {
        type: 'integer',
        minimum: 1,
        description: 'lines of a lane that are kept whole; 2000 when absent',
        errorMessage: 'expected a whole number from 1 on',
        examples: [100],
      },
    },
    documented('how much a transcript keeps', ['transcript: { lines: 100 }']),
  ),
  only: conditions(
    'runs only where this holds, and is skipped elsewhere',
    'only: { os: linux, command: redis-server }',
  ),
  skip: conditions('is skipped where this holds', 'skip: { env: CI }'),
  actors: use('actors'),
  steps: use('steps'),
}

const skeleton = `scenario: \${1:A client is greeted}

actors:
  server: \${2:echo-server}
  client: { \${3:telnet}: server }

steps:
  - start: server
  - connect: client
  - expect: { client: \${4:Hello client!} }
`

export const topDefinitions: Readonly<Record<string, JsonSchema>> = {
  scenario: when({ required: ['scenario'] }, closed(keys, { required: ['actors', 'steps'] }), {
    type: 'object',
    properties: keys,
    allOf: [{ required: ['scenario'], errorMessage: 'a scenario begins with its title: “scenario: …”' }],
    errorMessage: 'expected a scenario',
    defaultSnippets: [{ label: 'a whole scenario', bodyText: skeleton }],
  }),
  included: {
    description: 'steps for include, from another scenario',
    ...when(
      { type: 'array' },
      use('steps'),
      closed(
        {
          about: keys.about,
          vars: byName('variable', text, { description: 'defaults for what “with” leaves out' }),
          steps: use('steps'),
        },
        { required: ['steps'] },
      ),
    ),
  },
}
