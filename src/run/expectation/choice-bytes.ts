import type { CompiledBytes, CompiledChoice } from '../../model/matcher.ts'
import { takeBytes } from '../lane/cursor.ts'
import { testEvent, testLine } from './choice-options.ts'
import { passEventsHere, skipWhole } from './pass.ts'
import { met, notYet, type Look, type ExpectationRun } from './expectation-run.ts'
import { standsBefore } from './not-skipped.ts'

type Taken = Exclude<ReturnType<CompiledBytes['take']>, string>

/** An option that is met by the bytes at the cursor, and its place among the options. */
interface Hit extends Taken {
  readonly option: CompiledBytes
  readonly index: number
}

/**
 * The options of a `one-of` that are met by bytes. They count from the cursor, so that it stays where it is while one of them may
 * still be met. Undefined when lines and events decide: none of these can be met any more, or another option came before them.
 */
export function lookForChosenBytes(run: ExpectationRun, compiled: CompiledChoice): Look | undefined {
  if (!compiled.options.some((option) => option.on === 'bytes')) return undefined
  const { lane, stream } = run
  const hit = firstHit(run, compiled)
  if (hit === undefined || othersDecide(run, compiled, hit)) return undefined
  if (hit === 'more') return notYet
  const { length, skips = 0, option, any } = hit
  if (skips > 0) {
    if (run.effect.immediate === true) return standsBefore(run)
    skipWhole(lane, stream, skips, undefined)
  } else passEventsHere(lane, stream)
  const at = stream.arrival(stream.window.start + length - skips)
  const text = takeBytes(
    lane,
    stream,
    length - skips,
    option.shows,
    run.hasRow === true ? { hidden: true } : { row: compiled.shown },
  )
  const binary = option.binary === true || option.shows === 'bytes'
  const open = { ...(any !== undefined && { matched: any }), ...hit.open }
  return { ...met(text, { matched: text, ...hit.captures }, at, binary), any, open }
}

/** The option that is met by the fewest bytes; `more` while none is met and one may be. */
function firstHit(run: ExpectationRun, { options }: CompiledChoice): Hit | 'more' | undefined {
  const { window, limit, final } = run.stream
  const unread = window.bytes.subarray(window.start, limit)
  const scanned = Math.max(0, run.scanned - window.offset)
  let first: Hit | 'more' | undefined
  options.forEach((option, index) => {
    if (option.on !== 'bytes' || run.hopeless?.has(option) === true) return
    const answer = option.take(unread, scanned, final)
    if (answer === 'never' || (answer === 'more' && final)) (run.hopeless ??= new Set()).add(option)
    else if (answer === 'more') first ??= 'more'
    else if (first === undefined || first === 'more' || answer.length < first.length)
      first = { ...answer, option, index }
  })
  run.scanned = window.offset + unread.byteLength
  return first
}

/** True when a line or an event comes before the bytes that an option is met by. Each line is looked at once. */
function othersDecide(run: ExpectationRun, { options }: CompiledChoice, hit: Hit | 'more'): boolean {
  const { stream, effect } = run
  const { window } = stream
  const end = hit === 'more' ? Number.POSITIVE_INFINITY : window.offset + hit.length
  if (stream.events.some((item) => item.offset < end && testEvent(options, item) !== undefined)) return true
  for (const line of stream.eachLine()) {
    const next = window.offset + (line.next - window.start)
    if (next > end) break
    if (next <= (run.passed ?? -1)) continue
    const text = stream.text(line)
    // The same byte may end a line and be the last of so many bytes: then the option that stands first counts.
    const able = hit !== 'more' && next === end ? options.slice(0, hit.index) : options
    if (testLine(able, text) !== undefined || (next < end && effect.bars?.(text) !== undefined)) return true
    run.passed = next
  }
  return hit === 'more' && passesLines(run, options)
}

/** While only prompts are awaited, whole lines are none of theirs and can be skipped: a flood is not kept. */
function passesLines({ stream, hopeless, effect }: ExpectationRun, options: CompiledChoice['options']): boolean {
  if (stream.terminator === undefined || effect.immediate === true) return false
  return options.every((option) => option.on !== 'bytes' || option.passesLines === true || hopeless?.has(option))
}
