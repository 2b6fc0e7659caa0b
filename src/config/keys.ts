import { report } from '../language/checking.ts'
import { described } from '../language/shape.ts'
import type { Shape, ValueOf } from '../language/shape.ts'
import { oneOrMany } from '../language/shapes/lists.ts'
import { fixedText, oneWordOf, truth, wholeNumber } from '../language/shapes/scalars.ts'
import { limits } from '../language/top/limits.ts'
import type { Span } from '../model/span.ts'
import { compileRegex, parseRegex } from '../text/regex.ts'
import { maskForAll } from './masks.ts'
import { matrix } from './matrix.ts'
import { reporters } from './reporters.ts'
import { scale } from './scale.ts'
import { environment, variables } from './variables.ts'

/** A name, and where it stands. */
export interface Placed {
  readonly text: string
  readonly span: Span
}

/** A part of a title, or a `/regex/`. */
const title: Shape<string> = {
  schema: fixedText.schema,
  read(c, node, label) {
    const text = fixedText.read(c, node, label)
    const regex = text === undefined ? undefined : parseRegex(text)
    const compiled = regex === undefined ? undefined : compileRegex(regex)
    if (compiled === undefined || !('mistake' in compiled)) return text
    const hint = 'correct it; without slashes it is plain text'
    report(c, 'invalid-regex', `this regex does not compile: ${compiled.mistake}`, node.span, hint)
    return undefined
  },
}

const placedText: Shape<Placed> = {
  schema: fixedText.schema,
  read(c, node, label) {
    const text = fixedText.read(c, node, label)
    return text === undefined ? undefined : { text, span: node.span }
  },
}

/** The name of a variable, of the scenario or of the environment, where names may have dots and more. */
const secretPattern = /^[^\s=,$"']+$/
const secretName: Shape<Placed> = {
  schema: (registry) => ({ ...placedText.schema(registry), pattern: secretPattern.source }),
  read(c, node, label) {
    const name = placedText.read(c, node, label)
    if (name === undefined || secretPattern.test(name.text)) return name
    const hint = 'write the name alone, such as “secrets: [API_TOKEN]”; its value is taken from the variable'
    report(c, 'invalid-value', `“${name.text}” cannot name a variable`, name.span, hint)
    return undefined
  },
}

/** What each project can say for its own scenarios. */
export const projectShapes = {
  scenarios: described(fixedText, 'the folder of the scenarios, from the folder of this file; scenarios when absent', {
    examples: ['tests/scenarios'],
  }),
  retries: described(wholeNumber(0), 'how often what does not pass is run again, as --retries', { examples: [2] }),
  timeoutScale: described(scale, 'by what all deadlines are multiplied, as --timeout-scale', { examples: [3] }),
  plugins: described(
    oneOrMany(placedText, 'a file or a package, or a list of them'),
    'plugins of all scenarios, as if each named them; paths are from the folder of this file',
    { examples: [['./plugins/memcached.ts']] },
  ),
  limits: described(limits.shape, 'limits of scenarios that have none of their own', { examples: [{ step: '10s' }] }),
  mask: described(maskForAll, 'masks of all scenarios, behind their own', { examples: [['uuid']] }),
  matrix: described(matrix, 'values that scenarios run with, once for each; used as ${matrix.NAME}', {
    examples: [{ impl: ['redis', 'valkey'] }],
  }),
  transcripts: described(
    oneWordOf({
      shared: 'one transcript that all values of the matrix, and all projects, share',
      'per-value': 'one transcript for each value',
      'per-project': 'a transcript of its own for a project',
    }),
    'whether the values of the matrix and the projects share a transcript',
  ),
  vars: described(variables, 'variables, as --var name=value; ${env.NAME} is taken from the environment', {
    examples: [{ host: 'localhost' }],
  }),
  env: described(environment, 'environment variables of all programs, as --env NAME=value', {
    examples: [{ NODE_ENV: 'test' }],
  }),
  secrets: described(
    oneOrMany(secretName, 'the name of a variable, or a list of them'),
    'variables whose values are hidden where they are set, as --secret',
    { examples: [['API_TOKEN']] },
  ),
  tags: described(
    oneOrMany(placedText, 'a tag, or a list of them'),
    'only scenarios with one of these tags are selected, as --tag; “!slow” excludes',
    { examples: [['!slow']] },
  ),
  title: described(title, 'only scenarios whose title contains this, or matches /regex/, are selected, as --title'),
}

/** What is said once for all scenarios of a run. */
const runShapes = {
  out: described(fixedText, 'the folder of recordings, from the folder of this file; .scenario when absent', {
    examples: ['build/scenario'],
  }),
  jobs: described(wholeNumber(1), 'how many scenarios run at once, as --jobs; 8 when absent', { examples: [4] }),
  isolate: described(truth, 'whether scenarios run in processes of their own, as --isolate'),
  bail: described(truth, 'whether a run stops after the first failure, as --bail'),
  allowFlaky: described(truth, 'whether a run with flaky scenarios passes, as --allow-flaky'),
  shuffle: described(truth, 'whether scenarios run in random order, as --shuffle'),
  reporters: described(reporters, 'the reporters of a run, as --reporter', {
    examples: [['default', { junit: { file: 'report.xml' } }]],
  }),
  failOnSkip: described(truth, 'whether a skipped scenario fails the run, as --fail-on-skip'),
  passWithNone: described(truth, 'whether a run without scenarios passes, as --pass-with-none'),
}

/** The keys of a configuration, in the order in which they are listed. */
export const keyShapes = { ...projectShapes, ...runShapes }

export type KeyName = keyof typeof keyShapes

/** What stands behind a key, and where that key is. */
export interface Setting<T> {
  readonly value: T
  readonly span: Span
}
export type Settings = { readonly [K in KeyName]?: Setting<ValueOf<(typeof keyShapes)[K]>> }

/** True for a key that no project can say for itself. */
export const isOfRun = (key: string): boolean => Object.hasOwn(runShapes, key)
