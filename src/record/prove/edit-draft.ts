import type { Written } from '../../authoring/written.ts'
import type { Draft, DraftPiece, DraftStep, DraftText, DraftWanted } from '../draft.ts'
import { mapSteps, mapTexts } from '../map-draft.ts'
import type { Place } from './run-draft.ts'

/** The expectation at a place, if one stands there. */
export function wantedAt(draft: Draft, place: Place | undefined): { target: string; wanted: DraftWanted } | undefined {
  const step = place && draft.steps[place.step]
  if (step?.verb !== 'expect' || place?.target === undefined) return undefined
  const of = step.of[place.target]
  const wanted = of?.wanted[place.wanted ?? 0]
  return of === undefined || wanted === undefined ? undefined : { target: of.target, wanted }
}

/** Another expectation in its place, several, or none; a step without any is left out. */
export function withWanted(draft: Draft, place: Place, ...wanted: DraftWanted[]): Draft {
  return mapSteps(draft, (step, index) => {
    if (index !== place.step || step.verb !== 'expect') return [step]
    const of = step.of
      .map((each, at) =>
        at === place.target ? { ...each, wanted: each.wanted.toSpliced(place.wanted ?? 0, 1, ...wanted) } : each,
      )
      .filter((each) => each.wanted.length > 0)
    return of.length === 0 ? [] : [{ ...step, of }]
  })
}

/** A step before the one at this index; behind the last where there is none. */
export const insertStep = (draft: Draft, index: number, step: DraftStep): Draft => ({
  ...draft,
  steps: draft.steps.toSpliced(index, 0, step),
})

export const expectStep = (target: string, wanted: readonly DraftWanted[]): DraftStep => ({
  verb: 'expect',
  of: [{ target, wanted }],
})

/** The draft with another option of one actor; `undefined` takes it away. */
export function withOption(draft: Draft, actor: string, option: string, value: Written | undefined): Draft {
  return {
    ...draft,
    actors: draft.actors.map((each) => {
      if (each.name !== actor) return each
      const options = new Map(each.options)
      if (value === undefined) options.delete(option)
      else options.set(option, value)
      return { ...each, options }
    }),
  }
}

/** The draft with one more mask, unless it has it; without those that it makes needless: `/(\d+) as anna/` beside `/(\d+) as/`. */
export function withMask(draft: Draft, mask: Written): Draft {
  const key = JSON.stringify(mask)
  if (draft.masks.some((each) => JSON.stringify(each) === key)) return draft
  return { ...draft, masks: [...draft.masks.filter((each) => !isCovered(each, mask)), mask] }
}

/** A pattern that is a longer one with the same name and, at most, on the same lane. */
function isCovered(mask: Written, by: Written): boolean {
  const [narrow, wide] = [mask, by].map(patternOf)
  if (narrow === undefined || wide === undefined || narrow.as !== wide.as) return false
  return narrow.match.includes(wide.match) && (wide.lane === undefined || wide.lane === narrow.lane)
}

function patternOf(
  mask: Written,
): { readonly match: string; readonly as: Written; readonly lane?: Written } | undefined {
  if (mask === null || typeof mask !== 'object' || !('match' in mask) || typeof mask.match !== 'string')
    return undefined
  return { match: mask.match.slice(1, -1), as: mask.as ?? null, lane: mask.lane }
}

/** The actor of a lane: `server` of `server#1`. */
export const actorOf = (lane: string): string => lane.split('#')[0] as string

/** Each whole occurrence of a word in a text as a piece of its own. */
export function withPiece(text: DraftText, word: string, piece: DraftPiece): DraftText {
  return text.flatMap((each): DraftPiece[] => {
    if (typeof each !== 'string') return [each]
    const parts = splitAtWord(each, word)
    return parts.flatMap((part, at) => [...(at > 0 ? [piece] : []), ...(part === '' ? [] : [part])])
  })
}

export const hasWord = (text: DraftText, word: string): boolean =>
  text.some((piece) => typeof piece === 'string' && splitAtWord(piece, word).length > 1)

const isWordCharacter = (character: string | undefined): boolean =>
  character !== undefined && /[\p{L}\p{N}_]/u.test(character)

function splitAtWord(text: string, word: string): string[] {
  const parts: string[] = []
  let from = 0
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at < from || isWordCharacter(text[at - 1]) || isWordCharacter(text[at + word.length])) continue
    parts.push(text.slice(from, at))
    from = at + word.length
  }
  return [...parts, text.slice(from)]
}

export const captures = (wanted: DraftWanted): boolean => JSON.stringify(wanted).includes('"capture"')

/** It is met by what was printed or received, and not by an exit, an end or a screen. */
export const isOutput = (wanted: DraftWanted): boolean => !('wanted' in wanted) || wanted.matcher === 'json'

/** A name for a variable that nothing in the draft has yet. */
export function freeName(draft: Draft, wanted: string): string {
  const taken = new Set([...draft.vars, ...draft.actors].map(({ name }) => name))
  for (const piece of piecesOf(draft)) if (typeof piece !== 'string' && 'capture' in piece) taken.add(piece.capture)
  const base = /^[a-z]\w*$/i.test(wanted) && !['tmp', 'dir', 'env', 'n', 'matched'].includes(wanted) ? wanted : 'id'
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base}${number}`
    if (!taken.has(name)) return name
  }
}

function piecesOf(draft: Draft): DraftPiece[] {
  const pieces: DraftPiece[] = []
  for (const step of draft.steps)
    mapTexts(step, (text) => {
      pieces.push(...text)
      return text
    })
  return pieces
}
