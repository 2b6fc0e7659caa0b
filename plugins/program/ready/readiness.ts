import { processes, type Lane, type Readiness, type Words } from '../../../src/plugin.ts'
import type { Ready } from './option.ts'
import type { Pattern } from './pattern.ts'
import { readyInWords } from './ready.ts'
import { soughtBy } from './sought.ts'
import type { Watched } from './watch.ts'

/** What the condition is, for a failure that comes when it has not become so in time. */
export function readinessOf(
  { ready, run }: { readonly ready?: Ready | undefined; readonly run: Words | readonly string[] },
  watched: Watched,
  silent: () => boolean,
  holders?: Lane['holders'],
): Readiness {
  const shown = readyInWords(ready)
  const output = soughtBy(ready)
  if (output === undefined) return { shown, missed: () => elsewhere(ready, watched, holders) }
  const { pattern, stream } = output
  return {
    shown,
    line: {
      test: (line) => matches(pattern, line),
      ...('text' in pattern ? { near: pattern.text } : {}),
      ...(stream === undefined ? {} : { stream }),
    },
    missed: ({ stream: other } = {}) => ({
      ...hintFor(pattern, other),
      ...(silent() ? { why: 'it has printed nothing', ...buffered(run) } : {}),
    }),
  }
}

/** A regex that takes too long on the other stream's lines has found nothing there. */
function matches(pattern: Pattern, line: string): boolean {
  if ('text' in pattern) return line.includes(pattern.text)
  try {
    return pattern.regex.exec(line) !== null
  } catch {
    return false
  }
}

function hintFor(pattern: Pattern, other: string | undefined): { readonly hint?: string } {
  const form = 'text' in pattern ? 'text' : 'regex'
  if (other !== undefined) return { hint: `it is there on ${other}: write ready: { ${form}: …, stream: ${other} }` }
  // A text that looks like a regex was sought letter by letter.
  return 'text' in pattern && /^\/.+\/[imsuv]*$/s.test(pattern.text)
    ? { hint: `{ text: … } is literal, with its slashes: write ready: { regex: ${pattern.text} } if it is a regex` }
    : {}
}

/** A program that writes to a pipe through stdio writes when its buffer is full; Python has an option against that. */
function buffered(run: Words | readonly string[]): { readonly hint?: string } {
  const words = 'text' in run ? run.words : run
  if (!words.some((word) => /(^|\/)python[\d.]*$/.test(word))) return {}
  return {
    hint: 'a Python program keeps what it prints to a pipe until there is much of it: give it env: { PYTHONUNBUFFERED: 1 }',
  }
}

/** Where it listens instead, as the kernel knows. */
function elsewhere(
  ready: Ready | undefined,
  { processTree }: Watched,
  holders: Lane['holders'],
): { readonly why?: string; readonly hint?: string } {
  if (typeof ready !== 'object') return {}
  const wanted = placeIn(ready)
  if (wanted === undefined) return {}
  const holding = holders?.(ready as processes.Listening) ?? []
  if (holding.length > 0)
    return {
      why: `${wanted.unit}${wanted.place} is in use by ${holding.join(' and ')}`,
      hint: 'end that first, or give one of them another place',
    }
  const { table, unit, place } = wanted
  const places = processes.listeningOf(processTree.pids(), table).slice(0, 5)
  if (places.length === 0) return { why: 'it listens nowhere' }
  return {
    why: `it listens on ${places.map((each) => unit + each).join(' and ')}, not on ${unit}${place}`,
    hint: 'write in ready where it listens, or tell the program where it should',
  }
}

function placeIn(
  ready: Exclude<Ready, string>,
): { readonly table: 'tcp' | 'udp' | 'unix'; readonly unit: string; readonly place: string | number } | undefined {
  if ('port' in ready) return { table: 'tcp', unit: 'port ', place: ready.port }
  if ('udp' in ready) return { table: 'udp', unit: 'UDP port ', place: ready.udp }
  return 'path' in ready ? { table: 'unix', unit: '', place: ready.path } : undefined
}
