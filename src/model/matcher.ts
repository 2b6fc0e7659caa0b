import type { LaneEvent } from './actor.ts'
import type { Screen } from './screen.ts'

export type Captures = Readonly<Record<string, string>>

/** What a matcher makes of what was wanted. The core scans lanes with it; nothing here has state. */
export type Compiled =
  | CompiledLine
  | CompiledBytes
  | CompiledEvent
  | CompiledSequence
  | CompiledSet
  | CompiledChoice
  | CompiledSilence
  | CompiledAbsence
  | CompiledScreen

/** Met by one whole line. */
export interface CompiledLine {
  readonly on: 'line'
  /** How messages name it: `"Hello client!"`, `/user (\w+)/`. */
  readonly shown: string
  /** Captures when the line matches (`{}` for none), undefined when it does not. */
  test(line: string): Captures | undefined
  /** Text that every matching line contains, so that long stretches are skipped without being decoded. */
  readonly needle?: string
  /** The text a near miss is compared with, when there is one. */
  readonly near?: string
  /** How a line that it did not match differs, one phrase for each place; undefined for a line of another nature. Asked for reports only. */
  differs?(line: string): readonly string[] | undefined
  /** How far a line that it did not match fits after all, for a matcher that is no text. Asked for reports only. */
  fits?(line: string): Fit | undefined
}

/** How much of a line is as wanted. */
export interface Fit {
  /** 0 to 1; below 0.4 it is not worth showing. */
  readonly share: number
  /** Ranges [start, end) of the line that are not as wanted, in UTF-16 units. */
  readonly marked: readonly (readonly [number, number])[]
}

/** Met by bytes at the cursor. */
export interface CompiledBytes {
  readonly on: 'bytes'
  readonly shown: string
  /** How the row stands in the transcript. */
  readonly shows: 'text' | 'bytes'
  /** True when it is never met by a whole line, but passes over those that come before it. */
  readonly passesLines?: boolean
  /** It takes bytes whatever they are, so that what a step keeps of them (`as`) stands as hexadecimal in `bytes`. */
  readonly binary?: true
  /** The text that was wanted, when it is one: a near miss is compared with it. */
  readonly near?: string
  /** As of a matcher of lines. */
  fits?(line: string): Fit | undefined
  /**
   * Looks at the unread bytes from the cursor. `scanned` is how far earlier looks in vain have come; `ended` is true when no more
   * can come. Answers how many bytes it takes, `more`, or `never`.
   */
  take(bytes: Uint8Array, scanned: number, ended: boolean): TakenBytes | 'more' | 'never'
}

export interface TakenBytes {
  readonly length: number
  /** The first of them are whole lines that it passed over. */
  readonly skips?: number
  readonly captures?: Captures
  /** Places of bytes that may be any, counted behind those that are skipped: a row of bytes shows `??` there. */
  readonly any?: readonly number[]
  /** The same of each capture, counted from where it begins: what a step sends of it has a row with `??` there, too. */
  readonly open?: Readonly<Record<string, readonly number[]>>
}

/** Met by something that happened. */
export interface CompiledEvent {
  readonly on: 'event'
  readonly shown: string
  test(event: LaneEvent): Captures | undefined
  /** Written in the transcript instead of the event's own words, when several events are right. */
  readonly row?: string
  /** True when it is met by the actor's end, so that unread lines before it are skipped. */
  readonly outOfBand?: boolean
}

/** `lines`: the very next lines, and exactly these. */
export interface CompiledSequence {
  readonly on: 'sequence'
  readonly shown: string
  readonly lines: readonly CompiledLine[]
  /** True for a line between these, or behind them, that does not count. */
  ignores?(line: string): boolean
  /** Behind the last of them no further line comes, but such as it ignores. */
  readonly exact?: true
}

/** `any-order`: exactly these lines, in any order, found by matching. */
export interface CompiledSet {
  readonly on: 'set'
  readonly shown: string
  readonly lines: readonly CompiledLine[]
}

/** `one-of`: the first that comes; its row is written as the expectation. */
export interface CompiledChoice {
  readonly on: 'choice'
  readonly shown: string
  readonly options: readonly Compiled[]
}

/** `silence`: nothing at all for so many milliseconds. */
export interface CompiledSilence {
  readonly on: 'silence'
  readonly shown: string
  readonly milliseconds: number
}

/** `not`: what must not come while other expectations are waited for, or for so many milliseconds. */
export interface CompiledAbsence {
  readonly on: 'absence'
  readonly shown: string
  /** One line, one event, a prompt, or the first of several of these. */
  readonly unwanted: Compiled
  readonly milliseconds?: number
}

/** Met by what the actor's screen shows at a moment when its program is idle. */
export interface CompiledScreen {
  readonly on: 'screen'
  readonly shown: string
  test(screen: Screen): ScreenMatch | undefined
  /** The text that was wanted, when it is one: the nearest row is compared with it. */
  readonly near?: string
  /** What is other on a screen that it does not match, and where it is nearest. Asked for reports only. */
  miss?(screen: Screen): ScreenMiss
}

export interface ScreenMatch {
  readonly captures: Captures
  /** What `as` keeps: the rows in which it stands. */
  readonly text: string
}

export interface ScreenMiss {
  /** The row that is most like what was wanted, from 1. */
  readonly row?: number
  /** What differs, in words. */
  readonly why?: string
}
