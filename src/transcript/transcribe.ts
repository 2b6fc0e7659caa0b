import type { LaneInfo, Place, Told } from '../model/event.ts'
import type { Problem } from '../model/problem.ts'
import type { MaskRule } from '../model/scenario.ts'
import type { Story } from '../model/story.ts'
import type { Row, Transcript } from '../model/transcript.ts'
import { foldCrowds } from './crowds.ts'
import { withoutEscapes } from '../text/escapes.ts'
import type { Redactor } from '../text/redactor.ts'
import { escapeText } from './escape.ts'
import { hexRows } from './hex.ts'
import type { Ask } from './masks.ts'
import { isOpen } from './open-tails.ts'
import { createRenamer } from './renamer.ts'
import type { Renamer } from './renamer.ts'
import { withSortedTails } from './sorted-tail.ts'

/** A story as people read and compare it: what differs from run to run renamed, everything printable, times in whole seconds. */
export function transcribe(
  story: Story,
  masks: readonly MaskRule[],
  more: { readonly ask?: Ask; readonly redactor?: Redactor } = {},
): { transcript: Transcript; warnings: Problem[] } {
  const keeps = keepersOf(story)
  const renamer = createRenamer(story, { ...more, masks, resolve: (name) => story.captured.get(name) ?? [] })
  const rows = withSortedTails(withoutEndlessRests(story), story.sorted, (told) => sortKey(told, renamer, keeps))
  const spanning = renamer.spanning(rows)
  const transcript: Transcript = {
    title: renamer.alias(story.title),
    source: escapeText(story.source),
    recorded: recordedAt(story.startedAt),
    lanes: story.lanes.map((lane) => laneOf(lane, renamer)),
    rows: foldCrowds(rows, story, (told) => rowsOf(told, renamer, keeps, spanning.get(told))),
    ...(story.open.length === 0 ? {} : { open: [...story.open] }),
  }
  return { transcript, warnings: renamer.unused().map(unusedMask) }
}

/** Of an open lane's tail only the beginning counts, so a row that sums up its rest would never be the same twice. */
function withoutEndlessRests(story: Story): readonly Told[] {
  if (story.open.length === 0) return story.rows
  const over = new Set<string>()
  return story.rows.filter((told) => {
    if (told.step !== -1 || !isOpen(story.open, told.lane)) return true
    if (told.omitted !== undefined) over.add(told.lane)
    return !over.has(told.lane)
  })
}

function rowsOf(told: Told, renamer: Renamer, keeps: (row: Told) => boolean, spanning: readonly Place[] = []): Row[] {
  const base = {
    at: Math.floor(told.at / 1e6),
    lane: told.lane,
    mark: told.omitted === undefined ? told.mark : ('*' as const),
    ...(told.step === -1 ? { tail: true } : { step: told.step }),
  }
  if (told.omitted !== undefined) return [{ ...base, text: leftOut(told.omitted) }]
  const { text, mark } = told
  const places = inOrder([...(told.places ?? []).filter(({ name }) => renamer.masks(name)), ...spanning])
  if (typeof text !== 'string') return hexRows(renamer.bytes(text, mark, places)).map((row) => ({ ...base, text: row }))
  const shown = keeps(told) ? text : shownText(text, told)
  // Of a text with sequences only the whole keeps its place.
  return [{ ...base, text: renamer.text(shown, mark, shown === text ? places : undefined) }]
}

/** Of two places that overlap the first counts. */
function inOrder(places: readonly Place[]): readonly Place[] | undefined {
  if (places.length < 2) return places.length === 0 ? undefined : places
  const sorted = [...places].sort((a, b) => a.start - b.start)
  let end = 0
  return sorted.filter((place) => place.start >= end && (end = place.end) >= 0)
}

function sortKey(told: Told, renamer: Renamer, keeps: (row: Told) => boolean): string {
  const { text, mark } = told
  if (typeof text !== 'string') return hexRows([text]).join('\n')
  return renamer.unnumbered(keeps(told) ? text : shownText(text, told), mark)
}

/** Escape sequences go before anything is renamed: the `m` that ends a colour would hide the beginning of a word. */
function shownText(text: string, { mark }: Pick<Told, 'mark'>): string {
  return mark === '|' || mark === '~' || mark === '!' ? withoutEscapes(text) : text
}

/** Whether a row's actor has `ansi: keep`; a connection belongs to its server. */
function keepersOf({ lanes }: Story): (row: Told) => boolean {
  const keepers = new Set(lanes.filter(({ ansi }) => ansi === 'keep').map(({ lane }) => lane))
  return ({ lane }) => keepers.has(lane) || (keepers.size > 0 && keepers.has(lane.split('#')[0] as string))
}

function leftOut({ lines, bytes, sha256 }: NonNullable<Told['omitted']>): string {
  return `${lines} ${lines === 1 ? 'line' : 'lines'} left out (${bytes} ${bytes === 1 ? 'byte' : 'bytes'}, sha256 ${sha256})`
}

function laneOf(info: LaneInfo, renamer: Renamer): LaneInfo {
  return { ...info, command: renamer.alias(info.command) }
}

/** `2026-11-22T18:25:37.123Z` as `2026-11-22 18:25:37 UTC`. */
function recordedAt(startedAt: string): string {
  return `${startedAt.slice(0, 10)} ${startedAt.slice(11, 19)} UTC`
}

function unusedMask(rule: MaskRule): Problem {
  const { match } = rule
  const shown = 'builtin' in match ? match.builtin : 'variable' in match ? match.variable : rule.as
  return {
    code: 'mask-unused',
    severity: 'warning',
    message: `the mask “${shown}” found nothing to rename in this run`,
    span: rule.span,
    hint: 'remove it, or correct what it looks for; masks see the raw text, before ports and folders get their names',
  }
}
