import type { Compiled, CompiledAbsence } from '../../model/matcher.ts'
import type { Failure } from '../../model/result.ts'
import type { WaitContext } from '../context/run-context.ts'
import type { ExpectationRun } from '../expectation/expectation-run.ts'
import { meetsLine, type Spot } from '../expectation/spot.ts'
import { Watch } from '../expectation/watch.ts'
import { failing, receivedOn } from '../failure/failing.ts'
import { skipLine } from '../lane/cursor.ts'
import type { Waiting } from './expect-lanes.ts'

/** `not` without a time: from here to the end of the step. */
export function watchAbsence(waiting: Waiting, run: ExpectationRun, { unwanted, shown }: CompiledAbsence): void {
  const why = 'it came before the other expectations of this step were met'
  waiting.watches.push(
    watchFor(run, { compiled: unwanted, wanted: shown, verdict: 'which must not come', why, whenIdle: false }),
  )
}

/** `times`, and `lines` with `exactly`: no further one until all is idle. */
export function watchFurther(waiting: Waiting, run: ExpectationRun, count: number): void {
  const { compiled } = run
  if (compiled.on === 'sequence' && compiled.exact === true) {
    const any = {
      on: 'line',
      shown: 'another line',
      test: (line: string) => (compiled.ignores?.(line) === true ? undefined : {}),
    } as const
    const why = 'a further line came behind the last of them'
    waiting.watches.push(
      watchFor(run, {
        compiled: any,
        wanted: compiled.shown,
        verdict: 'a line too many',
        why,
        whenIdle: true,
        ...(compiled.ignores === undefined ? {} : { ignores: compiled.ignores }),
      }),
    )
    return
  }
  const often = count === 1 ? 'once' : `${count} times`
  const wanted = `${compiled.shown}, ${often}`
  const why = `it came more often than ${often}`
  waiting.watches.push(watchFor(run, { compiled, wanted, verdict: 'once too often', why, whenIdle: true }))
}

const watchFor = (
  { lane, stream, expectation }: ExpectationRun,
  of: Pick<Watch['unwanted'], 'compiled' | 'wanted' | 'verdict' | 'why' | 'whenIdle' | 'ignores'>,
): Watch => new Watch({ ...of, lane, stream, span: expectation.span })

/** Passes the lines that stand next and that `ignoring` is about, up to one that a later expectation of the step is for. */
export function passIgnored({ watches }: Waiting, next?: Compiled): void {
  for (const { unwanted } of watches) {
    const { lane, stream, ignores } = unwanted
    if (ignores === undefined) continue
    for (let item = stream.peek(); item?.kind === 'line'; item = stream.peek()) {
      const text = stream.text(item)
      if (!ignores(text) || (next !== undefined && isFor(next, text))) break
      skipLine(lane, stream, item, text)
    }
  }
}

const isFor = (compiled: Compiled, text: string): boolean =>
  compiled.on === 'sequence' || compiled.on === 'set'
    ? compiled.lines.some(({ test }) => test(text) !== undefined)
    : compiled.on === 'silence' || compiled.on === 'absence' || meetsLine(compiled, text)

/** One of the step's own expectations has passed over what must not come. */
export function passedOver(context: WaitContext, waiting: Waiting): Failure | undefined {
  for (const watch of waiting.watches)
    if (watch.passedOver !== undefined) return watchFailure(context, waiting, watch, watch.passedOver)
  return undefined
}

/** What has come on this lane that must not: before a time in microseconds, until now, or once no more comes. */
export function unwantedOn(context: WaitContext, waiting: Waiting, until?: number | 'idle'): Failure | undefined {
  for (const watch of waiting.watches) {
    const { lane, stream } = watch.unwanted
    if (stream.unseen > 0)
      return failing(
        context,
        'expectation-violated',
        `“${lane.name}” printed too much to tell ${watch.unwanted.wanted}`,
        {
          lane: lane.name,
          span: watch.unwanted.span,
          why: `${stream.unseen} bytes that no step had read were passed over before: expect them earlier, or raise “limits: { unread }”`,
        },
      )
    const found = until === 'idle' ? watch.foundAtRest() : watch.found(until)
    if (found !== undefined)
      return watchFailure(context, waiting, watch, found, until === 'idle' ? 'it came before all was idle' : undefined)
  }
  return undefined
}

/** Whether something has come that must not, and that no expectation of the step could take still. */
export function unwantedSeen({ watches, run }: Waiting): boolean {
  return !takesFromTheMiddle(run) && watches.some(({ seen }) => seen)
}

/** It may take what stands unread for a while. */
const takesFromTheMiddle = (run: ExpectationRun | undefined): boolean =>
  run !== undefined && ['set', 'bytes', 'choice'].includes(run.compiled.on)

function watchFailure(
  context: WaitContext,
  { endpoint }: Waiting,
  { unwanted }: Watch,
  { text }: Spot,
  idle?: string,
): Failure {
  const { wanted, span, whenIdle } = unwanted
  const why = whenIdle ? unwanted.why : (idle ?? unwanted.why)
  return failing(context, 'expectation-violated', `“${endpoint.name}” came to “${text}”, ${unwanted.verdict}`, {
    ...receivedOn(endpoint),
    wanted,
    why,
    span,
  })
}
