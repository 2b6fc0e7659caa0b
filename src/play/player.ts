import type { Timeline } from './timeline.ts'

const speeds = [0.1, 0.25, 0.5, 1, 2, 4, 8, 16, 64] as const

/** Where the playing stands; it goes on by itself while it plays. */
export class Player {
  readonly #timeline: Timeline
  readonly #changed: () => void
  readonly #now: () => number
  #rows = 0
  #speed: number
  #timer: ReturnType<typeof setTimeout> | undefined
  /** The milliseconds of the timeline at the last change, and the clock then. */
  #from = { at: 0, clock: 0 }

  /** `changed` is called when another row is seen, or when it stops by itself at the end. `now` is monotonic, in milliseconds. */
  constructor(timeline: Timeline, { speed, now, changed }: { speed: number; now: () => number; changed: () => void }) {
    this.#timeline = timeline
    this.#speed = speed
    this.#now = now
    this.#changed = changed
  }

  /** How many rows are seen. */
  get rows(): number {
    return this.#rows
  }

  get speed(): number {
    return this.#speed
  }

  get plays(): boolean {
    return this.#timer !== undefined
  }

  /** From the beginning again when it is over. */
  toggle(): void {
    if (this.plays) return this.pause()
    if (this.#rows === this.#timeline.plays.length) this.#jump(0)
    this.#begin()
  }

  pause(): void {
    clearTimeout(this.#timer)
    this.#timer = undefined
  }

  /** So many rows on or back; it waits then. */
  step(by: number): void {
    this.pause()
    this.#jump(this.#rows + by)
  }

  /** To where the next step has begun. */
  nextStep(): void {
    this.pause()
    const next = this.#timeline.steps.find(({ rows }) => rows > this.#rows)
    this.#jump(next?.rows ?? this.#timeline.plays.length)
  }

  /** To a time of the conversation, in milliseconds. */
  goTo(at: number): void {
    const later = this.#timeline.was.findIndex((each) => each > at)
    const plays = this.plays
    this.pause()
    this.#jump(later === -1 ? this.#timeline.was.length : later)
    if (plays) this.#begin()
  }

  /** One faster (1) or slower (-1). */
  change(by: 1 | -1): void {
    const faster = by === 1 ? speeds.find((each) => each > this.#speed) : speeds.findLast((each) => each < this.#speed)
    this.#from = { at: this.#at(), clock: this.#now() }
    this.#speed = faster ?? this.#speed
    if (this.plays) this.#schedule()
  }

  #jump(rows: number): void {
    this.#rows = Math.min(Math.max(0, rows), this.#timeline.plays.length)
    this.#from = { at: this.#timeline.plays[this.#rows - 1] ?? 0, clock: this.#now() }
  }

  #begin(): void {
    this.#from = { at: this.#timeline.plays[this.#rows - 1] ?? 0, clock: this.#now() }
    this.#schedule()
  }

  #at(): number {
    return this.plays ? this.#from.at + (this.#now() - this.#from.clock) * this.#speed : this.#from.at
  }

  #schedule(): void {
    clearTimeout(this.#timer)
    const next = this.#timeline.plays[this.#rows]
    this.#timer = undefined
    if (next === undefined) return
    const left = (next - this.#from.at) / this.#speed - (this.#now() - this.#from.clock)
    this.#timer = setTimeout(() => this.#due(), Math.max(0, left))
  }

  #due(): void {
    const at = this.#at()
    const later = this.#timeline.plays.findIndex((each, index) => index > this.#rows && each > at)
    this.#rows = later === -1 ? this.#timeline.plays.length : later
    this.#schedule()
    this.#changed()
  }
}
