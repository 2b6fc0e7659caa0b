import type { CompiledChoice } from '../../model/matcher.ts'
import type { Failure } from '../../model/result.ts'
import type { RunContext } from '../context/run-context.ts'
import { compileExpectation } from '../expectation/compile.ts'
import type { ExpectationRun } from '../expectation/expectation-run.ts'
import { look } from '../expectation/look.ts'
import { isBefore, spotOf } from '../expectation/spot.ts'
import { capturesOf } from '../../language/expectations/captures.ts'
import { placeOf } from '../lane/event-rows.ts'
import { keep } from './expect-keep.ts'
import type { OpenOne, Waiting } from './expect-lanes.ts'

/** An expectation before the present one that is met by what stands first: more of an `at-least`, or an `optional` one. */
export function earlyOne({ open }: Waiting, run: ExpectationRun): OpenOne | undefined {
  if (open.length === 0 || run.met > 0) return undefined
  const next = spotOf(run, run.compiled, true)
  return open.find((each) => {
    const spot = spotOf(each.run, each.run.compiled)
    if (spot === undefined || next === undefined) return spot !== undefined
    // Between streams there is no place: an end comes no sooner than all that stands before it.
    return each.run.stream === run.stream ? !isBefore(next, spot) : next.at >= spot.at
  })
}

/** One that need not come: its row stands where its turn begins, whether it comes or not, and what it captures is empty until it does. */
export function mayCome({ names, registry }: RunContext, { open }: Waiting, run: ExpectationRun): void {
  const { lane, stream, compiled, expectation } = run
  lane.rows.row('*', `optional: ${compiled.shown}`, lane.rows.newest, placeOf(lane, stream))
  for (const name of capturesOf(expectation, registry)) names.variables.set(name, '')
  // A choice of one has a row that says what was expected, and here it stands already.
  const choice: CompiledChoice =
    compiled.on === 'choice' ? compiled : { on: 'choice', shown: compiled.shown, options: [compiled] }
  open.push({ run: { ...run, compiled: choice, hasRow: true }, again: false })
}

/** It has come: those before it can come no more, nor can it again, unless it may come more often. */
export function taken(context: RunContext, waiting: Waiting, one: OpenOne): Failure | undefined {
  waiting.open.splice(0, waiting.open.indexOf(one) + 1)
  if (!one.again) return undefined
  const again = compileExpectation(context, one.run.expectation, waiting.endpoint)
  if ('failure' in again) return again.failure
  waiting.open.unshift({ run: again.run, again: true })
  return undefined
}

/** The next expectation has begun to be met. */
export function noLonger(waiting: Waiting): void {
  if (waiting.open.length > 0) waiting.open = []
}

/** All is idle: takes what stands unread of those that may come still. */
export function takeOpen(context: RunContext, waiting: Waiting): Failure | undefined {
  for (;;) {
    const one = waiting.open.find(({ run }) => spotOf(run, run.compiled) !== undefined)
    if (one === undefined) return undefined
    const answer = look(one.run)
    if (answer.state !== 'met') return undefined
    const failure = keep(context, waiting, one.run, answer) ?? taken(context, waiting, one)
    if (failure !== undefined) return failure
  }
}
