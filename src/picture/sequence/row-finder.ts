import type { Replay } from '../../model/replay.ts'
import { asPrinted } from '../../text/as-printed.ts'
import { meaningOf } from './events.ts'
import { actorOf } from './participants.ts'

/** Finds the row that shows some bytes or an event of a recording: at the same time, or else with the same text. */
export class RowFinder {
  private readonly byTime = new Map<string, number>()
  private readonly events = new Map<string, readonly { readonly index: number; readonly words: string }[]>()
  private readonly byText = new Map<string, number[]>()

  constructor({ transcript, times, exact }: Replay) {
    if (!exact) return
    for (const [index, { lane, mark, text }] of transcript.rows.entries()) {
      const direction = directions[mark] ?? mark
      const time = `${actorOf(lane)} ${direction} ${times[index]}`
      if (mark === '*') this.events.set(time, [...(this.events.get(time) ?? []), { index, words: asPrinted(text) }])
      else if (!this.byTime.has(time)) this.byTime.set(time, index)
      const key = `${lane} ${direction} ${asPrinted(text)}`
      const same = this.byText.get(key)
      if (same === undefined) this.byText.set(key, [index])
      else same.push(index)
    }
  }

  /** Each row is found once by its text. */
  ofData(lane: string, direction: string, at: number, text: () => string): number | undefined {
    const found = this.byTime.get(`${actorOf(lane)} ${direction} ${at}`)
    return found ?? this.byText.get(`${lane} ${direction} ${text()}`)?.shift()
  }

  ofEvent(lane: string, at: number, words: string): number | undefined {
    const there = this.events.get(`${actorOf(lane)} * ${at}`) ?? []
    // In a row there may be the name of a port or of another volatile text.
    const found =
      there.find((row) => row.words === words) ?? there.find((row) => meaningOf(row) === meaningOf({ words }))
    // All instances of a group have one row, at the time of one of them.
    return found?.index ?? this.byText.get(`${actorOf(lane)} * ${words}`)?.[0]
  }
}

const directions: Readonly<Record<string, string>> = { '>': 'sent', '|': 'received', '~': 'received', '!': 'received' }
