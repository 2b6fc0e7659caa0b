import type { Plan, Stream, StreamName } from '../model/shake.ts'
import { shuffledBy } from '../text/shuffled.ts'
import { planOfParts, type PlanPart } from './parts.ts'
import { placesThatMatter } from './places.ts'
import { randomBy, type Random } from './random.ts'

/** A stream is cut at each byte over this length at most. */
const finely = 64
const mostCuts = 6
const mostDelay = 20

/** What a style makes a plan of. */
interface StyleInput {
  readonly streams: readonly Stream[]
  readonly random: Random
  /** Runs of this style before. */
  readonly turn: number
  readonly seed: number
}

type Style = (input: StyleInput) => readonly PlanPart[]

/** Single cuts come most often: they find most, and what they find is small at once. */
const styles: readonly Style[] = [
  oneThatMatters,
  everyByte,
  oneThatMatters,
  joined,
  someCuts,
  oneThatMatters,
  delayed,
  apart,
  oneThatMatters,
  allTogether,
]

/** The plan of a run, from 1. The same seed, run and streams give the same plan. */
export function planOfRun(seed: number, run: number, all: readonly Stream[]): Plan {
  const streams = all.filter(({ length }) => length > 1)
  const random = randomBy(seed, run)
  if (streams.length === 0) return planOfParts(apart({ streams, random, turn: run, seed }))
  const at = (run - 1) % styles.length
  const style = styles[at] as Style
  const rounds = Math.floor((run - 1) / styles.length)
  const turn = rounds * styles.filter((each) => each === style).length + countBefore(style, at)
  return planOfParts(style({ streams, random, turn, seed }))
}

const countBefore = (style: Style, at: number): number => styles.slice(0, at).filter((each) => each === style).length

/** One cut at a place that matters: each of them once, in an order of the seed's, before the first comes again. */
function oneThatMatters({ streams, turn, seed }: StyleInput): readonly PlanPart[] {
  const places = inTurns(
    streams.map((stream) => placesThatMatter(stream.bytes, stream.length).map(({ at }) => cut(stream, at))),
  )
  const round = Math.floor(turn / places.length)
  const ordered = round === 0 ? places : shuffledBy(places, randomBy(seed, round).draw)
  return [ordered[turn % places.length] as PlanPart]
}

/** The first of each list, then the second of each, and so on. */
function inTurns<T>(lists: readonly (readonly T[])[]): readonly T[] {
  const longest = Math.max(...lists.map((list) => list.length))
  return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat()
}

/** One stream in single bytes, over a part of it where it is long. */
function everyByte({ streams, turn, random }: StyleInput): readonly PlanPart[] {
  const stream = streams[turn % streams.length] as Stream
  const from = turn < streams.length || stream.length <= finely ? 1 : 1 + random.below(stream.length - finely)
  const count = Math.min(finely, stream.length - from)
  return Array.from({ length: count }, (_, at) => cut(stream, from + at))
}

function someCuts({ streams, random }: StyleInput): readonly PlanPart[] {
  return Array.from({ length: 2 + random.below(mostCuts - 1) }, () => {
    const stream = random.of(streams)
    return cut(stream, 1 + random.below(stream.length - 1))
  })
}

/** One stream in one piece, or a part of it. */
function joined({ streams, turn, random }: StyleInput): readonly PlanPart[] {
  const stream = streams[turn % streams.length] as Stream
  const from = turn < streams.length ? 0 : random.below(stream.length - 1)
  const to = turn < streams.length ? stream.length : from + 2 + random.below(stream.length - from - 1)
  return [{ kind: 'join', stream: nameOf(stream), from, to }]
}

/** Small delays, at the beginning and within. */
function delayed({ streams, random }: StyleInput): readonly PlanPart[] {
  return Array.from({ length: 1 + random.below(3) }, () => {
    const stream = random.of(streams)
    return {
      kind: 'delay',
      stream: nameOf(stream),
      at: random.below(stream.length),
      milliseconds: 1 + random.below(mostDelay),
    }
  })
}

/** What needs no wire: another order of actors, and lanes that receive other pieces. */
function apart({ random }: StyleInput): readonly PlanPart[] {
  return [
    { kind: 'order', seed: random.below(2 ** 31) },
    { kind: 'pieces', seed: random.below(2 ** 31) },
  ]
}

function allTogether(input: StyleInput): readonly PlanPart[] {
  return [...someCuts(input), ...joined(input), ...delayed(input), ...apart(input)]
}

const nameOf = ({ actor, connection, direction }: StreamName): StreamName => ({ actor, connection, direction })

const cut = (stream: Stream, at: number): PlanPart => ({ kind: 'cut', stream: nameOf(stream), at })

/** One plan for each position at which a stream can be cut, stream after stream. */
export const plansOfEveryByte = (streams: readonly Stream[]): readonly Plan[] =>
  streams.flatMap((stream) =>
    Array.from({ length: Math.max(0, stream.length - 1) }, (_, at) => planOfParts([cut(stream, at + 1)])),
  )
