import type { Lane, Readiness, ReadyLine, Words } from '../../../src/plugin.ts'
import type { Sought } from './conditions.ts'
import { elsewhere } from './elsewhere.ts'
import type { Pattern } from './pattern.ts'
import { readyInWords, type WatchedCondition } from './ready.ts'
import type { Watched } from './watch.ts'

type Missed = ReturnType<NonNullable<Readiness['missed']>>

/** What is known of a program that is not ready in time. */
interface Known {
  readonly run: Words | readonly string[]
  /** True when it has printed nothing. */
  silent(): boolean
  readonly holders?: Lane['holders'] | undefined
}

/** What the conditions are, for a failure that comes when they do not all hold in time. */
export function readinessOf(conditions: readonly WatchedCondition[], watched: Watched, known: Known): Readiness {
  const missing = () => conditions.filter((each) => !each.holds(watched))
  const lines = new Map(
    conditions.flatMap((each) => (each.condition.is === 'output' ? [[each, lineOf(each.condition)]] : [])),
  )
  return {
    shown: readyInWords(conditions),
    get line() {
      return missing().flatMap((each) => lines.get(each) ?? [])
    },
    missed: (found) => {
      const why = new Map(
        missing().map((each) => [
          each,
          missedBy(each, watched, known, lines.get(each) === found?.line ? found?.stream : undefined),
        ]),
      )
      const hint = [...why.values()].find((one) => one.hint !== undefined)?.hint
      const reason = conditions.length < 2 ? [...why.values()][0]?.why : readyInWords(conditions, markWith(why))
      return { ...(reason === undefined ? {} : { why: reason }), ...(hint === undefined ? {} : { hint }) }
    },
  }
}

/** Whether each of several conditions holds; those that are not in `missed` do. */
const markWith = (missed: ReadonlyMap<WatchedCondition, Missed>) => (each: WatchedCondition) => {
  const does = each.look === undefined ? 'it did' : 'it does'
  const one = missed.get(each)
  return one === undefined ? ` (${does})` : ` (${does} not${one.why === undefined ? '' : `: ${one.why}`})`
}

function lineOf({ pattern, stream }: Sought): ReadyLine {
  return {
    test: (line) => matches(pattern, line),
    ...('text' in pattern ? { near: pattern.text } : {}),
    ...(stream === undefined ? {} : { stream }),
  }
}

/** A regex that takes too long on the other stream's lines has found nothing there. */
function matches(pattern: Pattern, line: string): boolean {
  if ('text' in pattern) return line.includes(pattern.text)
  try {
    return pattern.regex.exec(line) !== null
  } catch {
    return false
  }
}

/** Why one condition does not hold, and what to do about it. */
function missedBy(
  { condition, count }: WatchedCondition,
  watched: Watched,
  { run, silent, holders }: Known,
  other: string | undefined,
): Missed {
  if (condition.is === 'place') return elsewhere(condition.place, watched, holders)
  if (condition.is !== 'output') return {}
  const seen = count?.seen ?? 0
  return {
    ...(silent() ? { why: 'it has printed nothing', ...buffered(run) } : {}),
    ...hintFor(condition, other),
    ...(seen > 0 ? { why: `it has come ${seen === 1 ? 'once' : `${seen} times`}` } : {}),
  }
}

function hintFor({ pattern }: Sought, other: string | undefined): { readonly hint?: string } {
  const form = 'text' in pattern ? 'text' : 'regex'
  if (other !== undefined) return { hint: `it is there on ${other}: write ready: { ${form}: …, stream: ${other} }` }
  const meant = 'text' in pattern ? meantBy(pattern.text) : undefined
  if (meant !== undefined) return { hint: meant }
  // A text that looks like a regex was sought letter by letter.
  return 'text' in pattern && /^\/.+\/[imsuv]*$/s.test(pattern.text)
    ? { hint: `{ text: … } is literal, with its slashes: write ready: { regex: ${pattern.text} } if it is a regex` }
    : {}
}

/** A number, or true, is hardly what a program prints when it is ready. */
function meantBy(text: string): string | undefined {
  if (/^\d{2,5}$/.test(text)) return `“${text}” is sought in its output; for a port write ready: { port: ${text} }`
  return text === 'true'
    ? '“true” is sought in its output; leave “ready” out, or write what to wait for, such as { port: 9000 }'
    : undefined
}

/** A program that writes to a pipe through stdio writes when its buffer is full; Python has an option against that. */
function buffered(run: Words | readonly string[]): { readonly hint?: string } {
  const words = 'text' in run ? run.words : run
  if (!words.some((word) => /(^|\/)python[\d.]*$/.test(word))) return {}
  return {
    hint: 'a Python program keeps what it prints to a pipe until there is much of it: give it env: { PYTHONUNBUFFERED: 1 }',
  }
}
