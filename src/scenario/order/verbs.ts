import type { ActorKind, CoreVerb } from '../../model/plugin.ts'
import type { Target } from '../../model/scenario.ts'
import type { Step } from '../../language/scenario.ts'
import { grammar } from '../../language/steps/grammar.ts'
import { traitsOfName } from '../../language/steps/traits.ts'
import type { Span } from '../../model/span.ts'
import { ableOf } from '../../registry/able.ts'
import { didYouMean } from '../../text/suggest.ts'
import { traitsOf } from './options.ts'
import type { WalkedActor, WalkState } from './walk-state.ts'

/** Verbs that every kind can do. */
const everyone = [...grammar.verbs].flatMap(([name, { traits }]) =>
  traits.needsStarted === true && traits.asksKind !== true ? [name] : [],
)

/** Refuses a verb that the actor's kind cannot do. */
export function checkVerb(walk: WalkState, step: Step, verb: string, walked: WalkedActor, target: Target): void {
  const { kind, declaration } = walked
  if (kind === undefined || everyone.includes(verb)) return
  // Its own output is no conversation.
  if (
    kind.role === 'server' &&
    kind.ownOutput &&
    target.connection === undefined &&
    traitsOfName(verb)?.ofConnection === true
  )
    return reportConnectionVerb(walk, verb, declaration.name, target)
  if (isAble(kind, step, verb)) return reportOptions(walk, step, verb, walked, target)
  const able = [...ableOf(kind), ...ownVerbs(kind)]
  const listed = [...able, ...everyone]
  const near = step.verb === 'custom' ? didYouMean(verb, able) : undefined
  walk.collector.report({
    code: 'wrong-verb',
    message: `“${declaration.name}” is of kind ${declaration.kind}, which cannot “${verb}”`,
    span: verbSpan(walk, step, verb) ?? target.span,
    hint: near ?? `it can ${listed.slice(0, -1).join(', ')} and ${listed.at(-1)}`,
  })
}

/** Refuses a verb that the actor's options rule out. */
function reportOptions(walk: WalkState, step: Step, verb: string, walked: WalkedActor, target: Target): void {
  const ruledOut = traitsOf(walked).cannot?.[verb]
  if (ruledOut === undefined) return
  const message = `“${walked.declaration.name}” cannot “${verb}”: ${ruledOut.why}`
  const span = verbSpan(walk, step, verb) ?? target.span
  walk.collector.report({ code: 'wrong-verb', message, span, hint: ruledOut.hint })
}

const ownVerbs = ({ verbs = {} }: ActorKind): string[] => Object.keys(verbs)

function isAble(kind: ActorKind, step: Step, verb: string): boolean {
  if (step.verb === 'custom') return ownVerbs(kind).includes(verb)
  return traitsOfName(verb)?.asksKind !== true || ableOf(kind).includes(verb as CoreVerb)
}

function reportConnectionVerb(walk: WalkState, verb: string, server: string, { span }: Target): void {
  walk.collector.report({
    code: 'wrong-verb',
    message: `“${server}” itself prints only its log; “${verb}” is for one of its connections`,
    span,
    hint: `write “${server}#1”`,
  })
}

/** The verb's own word, with which its step begins. */
export function verbSpan(walk: WalkState, step: Step, verb: string): Span | undefined {
  const { file, start } = step.span
  const source = walk.scenario.source.file === file ? walk.scenario.source : walk.scenario.sources.get(file)
  return source?.text.startsWith(verb, start) ? { file, start, end: start + verb.length } : undefined
}
