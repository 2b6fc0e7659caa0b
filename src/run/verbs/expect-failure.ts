import type { Failure, Nearest } from '../../model/result.ts'
import type { Told } from '../../model/event.ts'
import type { Compiled } from '../../model/matcher.ts'
import type { ProblemCode } from '../../model/problem.ts'
import { failing, heardOn } from '../failing.ts'
import type { Stream } from '../lane/stream.ts'
import { allParties } from '../stage/parties.ts'
import type { Party } from '../stage/role.ts'
import type { Stage } from '../stage/stage.ts'
import type { WishRun } from '../wish/wish-run.ts'
import { hintByForm } from './expect-forms.ts'
import { nearestMiss, textOf } from './nearest.ts'

/** Why a wish was not met, with everything that helps: what was heard instead, the nearest miss, where else the text stands. */
export function wishFailure(
  stage: Stage,
  party: Party,
  run: WishRun,
  code: ProblemCode | undefined,
  why: string,
): Failure {
  const { compiled, wish } = run
  const asBytes = compiled.on === 'bytes' && compiled.shows === 'bytes'
  const heard = heardOn(party, asBytes ? 'bytes' : 'text')
  const nearest = asBytes
    ? nearestBytes(compiled.shown, run.stream)
    : (nearestByWords(compiled, heard.heard ?? []) ?? nearestMiss(nearText(compiled), heard.heard ?? []))
  const elsewhere = seenElsewhere(stage, party, compiled, run)
  const hint = hintByForm(run, party, heard.heard ?? []) ?? hintFor(run, elsewhere)
  return failing(
    stage,
    code ?? 'expectation-not-met',
    `“${party.name}” did not say ${compiled.shown}`.replace('did not say', verbOf(compiled)),
    {
      span: wish.span,
      wanted: compiled.shown,
      ...heard,
      ...(nearest === undefined ? {} : { nearest }),
      ...(elsewhere.length === 0 ? {} : { elsewhere: elsewhere.map(({ words }) => words) }),
      ...(hint === undefined ? {} : { hint }),
      why,
    },
  )
}

function verbOf(compiled: Compiled): string {
  if (compiled.on === 'event') return 'did not come to'
  if (compiled.on === 'silence') return 'did not keep'
  return 'did not say'
}

/** The heard line that differs least, by what its matcher says of it; of equals the last. */
function nearestByWords(compiled: Compiled, heard: readonly Told[]): Nearest | undefined {
  if (compiled.on !== 'line' || compiled.differs === undefined) return undefined
  let best: { text: string; differs: readonly string[] } | undefined
  for (const row of heard) {
    if (row.mark === '>' || row.mark === '#' || typeof row.text !== 'string') continue
    const differs = compiled.differs(row.text)
    if (differs !== undefined && differs.length > 0 && (best === undefined || differs.length <= best.differs.length))
      best = { text: row.text, differs }
  }
  return best === undefined ? undefined : { text: best.text, marked: [], differs: best.differs }
}

/** What a near miss is like; of a sequence, the reason names the line that is another. */
function nearText(compiled: Compiled): string | undefined {
  if (compiled.on === 'line') return compiled.near
  return compiled.on === 'set' ? compiled.lines[0]?.near : undefined
}

/** The bytes at the cursor under those that were wanted, each that differs marked. */
function nearestBytes(shown: string, { window }: Stream): Nearest | undefined {
  const [lead = ''] = /^\D*?(?=(?:[0-9a-f]{2}|\?\?)(?: |$))/i.exec(shown) ?? []
  const wanted = shown.slice(lead.length).match(/[0-9a-f]{2}|\?\?/gi) ?? []
  if (wanted.length === 0 || window.length === 0) return undefined
  const pairs = [...window.bytes.subarray(window.start, Math.min(window.end, window.start + wanted.length))].map(
    (byte) => byte.toString(16).padStart(2, '0'),
  )
  const marked = pairs.flatMap((pair, index): [number, number][] => {
    const start = lead.length + 3 * index
    return wanted[index] === '??' || wanted[index]?.toLowerCase() === pair ? [] : [[start, start + 2]]
  })
  return { text: lead + pairs.join(' '), marked }
}

/** Where else the text stands, and what to do about it where that is certain. */
interface Place {
  readonly words: string
  readonly hint?: string
}

/** Another lane, the same lane before the cursor, another stream. */
function seenElsewhere(stage: Stage, party: Party, compiled: Compiled, run: WishRun): Place[] {
  if (compiled.on !== 'line') return []
  const matches = (text: string) => compiled.test(text) !== undefined
  const unreadOn = (streams: Iterable<Stream>) =>
    [...streams].find((stream) => stream.lines().some((line) => matches(stream.text(line))))
  const places: Place[] = []
  const other = unreadOn([...party.lane.streams].filter((stream) => stream !== run.stream))
  if (other !== undefined) {
    const name = other.name === '' ? 'stdout' : other.name
    places.push({
      words: `on ${name} of “${party.name}”`,
      hint: `it is there on ${name}: put “stream: ${name}” beside the wish`,
    })
  }
  const before = stage.story.findLast((row) => row.lane === party.lane.name && row.mark === '|' && matches(textOf(row)))
  if (before !== undefined) {
    const passed = party.lane.passed
    const how = passed ? '“run” has passed over all that it said' : 'an earlier wish took or passed it'
    places.push({
      words: `earlier on “${party.name}”, where ${how} (${(before.at / 1e6).toFixed(1)} s)`,
      ...(passed
        ? { hint: `write “start: ${party.role.name}” instead of “run”, and expect what it says and its exit` }
        : {}),
    })
  }
  for (const each of allParties(stage)) {
    if (each.lane === party.lane || places.length >= 4) continue
    const told = stage.story.some((row) => row.lane === each.lane.name && row.mark === '|' && matches(textOf(row)))
    if (told || unreadOn(each.lane.streams) !== undefined)
      places.push({ words: `on “${each.name}”`, hint: `it is “${each.name}” that says so: expect it there` })
  }
  return places
}

function hintFor(run: WishRun, elsewhere: readonly Place[]): string | undefined {
  const { compiled, stream } = run
  if (compiled.on === 'line') {
    const last = stream.lines().at(-1)
    const { window } = stream
    const from = last?.next ?? window.start
    const rest =
      from >= window.end || last?.unfinished === true
        ? undefined
        : stream.text({ kind: 'line', from, start: from, end: window.end, next: window.end, unfinished: true })
    if (rest !== undefined && compiled.test(rest) !== undefined)
      return 'the text is there, but its line has no end yet: use prompt, which takes the beginning of a line'
  }
  return elsewhere.length === 1 ? elsewhere[0]?.hint : undefined
}
