import type { Transcript } from '../../model/transcript.ts'
import type { DraftWanted } from '../draft.ts'
import { actorOf, expectStep, insertStep, wantedAt, withWanted } from './edit-draft.ts'
import type { FailureRepair } from './repair.ts'

const events: Readonly<Record<string, string>> = {
  'unexpected-end': 'end',
  'unexpected-reset': 'closed',
  'unexpected-connection': 'connection',
}

/** Something ended, and no step expects it: the last step does now. */
export const unexpectedEnd: FailureRepair = (draft, { failure, transcript }) => {
  if (failure?.lane === undefined) return undefined
  const { code, lane } = failure
  const isWebSocket = draft.actors.some(({ name, kind }) => name === actorOf(lane) && kind.startsWith('websocket'))
  const event = isWebSocket && code === 'unexpected-end' ? 'close' : events[code]
  const exit = code === 'unexpected-exit' ? exitOf(transcript, lane) : undefined
  const wanted: DraftWanted | undefined =
    exit === undefined
      ? event === undefined
        ? undefined
        : { matcher: 'event', wanted: event }
      : { matcher: 'exit', wanted: exit }
  if (wanted === undefined) return undefined
  const finding = `${lane}: ${exit === undefined ? `the event “${event}”` : `its exit ${exit}`} is expected at the end`
  return { draft: insertStep(draft, draft.steps.length, expectStep(lane, [wanted])), findings: [finding] }
}

/** It exited in another way than when it was recorded: the way of now, or, where both have been tried, either of them. */
export const otherExit: FailureRepair = (draft, { failure, place, transcript }) => {
  const found = wantedAt(draft, place)
  if (found === undefined || place === undefined || failure?.lane === undefined) return undefined
  if (!('wanted' in found.wanted)) return undefined
  const now = exitOf(transcript, failure.lane)
  const before = exitsOf(found.wanted)
  if (now === undefined || before.length === 0 || before.includes(now)) return undefined
  const all = [...before, now]
  const finding = `${found.target}: exits with ${all.join(' or ')}, so either is expected`
  const either: DraftWanted = { matcher: 'one-of', wanted: all.map((exit) => ({ exit })) }
  return { draft: withWanted(draft, place, either), findings: [finding] }
}

type Exit = string | number

function exitsOf(wanted: DraftWanted): Exit[] {
  if (!('wanted' in wanted)) return []
  if (wanted.matcher === 'exit') return isExit(wanted.wanted) ? [wanted.wanted] : []
  if (wanted.matcher !== 'one-of' || !Array.isArray(wanted.wanted)) return []
  return wanted.wanted.flatMap((each: unknown) => {
    const exit = each !== null && typeof each === 'object' && 'exit' in each ? each.exit : undefined
    return isExit(exit) ? [exit] : []
  })
}

const isExit = (value: unknown): value is Exit => typeof value === 'number' || typeof value === 'string'

/** The code or signal in the row of an actor's exit. */
function exitOf(transcript: Transcript | undefined, lane: string): Exit | undefined {
  const row = transcript?.rows.findLast(
    (each) => each.lane === lane && each.mark === '*' && /exited|SIG/.test(each.text),
  )
  const code = row === undefined ? undefined : /^exited (\d+)/.exec(row.text)?.[1]
  return code === undefined ? /\bSIG[A-Z0-9]+/.exec(row?.text ?? '')?.[0] : Number(code)
}
