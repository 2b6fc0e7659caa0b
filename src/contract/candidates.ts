import type { ActorReference } from '../model/actor.ts'
import type { ActorKind, Framing, Matcher, Schema } from '../model/plugin.ts'
import type { Findings } from './finding.ts'

/** What of these a schema takes, as it hands it on; at most so many. */
export function accepted(schema: Schema, written: readonly unknown[], most = 3): unknown[] {
  const taken: unknown[] = []
  for (const value of written) {
    const answer = schema.safeParse(structuredCloneOr(value))
    if (answer.success) taken.push(answer.data)
    if (taken.length >= most) break
  }
  return taken
}

/** What a framing or matcher can be tried with: what its schema takes of its examples, else of these; reported when that is nothing. */
export function acceptedOf(
  { wanted, examples = [] }: Pick<Matcher | Framing, 'wanted' | 'examples'>,
  usual: readonly unknown[],
  subject: string,
  found: Findings,
): unknown[] {
  const all = accepted(wanted, [...examples, ...usual])
  const hint = 'give it “examples” of what may be wanted, since its schema takes none of the usual'
  if (all.length === 0) found.untested(subject, 'can be tried', hint)
  return all
}

/** Options that a kind may be tried with: its examples, or what most of its role take. `to` stands for a server that is there. */
export function optionsFor(kind: ActorKind, to: ActorReference, port: number): unknown[] {
  const there = [{ to }, { port }, { host: '127.0.0.1', port }]
  const usual = kind.role === 'client' || kind.role === 'proxy' ? [...there, {}, undefined] : [undefined, {}, ...there]
  const examples = (kind.examples ?? []).map((example) => leadingTo(example, to))
  return examples.length > 0 ? accepted(kind.options, examples) : accepted(kind.options, usual, 1)
}

/** In an example, the name of a server stands for one that is there. */
function leadingTo(example: unknown, to: ActorReference): unknown {
  if (typeof example !== 'object' || example === null || !('to' in example)) return example
  return { ...example, to }
}

/** What is wanted of matchers more often than other things. */
export const usualExpectations: readonly unknown[] = [
  undefined,
  {},
  'text',
  '/t(?<x>e)xt/',
  2,
  1,
  ['text', 'more'],
  { a: 1 },
  '61 ?? 0a',
  'end',
  '200ms',
  true,
]

function structuredCloneOr(value: unknown): unknown {
  try {
    return structuredClone(value)
  } catch {
    return value
  }
}
