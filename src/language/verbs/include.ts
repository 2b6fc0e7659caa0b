import type { Document, Template } from '../../model/scenario.ts'
import type { Span } from '../../model/span.ts'
import type { YamlNode } from '../../model/yaml-node.ts'
import { joinPath } from '../join-path.ts'
import { add, markGap, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { byType } from '../json-schema/by-type.ts'
import { byName } from '../json-schema/names.ts'
import type { Step } from '../scenario.ts'
import { described, keysOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { fixedText, text } from '../shapes/scalars.ts'
import { steps } from '../shapes/steps.ts'
import { asMap, checkName } from '../values.ts'
import { defineVerb } from '../verb.ts'
import type { Verb } from '../verb.ts'

interface Given {
  readonly name: string
  readonly value: Template
}

/** Steps of a file in place, with variables of their own. */
export interface Scope {
  readonly verb: 'scope'
  readonly vars: readonly Given[]
  readonly steps: readonly Step[]
}

/** Files that include each other twice over and over would make a scenario without end. */
const includeLimit = 1000

const variables: Shape<readonly Given[]> = {
  schema: (registry) => byName('variable', text.schema(registry)),
  read: (c, node, label) =>
    (asMap(c, node, label, `“${label}: { name: value }”`)?.entries ?? []).flatMap(({ key, keySpan, value }) => {
      const given = text.read(c, value, key) ?? { parts: [], span: value.span }
      if (checkName(c, key, keySpan, 'variable')) return [{ name: key, value: given }]
      c.unreadable.add(key)
      return []
    }),
}

const fields = {
  file: described(fixedText, 'a path relative to this file', { examples: ['login.yaml'] }),
  with: described(variables, 'variables for its steps'),
}
const keys = keysOf(fields, '“include”')

/** What an included file may have, when it is no list of steps. */
export const includedKeys = keysOf(
  {
    about: described(fixedText, 'what it shows, in prose'),
    vars: described(variables, 'defaults for what “with” leaves out'),
    steps,
  },
  'an included file, which has only steps',
)

const includedSteps: Shape<Scope> = {
  schema: (registry) =>
    byType({
      expected: 'a file, or { file: …, with: … }',
      scalar: fixedText.schema(registry),
      map: keys.schema(registry, { required: ['file'] }),
    }),
  read(c, node, verb) {
    const { file, given } = partsOf(c, node, verb)
    const name = file === undefined ? undefined : fixedText.read(c, file, verb)
    if (file === undefined || name === undefined) return markGap(c, 'anything')
    const path = joinPath(c.here.source.file, name)
    if (endless(c, path, name, file.span)) return markGap(c, 'anything')
    const document = open(c, path, name, file.span)
    if (document === undefined) return markGap(c, 'anything')
    const includedFrom = c.here.includedFrom ?? c.state.reading.verbSpan
    const inside: Checking = {
      ...c,
      here: {
        source: document.source,
        ...(document.mistakes === undefined ? {} : { mistakes: document.mistakes }),
        ...(includedFrom === undefined ? {} : { includedFrom }),
        chain: [...c.here.chain, path],
      },
    }
    return stepsIn(inside, document, given === undefined ? [] : (variables.read(c, given, 'with') ?? []))
  },
}

function partsOf(c: Checking, node: YamlNode, verb: string): { readonly file?: YamlNode; readonly given?: YamlNode } {
  if (node.type !== 'map') return { file: node }
  const { file, with: given } = keys.entries(c, node)
  if (node.entries.length > (file === undefined ? 0 : 1) + (given === undefined ? 0 : 1)) markGap(c)
  if (file === undefined) {
    const [, example] = c.grammar.verbs.get(verb)?.examples ?? []
    report(c, 'missing-key', '“file” is missing', node.span, `write “${example}”`)
  }
  return {
    ...(file === undefined ? {} : { file: file.value }),
    ...(given === undefined ? {} : { given: given.value }),
  }
}

/** Reports a file that includes itself, or of too many that are included. */
function endless(c: Checking, path: string, name: string, span: Span): boolean {
  const { chain } = c.here
  if (chain.includes(path)) {
    const message = `“${name}” includes itself${chain.length > 1 ? ', by way of other files' : ''}`
    report(c, 'cyclic-include', message, span, 'a repeated part can be a “repeat”')
    return true
  }
  if (++c.state.included <= includeLimit) return false
  if (c.state.included === includeLimit + 1) {
    const hint = 'write a “repeat” around one “include”'
    report(c, 'cyclic-include', `more than ${includeLimit} files are included`, span, hint)
  }
  return true
}

/** The document of an included file; read once a check. */
function open(c: Checking, path: string, name: string, span: Span): Document | undefined {
  if (c.documents.has(path)) return c.documents.get(path)
  const bytes = c.host.readFile(path)
  if (!(bytes instanceof Uint8Array)) {
    add(c, [{ ...bytes, span }])
    c.documents.set(path, undefined)
    return undefined
  }
  const read = c.grammar.document(bytes, path, joinPath(c.here.source.shown, name))
  const document = 'document' in read ? read.document : undefined
  c.documents.set(path, document)
  const source = 'document' in read ? read.document.source : read.source
  if (source !== undefined) c.sources.set(path, source)
  // Beyond the limit of sizes there is no text to point into: the step that includes it is the place.
  const problems = 'problems' in read ? read.problems : (read.document.mistakes ?? [])
  const placed = problems.map((problem) =>
    problem.span === undefined ? { ...problem, span } : { ...problem, includedFrom: span },
  )
  add(c, placed)
  return document
}

/** A list of steps, or a map of `steps` with defaults for variables in `vars`. */
function stepsIn(c: Checking, { root }: Document, given: readonly Given[]): Scope | undefined {
  if (root.type === 'list') return { verb: 'scope', vars: given, steps: c.grammar.steps(c, root, 'include') }
  const entries = root.type === 'map' ? includedKeys.entries(c, root) : {}
  if (entries.steps === undefined) {
    report(c, 'missing-key', 'an included file is a list of steps, or has “steps”', root.span, 'begin it with “steps:”')
    return markGap(c, 'anything')
  }
  const { vars = [], steps = [] } = includedKeys.values(c, [entries.vars, entries.steps])
  const defaults = vars.filter(({ name }) => !given.some((other) => other.name === name))
  return { verb: 'scope', vars: [...given, ...defaults], steps }
}

export const include: Verb<Scope> = defineVerb({
  about: 'does the steps of another file in place',
  examples: ['include: login.yaml', 'include: { file: login.yaml, with: { user: anna } }'],
  argument: includedSteps,
  traits: { does: 'neither', holdsSteps: true, fromElsewhere: true, instant: 'put it beside the steps of that file' },
  step: (scope) => scope,
})
