import type { Plan, Stream } from '../model/shake.ts'
import type { Differing } from './difference.ts'
import type { ShakeContext } from './context.ts'
import { differs } from './finding.ts'
import { nameOfStream, planOfParts, type PlanPart } from './parts.ts'
import { placesThatMatter } from './places.ts'
import { shrink } from './shrink.ts'

/** Runs that look for what wires have joined at most. */
const tries = 30

type Cut = Extract<PlanPart, { kind: 'cut' }>

/**
 * What is to blame when a scenario passes as it is and fails through wires that do nothing: two messages that were sent in quick succession
 * and arrive in one piece, where a cut between them lets it pass. Nothing where that is not the reason.
 */
export async function joinedByWires(
  streams: readonly Stream[],
  context: ShakeContext,
): Promise<{ readonly plan: Plan; readonly differing: Differing } | undefined> {
  const between = streams.flatMap((stream): Cut[] => {
    const { actor, connection, direction, bytes, length } = stream
    const places = placesThatMatter(bytes, length).filter(({ kind }) => kind === 'between')
    return places.map(({ at }) => ({ kind: 'cut', stream: { actor, connection, direction }, at }))
  })
  const passes = async (cuts: readonly Cut[]): Promise<boolean> => {
    context.announce('looking for what wires have joined')
    return (await differs(planOfParts(cuts), context, { patience: context.patience.search })) === undefined
  }
  if (between.length === 0 || !(await passes(between)) || context.over()) return undefined
  const [needed] = await shrink(between, passes, { tries, over: () => context.over() })
  if (needed === undefined) return undefined
  const name = nameOfStream(needed.stream)
  const places = between.filter(({ stream }) => nameOfStream(stream) === name).map(({ at }) => at)
  const length = streams.find((stream) => nameOfStream(stream) === name)?.length ?? needed.at
  const from = Math.max(0, ...places.filter((at) => at < needed.at))
  const to = Math.min(length, ...places.filter((at) => at > needed.at))
  const plan = planOfParts([{ kind: 'join', stream: needed.stream, from, to }])
  const differing = await differs(plan, context, { patience: context.patience.decide, kept: true })
  return differing === undefined ? undefined : { plan, differing }
}
