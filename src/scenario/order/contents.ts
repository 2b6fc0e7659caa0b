import type { ActorReference } from '../../model/actor.ts'
import type { FileContent } from '../../model/plugin.ts'
import type { NamedArgument } from '../../model/scenario.ts'
import { resolve } from '../../coercion/argument.ts'
import { actorReferences } from '../../coercion/names-asked.ts'
import { plainOf } from '../../registry/traits.ts'
import { didYouMean } from '../../text/suggest.ts'
import { checkTemplate } from './names.ts'
import type { WalkState } from './walk-state.ts'

/** What a plugin makes of a file may name actors, and must be possible with them. */
export function checkContent(
  walk: WalkState,
  { name, argument, span }: NamedArgument,
  when: { readonly beforeSteps?: boolean } = {},
): void {
  checkTemplate(walk, { parts: argument.placeholders, span }, when)
  const { scenario, collector, registry } = walk
  const content = registry.contents.get(name)?.value
  if (content === undefined) return
  const unknown = actorReferences(argument.node, content.argument).filter((named) => !scenario.actors.has(named.name))
  for (const named of unknown) {
    const hint = didYouMean(named.name, scenario.actors.keys(), 'actors of this scenario')
    const message = `no actor is called “${named.name}”`
    collector.report({ code: 'unknown-actor', message, span: named.span, ...(hint === undefined ? {} : { hint }) })
  }
  const problem = unknown.length > 0 ? undefined : mistakeIn(walk, argument, content)
  if (problem !== undefined) collector.report({ ...problem, span: argument.node.span })
}

/** What its plugin finds wrong with an argument in which all is known. */
function mistakeIn({ scenario }: WalkState, argument: NamedArgument['argument'], content: FileContent) {
  if (content.check === undefined || argument.placeholders.length > 0) return undefined
  const refer = (name: string): ActorReference => ({ name, facts: {} })
  const resolved = resolve(argument, content.argument, () => '', undefined, refer)
  if ('problems' in resolved) return undefined
  return content.check(resolved.value, {
    actor(name) {
      const declaration = scenario.actors.get(name)
      return declaration && { kind: declaration.kind, options: plainOf(declaration.options.node) }
    },
  })
}
