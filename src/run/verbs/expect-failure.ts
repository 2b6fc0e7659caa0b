import type { Failure } from '../../model/result.ts'
import type { Compiled, CompiledLine } from '../../model/matcher.ts'
import type { ProblemCode } from '../../model/problem.ts'
import { failing, heardOn, heardOnStream } from '../failing.ts'
import type { Party } from '../stage/role.ts'
import type { Stage } from '../stage/stage.ts'
import type { WishRun } from '../wish/wish-run.ts'
import { hintByForm } from './expect-forms.ts'
import { nearestBytes } from './nearest-bytes.ts'
import { nearestOf } from './nearest.ts'
import { pointAt, type Pointed } from './pointed.ts'
import { seenElsewhere, type Place } from './seen-elsewhere.ts'

/** Why a wish was not met, with everything that helps: what was heard instead, the nearest miss, where else the text stands. */
export function wishFailure(
  stage: Stage,
  party: Party,
  run: WishRun,
  code: ProblemCode | undefined,
  why: string,
): Failure {
  const { compiled, wish, stream } = run
  const pointed = pointAt(run, code)
  const asBytes = compiled.on === 'bytes' && compiled.shows === 'bytes'
  const heard = pointed.heard ?? heardFor(party, run, asBytes ? 'bytes' : 'text')
  const nearest =
    pointed.nearest ??
    (asBytes ? nearestBytes(compiled.shown, stream, stage.host.redactor) : nearestOf(pointed.sought, heard.heard ?? []))
  const elsewhere = seenElsewhere(stage, party, compiled, run)
  const hint = hintByForm(run, party, heard.heard ?? []) ?? hintFor(run, elsewhere)
  return failing(stage, code ?? 'expectation-not-met', `“${party.name}” ${verbOf(compiled)} ${pointed.wanted}`, {
    span: pointed.span ?? wish.span,
    wanted: pointed.wanted,
    ...heard,
    ...(nearest === undefined ? {} : { nearest }),
    ...(elsewhere.length === 0 ? {} : { elsewhere: elsewhere.map(({ words }) => words) }),
    ...(hint === undefined ? {} : { hint }),
    why: pointed.why ?? why,
  })
}

function heardFor(party: Party, { stream, effect }: WishRun, shows: 'text' | 'bytes'): Pointed['heard'] & object {
  return stream === party.lane.main || effect.stream === undefined
    ? heardOn(party, shows)
    : heardOnStream(party.lane, stream)
}

function verbOf(compiled: Compiled): string {
  if (compiled.on === 'event') return 'did not come to'
  if (compiled.on === 'silence') return 'did not keep'
  return 'did not say'
}

/** A text was wished for, and a binary message of the same bytes came. */
function cameAsBinary({ lane, stream }: WishRun, { test }: CompiledLine): boolean {
  if (stream.shows === 'bytes') return false
  return lane.telling.recent.some(
    ({ mark, text }) => mark === '|' && typeof text !== 'string' && test(Buffer.from(text).toString()) !== undefined,
  )
}

function hintFor(run: WishRun, elsewhere: readonly Place[]): string | undefined {
  const { compiled, stream } = run
  if (compiled.on === 'line') {
    const last = stream.lastLines(1)[0]
    const { window } = stream
    const from = last?.next ?? window.start
    const rest =
      from >= window.end || last?.unfinished === true
        ? undefined
        : stream.text({ kind: 'line', from, start: from, end: window.end, next: window.end, unfinished: true })
    if (rest !== undefined && compiled.test(rest) !== undefined)
      return 'the text is there, but its line has no end yet: use prompt, which takes the beginning of a line'
    if (cameAsBinary(run, compiled)) return 'it came as a binary message: expect its bytes, { bytes: … } or { take: … }'
  }
  return elsewhere.length === 1 ? elsewhere[0]?.hint : undefined
}
