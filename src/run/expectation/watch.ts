import type { Compiled } from '../../model/matcher.ts'
import type { Span } from '../../model/span.ts'
import type { RunLane, Witness } from '../lane/lane.ts'
import type { Stream } from '../lane/stream.ts'
import { isBefore, meetsEvent, meetsLine, restSpot, spotOf, type Spot, type Where } from './spot.ts'

/** What must not come on a lane while a step lasts. */
export interface Unwanted {
  readonly compiled: Compiled
  readonly lane: RunLane
  readonly stream: Stream
  /** How a failure names what was wanted: `not “error”`. */
  readonly wanted: string
  /** Closes the message of a failure: `which must not come`. */
  readonly verdict: string
  /** Why it must not come, in a failure. */
  readonly why: string
  readonly span: Span
  /** Only when all is idle can be known that it has not come. */
  readonly whenIdle: boolean
  /** Lines that count as matched as long as the step lasts. */
  readonly ignores?: (line: string) => boolean
}

/** Watches a lane from here on: what the step's own expectations take is allowed, what they pass over is not. */
export class Watch implements Witness {
  readonly unwanted: Unwanted
  /** The first that an expectation has passed over. */
  passedOver: Spot | undefined
  #where: Where | undefined

  constructor(unwanted: Unwanted) {
    this.unwanted = unwanted
    unwanted.lane.witnesses = (unwanted.lane.witnesses ?? new Set()).add(this)
  }

  skipped(stream: Stream, text: string, at: number): void {
    const { compiled, stream: own } = this.unwanted
    if (stream === own && meetsLine(compiled, text)) this.passedOver ??= { text, at }
  }

  passed(item: Parameters<Witness['passed']>[0]): void {
    if (meetsEvent(this.unwanted.compiled, item))
      this.passedOver ??= { text: item.event.words ?? item.event.name, at: item.at }
  }

  /** What has come of it and was not taken; with a time in microseconds, only what came before that. */
  found(before?: number): Spot | undefined {
    if (this.passedOver !== undefined) return this.passedOver
    const spot = spotOf(this.unwanted, this.unwanted.compiled)
    return spot === undefined || before === undefined || spot.at < before ? spot : undefined
  }

  /** The same when no more comes: the beginning of a line counts as one. */
  foundAtRest(): Spot | undefined {
    const spot = this.found()
    const rest = restSpot(this.unwanted, this.unwanted.compiled)
    return spot === undefined || (rest !== undefined && isBefore(rest, spot)) ? rest : spot
  }

  /** Whether anything of it stands unread. Each line is looked at once, so that one may be missed which has changed its place. */
  get seen(): boolean {
    const { compiled, lane, stream } = this.unwanted
    this.#where ??= { lane, stream, looked: 0 }
    return this.passedOver !== undefined || spotOf(this.#where, compiled) !== undefined
  }

  stop(): void {
    this.unwanted.lane.witnesses?.delete(this)
  }
}
