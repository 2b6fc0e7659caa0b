import { cpuUsage } from 'node:process'
import { createContext, Script, type Context } from 'node:vm'
import type { Problem } from '../model/problem.ts'
import { cut } from '../text/cut.ts'
import { regexCost } from './cost.ts'

/** Steps that a test takes well under a second for, at the worst; so much is tried without a guard. */
const harmless = 1e8
/** The longest line on which a regex without any bound is tried without a guard: 2^20 steps. */
const short = 20
/** Milliseconds of guarded tests in one piece, when the run sets none of its own. */
const usual = 1000
/** Milliseconds that a test has at the least, so that a step at the end of its time can still be answered. */
const least = 20

/** A test was stopped, since it had taken longer than the step had left. */
export class RegexTooSlow extends Error {
  override readonly name = 'RegexTooSlow'
  readonly outcome = 'failed'
  readonly problem: Problem
  constructor(regex: RegExp, length: number) {
    super(`the regex ${shown(regex)} was still trying a line of ${length} characters when its time was over`)
    this.problem = {
      code: 'regex-too-slow',
      message: this.message,
      hint: 'something that repeats stands within something that repeats, or several beside each other take the same characters: write it so that each character can be taken in one way only',
    }
  }
}

const shown = (regex: RegExp): string => cut(String(regex), 120)

/** Milliseconds that are left for the next test; the run sets it before. */
const patient = (): number => usual
let left = patient
/** Milliseconds that guarded tests have computed since the event loop last went round. */
let spent = 0
/** The most time that any of them was given since then. */
let given = 0
let reset = false

/** Sets how much time tests have from now on, until another run sets it. */
export function allow(milliseconds = patient): void {
  left = milliseconds
}

/**
 * A regex that is tried on texts of strangers, in bounded time: where its time may grow out of hand for a text of this length, the
 * engine's own watchdog stops it, and `RegexTooSlow` is thrown. Ordinary regexes and lines pay one comparison of numbers.
 * With `background`, for what is checked in the background of steps, it has a second.
 */
export function boundedRegex(regex: RegExp, { background = false } = {}): BoundedRegex {
  const longest = longestHarmless(regex)
  const time = () => (background ? usual : left())
  return {
    longest,
    test: (text) =>
      text.length <= longest ? regex.test(text) : watched(regex, text.length, time(), () => regex.test(text)),
    exec: (text) =>
      text.length <= longest ? regex.exec(text) : watched(regex, text.length, time(), () => regex.exec(text)),
  }
}

export interface BoundedRegex extends Pick<RegExp, 'test' | 'exec'> {
  /** The longest text that is tried without a guard. */
  readonly longest: number
}

/** The same for whatever else is done with a regex: `work` is watched when the text is longer than it can be trusted with. */
export function withinTime<T>(regex: RegExp, text: string, work: () => T): T {
  return text.length <= longestHarmless(regex) ? work() : watched(regex, text.length, usual, work)
}

const known = new Map<string, number>()

function longestHarmless({ source, flags }: RegExp): number {
  const key = `${flags}/${source}`
  let longest = known.get(key)
  if (longest === undefined) {
    const { factor, degree } = regexCost(source, flags)
    longest = degree === Infinity ? short : degree === 0 ? Infinity : Math.floor((harmless / factor) ** (1 / degree))
    if (known.size > 1000) known.clear()
    known.set(key, longest)
  }
  return longest
}

let room: { readonly context: Context; readonly script: Script } | undefined

function watched<T>(regex: RegExp, length: number, time: number, work: () => T): T {
  if (!reset) {
    reset = true
    setImmediate(() => {
      reset = false
      spent = 0
      given = 0
    })
  }
  given = Math.max(given, time)
  // Each of many may take less than the least, on a fast machine, and all of them together any time. What a failure still asks
  // of a regex when its step is over has as long as what is asked beside the steps.
  if (spent > given + usual) throw new RegexTooSlow(regex, length)
  const timeout = Math.max(least, Math.ceil(time - spent))
  const began = computed()
  try {
    return inTimeOf(timeout, work, () => new RegexTooSlow(regex, length))
  } finally {
    spent += computed() - began
  }
}

/** How often a test is tried that had no processor, each time for twice as long. */
const tries = 5
/** The share of its time that a test must have computed to be slow itself. */
const enough = 0.8

/** Milliseconds that this program has computed so far. */
function computed(): number {
  const { user, system } = cpuUsage()
  return (user + system) / 1000
}

/**
 * The work, stopped after so many milliseconds. The engine's watchdog measures the time that passes: on a busy machine that may go by
 * without a processor, and proves nothing about the regex.
 */
export function inTimeOf<T>(milliseconds: number, work: () => T, tooSlow: () => Error): T {
  room ??= {
    context: createContext(Object.assign(Object.create(null), { work: undefined })),
    script: new Script('work()'),
  }
  const began = computed()
  const outer = room.context['work'] as unknown
  room.context['work'] = work
  try {
    for (let turn = 0; turn < tries; turn++) {
      try {
        return room.script.runInContext(room.context, { timeout: milliseconds * 2 ** turn }) as T
      } catch (error) {
        if ((error as { readonly code?: unknown }).code !== 'ERR_SCRIPT_EXECUTION_TIMEOUT') throw error
        if (computed() - began >= enough * milliseconds) break
      }
    }
    throw tooSlow()
  } finally {
    room.context['work'] = outer
  }
}
