import type { Template } from '../../model/scenario.ts'
import type { Placeholder } from '../../model/yaml-node.ts'
import { scalarsIn } from '../../language/expectations/captures.ts'
import { isOfMatrix, notInMatrix } from '../../language/matrix.ts'
import { didYouMean } from '../../text/suggest.ts'
import { allowsFact, listedFacts } from './facts.ts'
import { maybeSet } from './gaps.ts'
import { startedWord, startingVerb, type WalkedActor, type WalkState } from './walk-state.ts'

const always = ['tmp', 'dir']
const open = ['env.', 'free-port.']

/** Where placeholders stand, when that is not where they are filled in. */
export interface Reading {
  /** Variables known besides those of the environment. */
  readonly more?: ReadonlySet<string>
  /** The actor whose options are read, at its start. */
  readonly startOf?: string
  /** Filled in before the first step, when no actor has a fact yet. */
  readonly beforeSteps?: boolean
  /** Variables that get their value at any time are good enough. */
  readonly anyTime?: boolean
  /** What the expectation that is read captures itself, and what all of its step do. */
  readonly inExpectation?: readonly string[]
  readonly inStep?: ReadonlySet<string>
}

export function checkTemplate(walk: WalkState, template: Template | undefined, reading: Reading = {}): void {
  for (const part of template?.parts ?? []) if (typeof part !== 'string') checkPlaceholder(walk, part, reading)
}

export function checkPlaceholders(walk: WalkState, placeholders: readonly Placeholder[], reading: Reading = {}): void {
  for (const placeholder of placeholders) checkPlaceholder(walk, placeholder, reading)
}

function checkPlaceholder(walk: WalkState, placeholder: Placeholder, reading: Reading): void {
  const { name } = placeholder
  if (walk.variables.has(name) || reading.more?.has(name) || always.includes(name)) return
  if (reading.anyTime && walk.everSet.has(name)) return
  if (open.some((prefix) => name.startsWith(prefix) && name.length > prefix.length)) return
  const fact = factOf(walk, name)
  if (fact !== undefined) checkFact(walk, placeholder, fact.walked, fact.fact, reading)
  else if (maybeSet(walk, name.replace(/[.#].*/, ''))) return
  else if (isFile(walk, name)) reportFile(walk, placeholder)
  else if (isOfMatrix(name)) walk.collector.report(notInMatrix(placeholder, walk.variables))
  else if (name.includes('.')) reportUnknownActor(walk, placeholder)
  else reportUnknownVariable(walk, placeholder, reading)
}

/** `${server.port}` or `${server#2.remotePort}` taken apart, when there is such an actor. */
function factOf(walk: WalkState, name: string): { walked: WalkedActor; fact: string } | undefined {
  const dot = name.indexOf('.')
  if (dot < 0) return undefined
  const [actor = ''] = name.slice(0, dot).split('#')
  const walked = walk.actors.get(actor)
  return walked === undefined ? undefined : { walked, fact: name.slice(dot + 1) }
}

function checkFact(
  walk: WalkState,
  placeholder: Placeholder,
  walked: WalkedActor,
  fact: string,
  reading: Reading,
): void {
  const { declaration, kind } = walked
  const declared = kind?.facts
  if (declared !== undefined && !allowsFact(declared, fact)) {
    const facts = listedFacts(declared)
    walk.collector.report({
      code: 'unknown-fact',
      message: `“${declaration.name}” is of kind ${declaration.kind}, which has no fact “${fact}”`,
      span: placeholder.span,
      hint: didYouMean(fact, facts, 'its facts are', walk.registry.words) ?? 'it has no facts at all',
    })
    return
  }
  if (walked.started || reading.anyTime) return
  if (!walked.startedSomewhere && !reading.beforeSteps) {
    walked.usedBefore ??= placeholder.span
    return
  }
  const word = startedWord(kind)
  if (reading.startOf === declaration.name) {
    walk.collector.report({
      code: 'not-started',
      message: `“\${${placeholder.name}}” is needed to set “${declaration.name}” going, and is known only afterwards`,
      span: placeholder.span,
      hint: 'use a fact of another actor, or a name such as ${free-port.web}',
    })
    return
  }
  const when = reading.startOf === undefined ? 'is used here' : `is needed when “${reading.startOf}” is set going,`
  walk.collector.report({
    code: 'not-started',
    message: reading.beforeSteps
      ? `“\${${placeholder.name}}” is a fact of “${declaration.name}”, which is not ${word} before the first step`
      : `“\${${placeholder.name}}” ${when} before “${declaration.name}” is ${word}`,
    span: placeholder.span,
    hint: reading.beforeSteps
      ? `write \${${placeholder.name}} in the steps that need it`
      : `put “- ${startingVerb(kind)}: ${declaration.name}” before the step that needs it`,
  })
}

const isFile = ({ scenario }: WalkState, name: string): boolean =>
  scenario.files.some(({ name: { parts } }) => parts.join('') === name)

function reportFile(walk: WalkState, { name, span }: Placeholder): void {
  walk.collector.report({
    code: 'unknown-variable',
    message: `“${name}” is a file of “files”, and no variable`,
    span,
    hint: `its path is \${tmp}/${name}`,
  })
}

function reportUnknownActor(walk: WalkState, placeholder: Placeholder): void {
  // Without any actor that is a mistake already, and this its echo.
  if (walk.actors.size === 0) return
  const [head = '', ...rest] = placeholder.name.split('.')
  const heads = [...walk.actors.keys(), 'env', 'free-port']
  walk.collector.report({
    code: 'unknown-actor',
    message: `“\${${placeholder.name}}” asks for a fact of “${head}”, and there is no such actor`,
    span: placeholder.span,
    hint:
      didYouMean(head, heads)?.replace(/“(.*)”/, (_, near: string) => `“\${${[near, ...rest].join('.')}}”`) ??
      'declare it under actors, or write $${ for a literal ${',
  })
}

function reportUnknownVariable(walk: WalkState, placeholder: Placeholder, reading: Reading): void {
  const { name } = placeholder
  const known = [...walk.variables, ...(reading.more ?? []), ...always]
  const message =
    reading.startOf === undefined
      ? `nothing has set the variable “${name}”`
      : `nothing has set the variable “${name}” by the time “${reading.startOf}” is set going`
  walk.collector.report({
    code: 'unknown-variable',
    message,
    span: placeholder.span,
    hint: hintFor(walk, name, known, reading),
  })
}

const choices = ({ registry }: WalkState): string[] =>
  [...registry.matchers.values()].flatMap(({ name, value }) => (value.on === 'choice' ? [name] : []))

/** A named group of an option, such as `ready`, is a fact of its actor. */
function capturedByOptions({ kind, declaration }: WalkedActor, name: string): boolean {
  if (kind?.facts.includes('*') !== true) return false
  return [...scalarsIn(declaration.options.node)].some(({ source }) => source.includes(`(?<${name}>`))
}

function hintFor(walk: WalkState, name: string, known: readonly string[], { inExpectation, inStep }: Reading): string {
  if (walk.actors.has(name)) return `“${name}” is an actor: ask for one of its facts, such as \${${name}.port}`
  if (name === 'env') return 'write ${env.NAME} for the environment variable NAME'
  if (name === 'free-port') return 'give it a name: ${free-port.web}'
  if (name === 'n') return '${n} counts the rounds of a repeat and is known only inside it'
  if (name === 'matched') return `\${matched} is known after an expectation with ${choices(walk).join(' or ')}`
  if (inExpectation?.includes(name) === true)
    return 'the same expectation captures it, and is filled in before it is met: make each line an expectation of its own, as in - expect: { server: [first line, second line] }'
  if (inStep?.has(name) === true)
    return 'another expectation of this step captures it, which is not met before this one: expect this in the next step'
  const captor = [...walk.actors.values()].find((walked) => capturedByOptions(walked, name))
  if (captor !== undefined)
    return `“${captor.declaration.name}” captures it: write \${${captor.declaration.name}.${name}}`
  if (walk.everSet.has(name)) return 'it is set only by a later step, or inside a repeat or include that is over'
  return (
    didYouMean(name, known) ??
    `declare it under vars, capture it with a named group /(?<${name}>…)/ or “as: ${name}”, or write $\${ for a literal \${`
  )
}
