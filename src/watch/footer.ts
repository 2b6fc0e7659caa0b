import type { Palette } from '../text/palette.ts'
import type { Results } from './results.ts'
import type { Choice, Prompt } from './prompt.ts'

/** What the last lines of the terminal show. */
export interface Shown {
  readonly results: Results
  /** Of a run that goes on: how many have ended, of how many. */
  readonly running: { readonly ended: number; readonly of: number } | undefined
  /** Why nothing can run. */
  readonly trouble: string | undefined
  readonly choice: Choice | undefined
  readonly isHelp: boolean
  readonly note: string | undefined
}

/** The keys, in the order of the help. */
const keys: readonly (readonly [string, string])[] = [
  ['a', 'run all'],
  ['f', 'run those that did not pass'],
  ['t', 'choose by title'],
  ['p', 'choose by file'],
  ['u', 'accept the differences that are shown'],
  ['i', 'review the differences one by one'],
  ['enter', 'run the last again'],
  ['h', 'show or hide this help'],
  ['q', 'quit; Ctrl-C ends a run first'],
]

export function footer(shown: Shown, colours: Palette): string[] {
  const { isHelp, choice, note } = shown
  const parts = [stateOf(shown, colours)]
  if (choice !== undefined) parts.push(colours.cyan(`${choice.by} “${choice.text}”`))
  parts.push(colours.dim(shown.running === undefined ? 'h help' : 'h help, ctrl-c end'))
  const help = isHelp ? keys.map(([key, what]) => `  ${colours.bold(key.padEnd(6))} ${what}`) : []
  // A note stands where else a blank line is, so that nothing moves.
  return [colours.yellow(note ?? ''), ...help, parts.join(colours.dim(' · '))]
}

const brushes = { passed: 'green', flaky: 'yellow', skipped: 'yellow' } as const

function stateOf({ results, running, trouble }: Shown, colours: Palette): string {
  if (trouble !== undefined) return colours.red(trouble)
  const counts = results.counts.map(({ outcome, text }) =>
    colours[outcome in brushes ? brushes[outcome as keyof typeof brushes] : 'red'](text),
  )
  const now = running === undefined ? 'waiting for changes' : `running, ${running.ended} of ${running.of}`
  return [counts.join(', '), now].filter((part) => part !== '').join(colours.dim(' · '))
}

/** So many that match are listed. */
const listed = 8

/** The prompt with what matches it so far. */
export function promptLines(
  { by, text }: Prompt,
  matches: readonly string[],
  rows: number,
  colours: Palette,
): string[] {
  const most = Math.max(1, Math.min(listed, rows - 4))
  const more = matches.length > most ? [colours.dim(`  and ${matches.length - most} more`)] : []
  return [
    ...matches.slice(0, most).map((match) => `  ${match}`),
    ...more,
    ...(matches.length === 0 ? [colours.dim('  nothing matches')] : []),
    `${colours.bold(by === 'title' ? 'title' : 'file')} ${text}${colours.dim('▏')} ${colours.dim('enter run, escape back')}`,
  ]
}
