import type { Readiness } from '../../model/actor.ts'
import type { Told } from '../../model/event.ts'
import type { Failure, Nearest } from '../../model/result.ts'
import { failing, heardOn } from '../failing.ts'
import { nameOf } from '../guard/owner.ts'
import type { RunLane } from '../lane/lane.ts'
import type { Role } from '../stage/role.ts'
import type { Stage } from '../stage/stage.ts'
import { deadlineOf } from '../waiting.ts'
import { showDuration } from '../../text/units.ts'
import { nearestOf } from './nearest.ts'

/** A start that is not done at its deadline: what it waited for, what was heard instead, and where the text stands after all. */
export function notReady(stage: Stage, role: Role, lane: RunLane, readiness: Readiness | undefined): Failure {
  const { heard = [], heardOmitted = 0 } = heardOn({ lane })
  const missed = readiness?.missed?.()
  const nearest = nearestMissed(readiness, heard)
  const other = readiness === undefined ? undefined : otherStream(lane, readiness)
  const hint =
    other === undefined
      ? (missed?.hint ?? literalHint(readiness?.line?.near))
      : `it is there on ${other}: write ready: { ${readiness?.line?.near === undefined ? 'regex' : 'text'}: …, stream: ${other} }`
  return failing(stage, 'not-ready', `${nameOf(stage, role)} is not ready after ${showDuration(deadlineOf(stage))}`, {
    lane: role.name,
    ...(readiness === undefined ? {} : { wanted: readiness.shown }),
    ...(readiness === undefined && heard.length === 0 ? {} : { heard, heardOmitted }),
    ...(nearest === undefined ? {} : { nearest }),
    ...(missed?.why === undefined ? {} : { why: missed.why }),
    ...(other === undefined ? {} : { elsewhere: [`on ${other} of “${lane.name}”`] }),
    hint: hint ?? 'give it more time with within, or look at what it printed',
  })
}

/** A text that looks like a regex was sought letter by letter. */
const literalHint = (text: string | undefined): string | undefined =>
  text !== undefined && /^\/.+\/[imsuv]*$/s.test(text)
    ? `{ text: … } is literal, with its slashes: write ready: { regex: ${text} } if it is a regex`
    : undefined

/** What stands on another stream is no near miss, but what was waited for. */
function nearestMissed(readiness: Readiness | undefined, heard: readonly Told[]): Nearest | undefined {
  const line = readiness?.line
  if (readiness === undefined || line?.near === undefined) return undefined
  const test = (text: string) => (line.test(text) ? {} : undefined)
  return nearestOf([{ near: line.near, shown: readiness.shown, test }], heard)
}

/** The stream on which the line stands that was waited for on another. */
function otherStream(lane: RunLane, { line }: Readiness): string | undefined {
  if (line === undefined) return undefined
  const asked = lane.stream(line.stream)
  const found = [...lane.streams].find(
    (stream) => stream !== asked && stream.firstLine((each) => line.test(stream.text(each))) !== undefined,
  )
  return found === undefined ? undefined : found.name || 'stdout'
}
