import type { Captures, Compiled, CompiledEvent } from '../../model/matcher.ts'
import type { EventItem } from '../lane/stream.ts'

/** The event that met an option: its text for `as`, and its name for `${matched}`. */
export interface Found {
  readonly text: string
  readonly matched: string
  readonly captures: Captures
  /** The option, when it is one for events. */
  readonly option?: CompiledEvent
}

export function testLine(options: readonly Compiled[], text: string): Captures | undefined {
  for (const option of options) {
    const captures = option.on === 'line' ? option.test(text) : undefined
    if (captures !== undefined) return captures
  }
  return undefined
}

/** An event is named as the option that it meets: which of several ends came may be a race, and its code is what matters. */
export function testEvent(options: readonly Compiled[], { event }: EventItem): Found | undefined {
  for (const option of options) {
    const captures = option.on === 'event' ? option.test(event) : undefined
    if (option.on === 'event' && captures !== undefined)
      return {
        text: event.name,
        matched: option.row ?? option.shown,
        captures,
        option,
      }
  }
  for (const printed of event.prints ?? []) {
    const captures = testLine(options, printed)
    if (captures !== undefined) return { text: printed, matched: printed, captures }
  }
  return undefined
}
