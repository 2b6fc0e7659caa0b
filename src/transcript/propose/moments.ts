import { moments, wholeOf, writtenMoment, type Shape } from './shapes.ts'
import { whenUsed } from '../../text/when-used.ts'

/** A time or a date of now in a text, at [start, end) in UTF-16 units. */
export interface Moment {
  readonly start: number
  readonly end: number
  readonly shape: Shape
  /** The same at another time. */
  readonly other: string
}

const shapes = whenUsed(() => moments.map((shape) => ({ shape, pattern: wholeOf(shape) })))
const seconds: Shape = { source: String.raw`\d+`, name: 'time' }

/**
 * The times and dates in a text that are of now, in order: what has a date of yesterday, today or tomorrow, a clock within ten minutes, or
 * the seconds or milliseconds since 1970. Tomorrow another one stands there. `now` is in milliseconds since 1970.
 */
export function momentsOfNow(text: string, now: number): Moment[] {
  const found: Moment[] = []
  for (const { shape, pattern } of shapes())
    for (const { index, 0: value } of text.matchAll(pattern)) {
      const [start, end] = [index, index + value.length]
      if (found.some((other) => start < other.end && other.start < end) || !isOfNow(value, now)) continue
      found.push({ start, end, shape: writtenMoment([value], shape), other: atAnotherTime(value) })
    }
  for (const { index, 0: value } of text.matchAll(/(?<![\w.])1\d{9}(?:\d{3})?(?!\w)/g)) {
    const at = Number(value) * (value.length === 10 ? 1000 : 1)
    if (Math.abs(at - now) < twoDays)
      found.push({ start: index, end: index + value.length, shape: seconds, other: atAnotherTime(value) })
  }
  return found.sort((one, two) => one.start - two.start)
}

/** The text at another time: what is of now becomes something else of the same form. */
export const atOtherTimes = (text: string, found: readonly Moment[]): string =>
  found.reduceRight((all, { start, end, other }) => all.slice(0, start) + other + all.slice(end), text)

const names = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const twoDays = 2 * 24 * 3600 * 1000

/** By its date; without one by its clock. */
function isOfNow(value: string, now: number): boolean {
  const dates = datesIn(value, new Date(now).getUTCFullYear())
  if (dates.length > 0) return dates.some((date) => Math.abs(date - now) < twoDays)
  const clock = /^(\d{1,2}):(\d\d):(\d\d)/.exec(value)
  if (clock === null) return false
  const minute = Number(clock[1]) * 60 + Number(clock[2]) + Number(clock[3]) / 60
  const at = new Date(now)
  return [at.getHours() * 60 + at.getMinutes(), at.getUTCHours() * 60 + at.getUTCMinutes()].some(
    (other) => Math.min(Math.abs(minute - other), Math.abs((minute % 720) - (other % 720))) < 10,
  )
}

/** What a written date may mean, in milliseconds since 1970; without a year, it is of this one. */
function datesIn(value: string, year: number): number[] {
  const at = (of: number, month: number, day: number): number => Date.UTC(of, month - 1, day)
  const month = names.findIndex((name) => new RegExp(`\\b${name}`, 'i').test(value)) + 1
  const days = /(\d{1,2})[ /-][A-Z][a-z]{2}[ /-](\d{4})/.exec(value)
  if (days !== null) return [at(Number(days[2]), month, Number(days[1]))]
  const named = /[A-Z][a-z]{2} {1,2}(\d{1,2})(?!\d)(?:.*\b(\d{4})$)?/.exec(value)
  if (named !== null) return [at(named[2] === undefined ? year : Number(named[2]), month, Number(named[1]))]
  const iso = /^(\d{4})[-/.]?(\d\d)[-/.]?(\d\d)/.exec(value)
  if (iso !== null) return [at(Number(iso[1]), Number(iso[2]), Number(iso[3]))]
  const local = /^(\d{1,2})[./](\d{1,2})[./](\d{4})/.exec(value)
  if (local === null) return []
  const [one, other, of] = local.slice(1).map(Number) as [number, number, number]
  return [at(of, other, one), at(of, one, other)]
}

/** Other numbers of the same form. */
const atAnotherTime = (value: string): string =>
  value.replaceAll(/\d(?!\d)/g, (digit) => String((Number(digit) + 1) % 10))
