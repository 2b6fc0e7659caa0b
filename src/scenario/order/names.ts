import type { Template } from '../../model/scenario.ts'
import type { Hole } from '../../model/written.ts'
import { didYouMean } from '../../text/suggest.ts'
import { allowsFact, listedFacts } from './facts.ts'
import { maybeSet } from './losses.ts'
import { startedWord, startingVerb, type Member, type World } from './world.ts'

const always = ['tmp', 'dir']
const open = ['env.', 'free-port.']

/** Where holes stand, when that is not where they are filled in. */
export interface Reading {
  /** Variables known besides the world's. */
  readonly more?: ReadonlySet<string>
  /** The actor whose options are read, at its start. */
  readonly startOf?: string
  /** Filled in before the first step, when no actor has a fact yet. */
  readonly beforeSteps?: boolean
  /** Variables that get their value at any time are good enough. */
  readonly anyTime?: boolean
  /** What the expectation that is read captures itself, and what all of its step do. */
  readonly inWish?: readonly string[]
  readonly inStep?: ReadonlySet<string>
}

export function checkTemplate(world: World, template: Template | undefined, reading: Reading = {}): void {
  for (const part of template?.parts ?? []) if (typeof part !== 'string') checkHole(world, part, reading)
}

export function checkHoles(world: World, holes: readonly Hole[], reading: Reading = {}): void {
  for (const hole of holes) checkHole(world, hole, reading)
}

function checkHole(world: World, hole: Hole, reading: Reading): void {
  const { name } = hole
  if (world.variables.has(name) || reading.more?.has(name) || always.includes(name)) return
  if (reading.anyTime && world.everSet.has(name)) return
  if (open.some((prefix) => name.startsWith(prefix) && name.length > prefix.length)) return
  const fact = factOf(world, name)
  if (fact !== undefined) checkFact(world, hole, fact.member, fact.fact, reading)
  else if (maybeSet(world, name.replace(/[.#].*/, ''))) return
  else if (name.includes('.')) reportUnknownActor(world, hole)
  else reportUnknownVariable(world, hole, reading)
}

/** `${server.port}` or `${server#2.remotePort}` taken apart, when there is such an actor. */
function factOf(world: World, name: string): { member: Member; fact: string } | undefined {
  const dot = name.indexOf('.')
  if (dot < 0) return undefined
  const [actor = ''] = name.slice(0, dot).split('#')
  const member = world.members.get(actor)
  return member === undefined ? undefined : { member, fact: name.slice(dot + 1) }
}

function checkFact(world: World, hole: Hole, member: Member, fact: string, reading: Reading): void {
  const { declaration, kind } = member
  const declared = kind?.facts
  if (declared !== undefined && !allowsFact(declared, fact)) {
    const facts = listedFacts(declared)
    world.ledger.report({
      code: 'unknown-fact',
      message: `“${declaration.name}” is of kind ${declaration.kind}, which has no fact “${fact}”`,
      span: hole.span,
      hint: didYouMean(fact, facts, 'its facts are') ?? 'it has no facts at all',
    })
    return
  }
  if (member.started || reading.anyTime) return
  if (!member.startedSomewhere && !reading.beforeSteps) {
    member.usedBefore ??= hole.span
    return
  }
  const word = startedWord(kind)
  if (reading.startOf === declaration.name) {
    world.ledger.report({
      code: 'not-started',
      message: `“\${${hole.name}}” is needed to set “${declaration.name}” going, and is known only afterwards`,
      span: hole.span,
      hint: 'use a fact of another actor, or a name such as ${free-port.web}',
    })
    return
  }
  const when = reading.startOf === undefined ? 'is used here' : `is needed when “${reading.startOf}” is set going,`
  world.ledger.report({
    code: 'not-started',
    message: reading.beforeSteps
      ? `“\${${hole.name}}” is a fact of “${declaration.name}”, which is not ${word} before the first step`
      : `“\${${hole.name}}” ${when} before “${declaration.name}” is ${word}`,
    span: hole.span,
    hint: reading.beforeSteps
      ? `write \${${hole.name}} in the steps that need it`
      : `put “- ${startingVerb(kind)}: ${declaration.name}” before the step that needs it`,
  })
}

function reportUnknownActor(world: World, hole: Hole): void {
  // Without any actor that is a mistake already, and this its echo.
  if (world.members.size === 0) return
  const [head = '', ...rest] = hole.name.split('.')
  const heads = [...world.members.keys(), 'env', 'free-port']
  world.ledger.report({
    code: 'unknown-actor',
    message: `“\${${hole.name}}” asks for a fact of “${head}”, and there is no such actor`,
    span: hole.span,
    hint:
      didYouMean(head, heads)?.replace(/“(.*)”/, (_, near: string) => `“\${${[near, ...rest].join('.')}}”`) ??
      'declare it under actors, or write $${ for a literal ${',
  })
}

function reportUnknownVariable(world: World, hole: Hole, reading: Reading): void {
  const { name } = hole
  const known = [...world.variables, ...(reading.more ?? []), ...always]
  const message =
    reading.startOf === undefined
      ? `nothing has set the variable “${name}”`
      : `nothing has set the variable “${name}” by the time “${reading.startOf}” is set going`
  world.ledger.report({
    code: 'unknown-variable',
    message,
    span: hole.span,
    hint: hintFor(world, name, known, reading),
  })
}

const choices = ({ registry }: World): string[] =>
  [...registry.matchers.values()].flatMap(({ name, value }) => (value.on === 'choice' ? [name] : []))

function hintFor(world: World, name: string, known: readonly string[], { inWish, inStep }: Reading): string {
  if (world.members.has(name)) return `“${name}” is an actor: ask for one of its facts, such as \${${name}.port}`
  if (name === 'env') return 'write ${env.NAME} for the environment variable NAME'
  if (name === 'free-port') return 'give it a name: ${free-port.web}'
  if (name === 'n') return '${n} counts the rounds of a repeat and is known only inside it'
  if (name === 'matched') return `\${matched} is known after a wish with ${choices(world).join(' or ')}`
  if (inWish?.includes(name) === true)
    return 'the same expectation captures it, and is filled in before it is met: make each line an expectation of its own, as in - expect: { server: [first line, second line] }'
  if (inStep?.has(name) === true)
    return 'another expectation of this step captures it, which is not met before this one: expect this in the next step'
  if (world.everSet.has(name)) return 'it is set only by a later step, or inside a repeat or include that is over'
  return (
    didYouMean(name, known) ??
    `declare it under vars, capture it with a named group /(?<${name}>…)/ or “as: ${name}”, or write $\${ for a literal \${`
  )
}
