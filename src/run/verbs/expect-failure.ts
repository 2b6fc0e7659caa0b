import type { Failure } from '../../model/result.ts'
import type { Compiled, CompiledLine } from '../../model/matcher.ts'
import type { Problem } from '../../model/problem.ts'
import { failing, receivedOn, receivedOnStream } from '../failure/failing.ts'
import type { Endpoint } from '../context/actor-instance.ts'
import type { WaitContext } from '../context/run-context.ts'
import type { ExpectationRun } from '../expectation/expectation-run.ts'
import { hintByForm } from './expect-forms.ts'
import { ignoredLines } from '../lane/ignored.ts'
import { nearestBytes } from '../failure/nearest-bytes.ts'
import { nearestOf } from '../failure/nearest.ts'
import { withScreen } from './screen-failure.ts'
import { pointAt, type Pointed } from './pointed.ts'
import { seenElsewhere, type Place } from './seen-elsewhere.ts'

/** Why an expectation was not met, with everything that helps: what was received instead, the nearest miss, where else the text stands. */
export function expectationFailure(
  context: WaitContext,
  endpoint: Endpoint,
  run: ExpectationRun,
  code: Problem['code'] | undefined,
  why: string,
): Failure {
  const { compiled, expectation, stream } = run
  const pointed = pointAt(run, code)
  const asBytes = compiled.on === 'bytes' && compiled.shows === 'bytes'
  const received = pointed.received ?? receivedFor(endpoint, run, asBytes ? 'bytes' : 'text')
  const nearest =
    pointed.nearest ??
    (asBytes
      ? nearestBytes(compiled.shown, stream, context.host.redactor)
      : nearestOf(pointed.sought, received.received ?? []))
  const elsewhere = seenElsewhere(context, endpoint, compiled, run)
  const hint = hintByForm(run, endpoint, received.received ?? []) ?? hintFor(run, elsewhere)
  const failure = failing(
    context,
    code ?? 'expectation-not-met',
    `“${endpoint.name}” ${missed(compiled, pointed.wanted)}${again(run)}`,
    {
      span: pointed.span ?? expectation.span,
      wanted: pointed.wanted,
      ...received,
      ...(nearest === undefined ? {} : { nearest }),
      ...(elsewhere.length === 0 ? {} : { elsewhere: elsewhere.map(({ words }) => words) }),
      ...(hint === undefined ? {} : { hint }),
      why: `${pointed.why ?? why}${counted(run)}`,
    },
  )
  return withScreen(failure, endpoint, run)
}

function receivedFor(
  endpoint: Endpoint,
  { stream, effect }: ExpectationRun,
  shows: 'text' | 'bytes',
): Pointed['received'] & object {
  return stream === endpoint.lane.main || effect.stream === undefined
    ? receivedOn(endpoint, shows)
    : receivedOnStream(endpoint.lane, stream)
}

const ordinals = ['', '', ' a second time', ' a third time', ' a fourth time', ' a fifth time']
/** ` a third time`, where it has come twice. */
const again = ({ came = 0 }: ExpectationRun): string => (came === 0 ? '' : (ordinals[came + 1] ?? ' once more'))

/** How often it has come that is expected several times. */
function counted({ effect: { count = 1 }, came = 0 }: ExpectationRun): string {
  if (count === 1) return ''
  return `; it came ${came === 0 ? 'not once' : came === 1 ? 'once' : came === 2 ? 'twice' : `${came} times`}, and is expected ${count} times`
}

function missed({ on }: Compiled, wanted: string): string {
  if (on === 'absence') return 'came to what must not come'
  if (on === 'event') return `did not come to ${wanted}`
  if (on === 'silence') return `did not keep ${wanted}`
  if (on === 'screen') return `did not show ${wanted}`
  return `did not say ${wanted}`
}

/** A text was expected, and a binary message of the same bytes came. */
function cameAsBinary({ lane, stream }: ExpectationRun, { test }: CompiledLine): boolean {
  if (stream.shows === 'bytes') return false
  return lane.rows.recent.some(
    ({ mark, text }) => mark === '|' && typeof text !== 'string' && test(Buffer.from(text).toString()) !== undefined,
  )
}

/** ESC as a regex writes it. */
const writtenEscape = /\\(?:x1b|u001b|u\{1b\})/i
/** ESC, as itself or written. */
const hasEscape = (shown: string): boolean => shown.includes('\u001b') || writtenEscape.test(shown)

function hintFor(run: ExpectationRun, elsewhere: readonly Place[]): string | undefined {
  const { compiled, lane } = run
  if (lane.stripsEscapes && 'shown' in compiled && hasEscape(compiled.shown))
    return 'escape sequences are left out of what a program prints: expect the text alone, or declare the actor with ansi: keep'
  const ofLine = compiled.on === 'line' ? hintForLine(run, compiled) : undefined
  return ofLine ?? (elsewhere.length === 1 ? elsewhere[0]?.hint : undefined)
}

function hintForLine(run: ExpectationRun, compiled: CompiledLine): string | undefined {
  const { stream, lane } = run
  const last = stream.lastLines(1)[0]
  const { window } = stream
  const from = last?.next ?? window.start
  const rest =
    from >= window.end || last?.unfinished === true
      ? undefined
      : stream.text({ kind: 'line', from, start: from, end: window.end, next: window.end, unfinished: true })
  if (rest !== undefined && compiled.test(rest) !== undefined)
    return 'the text is there, but its line has no end yet: use prompt, which takes the beginning of a line'
  if (ignoredLines(lane).some((line) => compiled.test(line) !== undefined))
    return `it came, and does not count: a rule of “${lane.name}” with ignore: true fits it`
  return cameAsBinary(run, compiled)
    ? 'it came as a binary message: expect its bytes, { bytes: … } or { take: … }'
    : undefined
}
