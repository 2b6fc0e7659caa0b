import type { CompiledScreen } from '../../model/matcher.ts'
import type { Failure } from '../../model/result.ts'
import type { Screen } from '../../model/screen.ts'
import { nearestOf } from '../failure/nearest.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import type { ExpectationRun } from '../expectation/expectation-run.ts'

/** The same failure with what the actor's screen shows, where that is known. */
export function withScreen(failure: Failure, endpoint: Endpoint, { compiled, seen }: ExpectationRun): Failure {
  const now = seen ?? actorOf(endpoint)?.screen?.()
  if (now === undefined) return failure
  const { rows, cursor } = now
  const screen = { rows: rows.map(({ text }) => text), styles: rows.map(({ styles }) => styles), cursor }
  if (compiled.on !== 'screen') return { ...failure, screen }
  const { row, why } = missOf(compiled, now)
  const words = seen === undefined && !endpoint.lane.over ? 'its program was never idle' : why
  // What the lane received is of no use beside it.
  const { received: _, receivedOmitted: __, ...rest } = failure
  return {
    ...rest,
    screen: row === undefined ? screen : { ...screen, nearest: row },
    why: [failure.why, words].filter((part) => part !== undefined).join('; '),
  }
}

function missOf(compiled: CompiledScreen, now: Screen): { readonly row?: number; readonly why?: string } {
  try {
    const miss = compiled.miss?.(now) ?? {}
    return miss.row === undefined ? { ...miss, ...nearestRow(compiled, now) } : miss
  } catch {
    // A report is not worth a failure of its own.
    return {}
  }
}

/** The row most like the text that was wanted. */
function nearestRow({ near, shown }: CompiledScreen, { rows }: Screen): { readonly row?: number } {
  if (near === undefined) return {}
  const all = rows.map(({ text }) => ({ lane: '', mark: '=' as const, text, at: 0, step: -1 }))
  const nearest = nearestOf([{ near, shown }], all)
  const index = nearest === undefined ? -1 : rows.findLastIndex(({ text }) => text === nearest.text)
  return index < 0 ? {} : { row: index + 1 }
}
