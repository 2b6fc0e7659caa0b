import type { Failure, Nearest } from '../../model/result.ts'
import type { Told } from '../../model/event.ts'
import type { Compiled } from '../../model/matcher.ts'
import type { ProblemCode } from '../../model/problem.ts'
import { differingRanges } from '../../text/diff-words.ts'
import { failing, heardOn } from '../failing.ts'
import { allParties } from '../stage/parties.ts'
import type { Party } from '../stage/role.ts'
import type { Stage } from '../stage/stage.ts'
import type { WishRun } from '../wish/wish-run.ts'

/** Why a wish was not met, with everything that helps: what was heard instead, the nearest miss, where else the text stands. */
export function wishFailure(stage: Stage, party: Party, run: WishRun, code: ProblemCode | undefined, why: string): Failure {
  const { compiled, wish } = run
  const heard = heardOn(party)
  const nearest = nearestMiss(compiled, heard.heard ?? [])
  const elsewhere = seenElsewhere(stage, party, compiled, run, heard.heard ?? [])
  const hint = hintFor(compiled, run)
  return failing(stage, code ?? 'expectation-not-met', `“${party.name}” did not say ${compiled.shown}`.replace('did not say', verbOf(compiled)), {
    span: wish.span,
    wanted: compiled.shown,
    ...heard,
    ...(nearest === undefined ? {} : { nearest }),
    ...(elsewhere.length === 0 ? {} : { elsewhere }),
    ...(hint === undefined ? {} : { hint }),
    why,
  })
}

function verbOf(compiled: Compiled): string {
  if (compiled.on === 'event') return 'did not come to'
  if (compiled.on === 'silence') return 'did not keep'
  return 'did not say'
}

function textOf(row: Told): string {
  return typeof row.text === 'string' ? row.text : ''
}

/** The heard line most like what was wanted, when it is like it at all. */
function nearestMiss(compiled: Compiled, heard: readonly Told[]): Nearest | undefined {
  const wanted = nearText(compiled)
  if (wanted === undefined || wanted === '') return undefined
  let best: { text: string; score: number } | undefined
  for (const row of heard) {
    const text = textOf(row)
    if (row.mark === '>' || row.mark === '#' || text === '' || text.includes(wanted)) continue
    const score = similarity(wanted, text)
    if (score >= 0.5 && (best === undefined || score >= best.score)) best = { text, score }
  }
  return best === undefined ? undefined : { text: best.text, marked: differingRanges(wanted, best.text).received }
}

function nearText(compiled: Compiled): string | undefined {
  if (compiled.on === 'line') return compiled.near
  if (compiled.on === 'sequence' || compiled.on === 'set') return compiled.lines[0]?.near
  return undefined
}

/** Share of character pairs (Dice), without regard to case; 1 is alike. */
function similarity(a: string, b: string): number {
  const pairs = (text: string) => {
    const found = new Map<string, number>()
    const lower = text.toLowerCase().slice(0, 500)
    for (let i = 0; i + 1 < lower.length; i++) found.set(lower.slice(i, i + 2), (found.get(lower.slice(i, i + 2)) ?? 0) + 1)
    return found
  }
  const left = pairs(a)
  const right = pairs(b)
  let shared = 0
  let total = 0
  for (const [pair, count] of left) {
    shared += Math.min(count, right.get(pair) ?? 0)
    total += count
  }
  for (const count of right.values()) total += count
  return total === 0 ? 0 : (2 * shared) / total
}

/** Another lane, the same lane before the cursor, another stream, an unfinished line. */
function seenElsewhere(stage: Stage, party: Party, compiled: Compiled, run: WishRun, heard: readonly Told[]): string[] {
  if (compiled.on !== 'line') return []
  const matches = (text: string) => compiled.test(text) !== undefined
  const places: string[] = []
  for (const other of party.lane.streams) {
    if (other === run.stream) continue
    if (other.lines().some((line) => matches(other.text(line)))) places.push(`on ${other.name === '' ? 'stdout' : other.name} of “${party.name}”${other.name === '' ? '' : ` (say stream: ${other.name})`}`)
  }
  if (heard.some((row) => row.mark === '~' && matches(textOf(row)))) places.push(`in the unfinished line of “${party.name}” (a wish for it is prompt)`)
  const before = stage.story.findLast((row) => row.lane === party.lane.name && row.mark === '|' && matches(textOf(row)))
  if (before !== undefined) places.push(`earlier on “${party.name}”, before an earlier wish (${(before.at / 1e6).toFixed(1)} s)`)
  for (const each of allParties(stage)) {
    if (each.lane === party.lane || places.length >= 4) continue
    const unread = [...each.lane.streams].some((stream) => stream.lines().some((line) => matches(stream.text(line))))
    const told = stage.story.some((row) => row.lane === each.lane.name && row.mark === '|' && matches(textOf(row)))
    if (unread || told) places.push(`on “${each.name}”`)
  }
  return places
}

function hintFor(compiled: Compiled, run: WishRun): string | undefined {
  if (compiled.on !== 'line') return undefined
  const { stream } = run
  const last = stream.lines().at(-1)
  const { window } = stream
  const from = last?.next ?? window.start
  if (from >= window.end || last?.unfinished === true) return undefined
  const rest = stream.text({ kind: 'line', from, start: from, end: window.end, next: window.end, unfinished: true })
  return compiled.test(rest) === undefined ? undefined : 'the text is there, but its line has no end yet: use prompt, which takes the beginning of a line'
}
