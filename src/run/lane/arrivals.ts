interface Mark {
  /** Absolute offset of the byte behind the last one that had arrived. */
  end: number
  /** Microseconds since the start. */
  readonly at: number
}

/** So many marks may be passed before those that are left move up. */
const mostPassed = 1024

/** When the bytes of a stream arrived. Passing old marks costs the same however many are unread. */
export class Arrivals {
  #marks: Mark[] = []
  #first = 0

  add(end: number, at: number): void {
    const last = this.#marks[this.#marks.length - 1]
    if (last !== undefined && last.at === at) last.end = end
    else this.#marks.push({ end, at })
  }

  /** When the byte before this absolute offset arrived. */
  of(absolute: number): number {
    for (let index = this.#first; index < this.#marks.length; index++) {
      const mark = this.#marks[index] as Mark
      if (mark.end >= absolute) return mark.at
    }
    return this.#marks[this.#marks.length - 1]?.at ?? 0
  }

  /** Everything before this absolute offset has been read. */
  pass(offset: number): void {
    while (this.#first < this.#marks.length - 1 && (this.#marks[this.#first] as Mark).end <= offset) this.#first += 1
    if (this.#first < mostPassed) return
    this.#marks = this.#marks.slice(this.#first)
    this.#first = 0
  }

  /** So many bytes behind this absolute offset are taken out of the middle. */
  close(absolute: number, length: number): void {
    for (const mark of this.#marks) if (mark.end > absolute) mark.end = Math.max(absolute, mark.end - length)
  }
}
