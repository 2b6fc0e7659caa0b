import type { Problem } from '../../../model/problem.ts'
import type { Session } from '../../session.ts'

/** What a reader answers: what was seen, or why the file cannot be read, with its text where the problem has a place in it. */
export type Seen = { readonly session: Session } | Unreadable

export interface Unreadable {
  readonly problem: Problem
  readonly text?: string
}

/** A problem with a file; `at` is a place in its text. */
export function unreadable(
  file: string,
  message: string,
  more: { readonly hint?: string; readonly at?: { start: number; end: number }; readonly text?: string } = {},
): Unreadable {
  const { hint, at, text } = more
  return {
    problem: {
      code: 'recording-unreadable',
      message,
      span: { file, ...(at ?? { start: 0, end: 0 }) },
      ...(hint === undefined ? {} : { hint }),
    },
    ...(text === undefined ? {} : { text }),
  }
}

/** ISO time; undefined for what is not a time that a date can have. */
export function wallOf(milliseconds: number): { readonly wall?: string } {
  const date = new Date(milliseconds)
  return Number.isNaN(date.getTime()) ? {} : { wall: date.toISOString() }
}
