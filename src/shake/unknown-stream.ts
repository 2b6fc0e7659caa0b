import type { Failure } from '../model/result.ts'
import type { Plan, Stream } from '../model/shake.ts'
import { counted } from '../text/counted.ts'
import { shellWord } from '../text/shell-word.ts'
import { didYouMean } from '../text/suggest.ts'
import { flagOfPart } from './flags.ts'
import { plansOfBreaks } from './break-plans.ts'
import type { ShakeOptions } from './options.ts'
import { nameOfStream, partsOf, type PlanPart } from './parts.ts'

/** So many streams are listed. */
const streamsShown = 12

/**
 * What flags ask for and a scenario with these streams does not have: a stream, a byte of one, a run of `--faults`. Nothing would be done
 * then, and the runs would pass. Undefined where all of it is there.
 */
export function unknownIn(
  { plan, faults, run }: Pick<ShakeOptions, 'plan' | 'faults' | 'run'>,
  streams: readonly Stream[],
): Failure | undefined {
  if (plan !== undefined) return unknownInPlan(plan, streams)
  if (faults === undefined || run === undefined) return undefined
  const all = plansOfBreaks(faults, streams).length
  if (run <= all) return undefined
  return {
    code: 'usage',
    message: `there is no run ${run} of --faults ${faults.join()}`,
    hint: all === 0 ? listOf(streams) : `there are ${counted(all, 'run')}: write --run and a number from 1 to ${all}`,
  }
}

function unknownInPlan(plan: Plan, streams: readonly Stream[]): Failure | undefined {
  const parts = partsOf(plan)
  const known = new Map(streams.map((stream) => [nameOfStream(stream), stream]))
  const actors = [...new Set(streams.map(({ actor }) => actor))]
  // Who loses a connection may open another, which the run without faults does not have.
  const mayReconnect = parts.some(({ kind }) => kind === 'break')
  for (const part of parts) {
    if (part.kind === 'order' || part.kind === 'pieces') continue
    const { actor, connection } = part.stream
    const stream = known.get(nameOfStream(part.stream))
    if (stream === undefined) {
      if (mayReconnect && connection > 1 && actors.includes(actor)) continue
      const meant = actors.includes(actor) ? undefined : didYouMean(actor, actors)
      return {
        code: 'unknown-stream',
        message: `there is no stream “${nameOfStream(part.stream)}”`,
        hint: meant === undefined ? listOf(streams) : `${meant.replace(/\?$/, '')}? ${listOf(streams)}`,
      }
    }
    if (!isWithin(part, stream.length))
      return {
        code: 'unknown-stream',
        message: `“${nameOfStream(part.stream)}” has only ${counted(stream.length, 'byte')}, so that ${flagOfPart(part).map(shellWord).join(' ')} does nothing`,
        hint: listOf(streams),
      }
  }
  return undefined
}

/** Whether something of a stream of this length is left for what the part does. */
function isWithin(part: Exclude<PlanPart, { kind: 'order' | 'pieces' }>, length: number): boolean {
  if (part.kind === 'break') return part.breaks.at <= length
  return (part.kind === 'join' ? part.from : part.at) < length
}

function listOf(streams: readonly Stream[]): string {
  if (streams.length === 0) return 'no stream of this scenario leads through a wire'
  const shown = streams
    .slice(0, streamsShown)
    .map((stream) => `${nameOfStream(stream)} (${counted(stream.length, 'byte')})`)
  const more = streams.length - shown.length
  return `its streams are ${shown.join(', ')}${more > 0 ? ` and ${more} more` : ''}`
}
