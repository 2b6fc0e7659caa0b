import type { Compiled } from '../../model/matcher.ts'
import type { Pattern } from '../../model/scenario.ts'
import { didYouMean } from '../../text/suggest.ts'
import { showDuration } from '../../text/units.ts'
import { kindOf, report } from '../checking.ts'
import { described } from '../shape.ts'
import type { ActorShape, ValuesOf } from '../shape.ts'
import { duration, fixedText, ownName, pattern, truth, wholeNumber } from '../shapes/scalars.ts'
import { shown } from '../values.ts'

/** A row that an expectation takes. */
export interface Taken {
  readonly text: string
  /** Milliseconds since the row before it on its lane. */
  readonly elapsed: number
  readonly lane: string
}

/** The failure's text about a row that cannot be taken after all. */
export interface Rejection {
  readonly message: string
  /** Closes what was wanted: `after 2s`. */
  readonly wanted: string
  readonly why: string
}

/** What modifiers change about one expectation. All of them together make one. */
export interface Effect {
  /** Nothing may stand before what it takes. */
  readonly immediate?: boolean
  /** Why a line that stands before what it takes must not be there; undefined for one that may be passed over. */
  readonly bars?: (line: string) => string | undefined
  /** Why it cannot be this row. */
  readonly rejects?: (taken: Taken) => Rejection | undefined
  /** The variable that keeps what it takes. */
  readonly keptAs?: string
  /** How many of them it takes; once when absent. */
  readonly count?: number
  /** Those before the last are passed over. */
  readonly passesOthers?: boolean
  /** When all is idle, no further one may stand unread. */
  readonly noFurther?: boolean
  /** Further ones may come before the next expectation. */
  readonly further?: boolean
  /** It need not come. */
  readonly optional?: boolean
  /** The stream on which it looks, when that is not the main one. */
  readonly stream?: string
}

/** What a run makes of a pattern: a test of one line, with its variables filled in. */
export type TestOf = (pattern: Pattern) => (line: string) => boolean

/** A word beside a matcher: how it is written and read, and what it changes. */
export interface ExpectationModifier<T> {
  readonly shape: ActorShape<T>
  /** Why it would change nothing beside an expectation that is met by this. */
  readonly idle?: Readonly<Partial<Record<Compiled['on'], string>>>
  /** It is about a place among the lines, which out-of-band events do not have. */
  readonly ofPlace?: true
  /** It says how often: no other one that does may stand beside it. */
  readonly howOften?: true
  /** It needs the time at which rows come to be known well. */
  readonly measuresTime?: true
  effect(value: T, testOf: TestOf): Effect
}

const define = <T>(modifier: ExpectationModifier<T>): ExpectationModifier<T> => modifier
const byNothing = 'it is met by nothing at all'
const byAbsence = 'it is met by what does not come'
/** Beside what is met by nothing that comes, a modifier of what comes changes nothing. */
const nothingComes = { silence: byNothing, absence: byAbsence }
const byScreen = 'it is met by what the screen shows at one moment, whatever came before'
const noLines = { ...nothingComes, screen: byScreen }

const severalLines = 'one line, one event or some bytes need not come; write each line by itself'

/** Milliseconds by which a timer may fire early: Node's have that granularity. */
const granularity = 1

export const expectationModifiers = {
  next: define({
    shape: described(truth, 'the very next line, nothing skipped'),
    idle: { set: 'lines between these stay unread; for the very next lines write “lines”', ...noLines },
    ofPlace: true,
    effect: (immediate) => ({ immediate }),
  }),
  without: define({
    shape: described(pattern, 'a text or /regex/ that must not come first', { examples: ['/error/'] }),
    idle: { sequence: 'these are the very next lines, so nothing can come first', ...noLines },
    ofPlace: true,
    effect(unwanted, testOf) {
      const test = testOf(unwanted)
      return { bars: (line) => (test(line) ? `“${line}” came first` : undefined) }
    },
  }),
  stream: define({
    shape: described(streamOf(), 'another stream of the actor, such as stderr', { examples: ['stderr'] }),
    ofPlace: true,
    idle: { screen: byScreen },
    effect: (stream) => ({ stream }),
  }),
  as: define({
    shape: described(ownName('variable'), 'keep the match as this variable'),
    idle: { silence: 'there is no match to keep', absence: 'there is no match to keep' },
    effect: (keptAs) => ({ keptAs }),
  }),
  times: define({
    shape: described(often('times'), 'exactly so often: no further one, once all is idle', { examples: [3] }),
    idle: noLines,
    howOften: true,
    effect: (count) => ({ count, noFurther: true }),
  }),
  'at-least': define({
    shape: described(often('at-least'), 'so often, or more often', { examples: [3] }),
    idle: noLines,
    howOften: true,
    effect: (count) => ({ count, further: true }),
  }),
  nth: define({
    shape: described(often('nth'), 'the third, where 3 is written; those before it are skipped', { examples: [3] }),
    idle: noLines,
    howOften: true,
    effect: (count) => ({ count, passesOthers: true }),
  }),
  optional: define({
    shape: described(truth, 'it need not come; taken if it does before the next expectation', { examples: [true] }),
    idle: { sequence: severalLines, set: severalLines, ...nothingComes },
    howOften: true,
    effect: (optional) => ({ optional }),
  }),
  after: define({
    shape: described(duration, 'met no sooner than this since the row before it on its lane'),
    idle: { silence: 'it begins when its turn comes; make it longer instead', absence: byAbsence },
    measuresTime: true,
    effect: (after) => ({
      rejects({ text, elapsed, lane }) {
        if (elapsed + granularity >= after) return undefined
        return {
          message: `“${text}” came too soon`,
          wanted: `after ${showDuration(after)}`,
          why:
            elapsed < 0
              ? `it came ${(-elapsed).toFixed(1)}ms before what came last on “${lane}”`
              : `it came ${elapsed.toFixed(1)}ms after what came before it on “${lane}”`,
        }
      },
    }),
  }),
}

export type ExpectationModifierName = keyof typeof expectationModifiers
export const modifierNames = Object.keys(expectationModifiers) as ExpectationModifierName[]
export const modifierShapes = Object.fromEntries(
  modifierNames.map((name) => [name, expectationModifiers[name].shape]),
) as { readonly [K in ExpectationModifierName]: (typeof expectationModifiers)[K]['shape'] }
/** What modifiers an expectation has. */
export type Modifiers = ValuesOf<typeof modifierShapes>

const modifierOf = (name: ExpectationModifierName) => expectationModifiers[name] as ExpectationModifier<unknown>

/** True when a modifier of an expectation goes by the time at which rows come. */
export const goesByTime = (modifiers: Modifiers): boolean =>
  modifierNames.some((name) => modifiers[name] !== undefined && modifierOf(name).measuresTime === true)

const noEffect: Effect = {}

/** Most expectations have no modifier, and one in a long repeat is asked each time. */
const unmodified = new WeakSet<Modifiers>()

/** What the modifiers of an expectation change together. */
export function effectOf(modifiers: Modifiers, testOf: TestOf): Effect {
  if (unmodified.has(modifiers)) return noEffect
  let all = noEffect
  for (const name of modifierNames) {
    if (modifiers[name] === undefined) continue
    const effect = modifierOf(name).effect(modifiers[name], testOf)
    all = all === noEffect ? effect : both(all, effect)
  }
  if (all === noEffect) unmodified.add(modifiers)
  return all
}

function both(one: Effect, other: Effect): Effect {
  const bars = either(one.bars, other.bars)
  const rejects = either(one.rejects, other.rejects)
  return { ...one, ...other, ...(bars && { bars }), ...(rejects && { rejects }) }
}

/** Asks one, and where it finds nothing the other. */
function either<A, R>(
  one: ((of: A) => R | undefined) | undefined,
  other: ((of: A) => R | undefined) | undefined,
): ((of: A) => R | undefined) | undefined {
  return one === undefined || other === undefined ? (one ?? other) : (of) => one(of) ?? other(of)
}

/** How often something comes: from once on. */
function often(name: string): ActorShape<number> {
  const count = wholeNumber(1)
  return {
    schema: count.schema,
    read(c, node) {
      if (node.type !== 'scalar' || node.value !== 0) return count.read(c, node, name)
      const message = `“${name}” counts from 1, and is 0`
      const hint = name === 'nth' ? 'the first is “nth: 1”' : 'for what must not come write { not: … }'
      report(c, 'invalid-value', message, node.span, hint)
      return undefined
    },
  }
}

/** A stream besides the main one; the main one's own name, `stdout`, has the meaning of no name. */
function streamOf(): ActorShape<string> {
  return {
    schema: fixedText.schema,
    read(c, node, label, { actor }) {
      const name = fixedText.read(c, node, label)
      const kind = kindOf(c, actor)
      const streams = kind?.streams ?? []
      if (name === undefined || kind === undefined || streams.includes(name)) return name
      if (name === 'stdout' && streams.length > 0) return undefined
      const hint = streams.length === 0 ? 'leave “stream” out' : didYouMean(name, streams, 'streams')
      report(c, 'invalid-value', `“${actor}” has no stream ${shown(node)}`, node.span, hint)
      return undefined
    },
  }
}
