import type { Registry } from '../../model/registry.ts'
import { givenByWith, type DeclaredActor, type Place, type Places, type StepPlace } from '../places/place.ts'
import { placesOfPiece } from '../places/of-piece.ts'
import { cut, type Piece } from '../pieces/cut.ts'

/** A file with all names in it, in the order of its text. */
export interface Outline {
  readonly text: string
  readonly pieces: readonly Piece[]
  readonly places: readonly Place[]
  readonly steps: readonly StepPlace[]
  readonly actors: readonly DeclaredActor[]
  readonly includes: Places['includes']
}

/** Whether a piece with this text has names that are asked for. */
export type Needed = (piece: Piece, text: string) => boolean
const always: Needed = () => true

/** Reads outlines of the versions of one file: a piece that stays the same is not read again. */
export class Outliner {
  #file: string
  #registry: Registry | undefined
  #read = new Map<string, Places>()
  #last: Outline | undefined

  constructor(file: string) {
    this.#file = file
  }

  /** `isNeeded` leaves pieces out that have not been read yet, for whoever asks after some names alone. */
  outline(text: string, registry: Registry, isNeeded: Needed = always): Outline {
    if (this.#registry !== registry) {
      this.#registry = registry
      this.#read.clear()
    } else if (this.#last?.text === text) return this.#last
    const read = new Map<string, Places>()
    const pieces = cut(text)
    const outline = { text, pieces, places: [], steps: [], actors: [], includes: [] } as Outline & Gathered
    let isWhole = true
    for (const piece of pieces) {
      const { is, start, end } = piece
      const own = text.slice(start, end)
      const key = `${is} ${own}`
      let known = read.get(key) ?? this.#read.get(key)
      if (known === undefined && !isNeeded(piece, own)) {
        isWhole = false
        continue
      }
      known ??= placesOfPiece(is, own, this.#file, registry)
      read.set(key, known)
      addShifted(outline, known, start)
    }
    this.#read = read
    outline.places.sort((a, b) => a.start - b.start)
    if (isWhole) this.#last = outline
    return outline
  }
}

interface Gathered {
  readonly places: Place[]
  readonly steps: StepPlace[]
  readonly actors: DeclaredActor[]
  readonly includes: Places['includes'][number][]
}

function addShifted(into: Gathered, { places, steps, actors, includes }: Places, by: number): void {
  for (const each of places) {
    const scope =
      each.of === 'variable' && each.scope !== undefined && each.scope !== givenByWith
        ? { scope: `${each.scope}, ${by}` }
        : {}
    into.places.push({ ...each, ...scope, start: each.start + by, end: each.end + by })
  }
  for (const each of steps)
    into.steps.push({ ...each, start: each.start + by, verbEnd: each.verbEnd + by, end: each.end + by })
  for (const each of actors) into.actors.push({ ...each, start: each.start + by, end: each.end + by })
  for (const each of includes) into.includes.push({ ...each, start: each.start + by })
}

/** The innermost step at an offset: the last that begins at or before it, and has not ended. */
export const stepAt = ({ steps }: Pick<Outline, 'steps'>, offset: number): StepPlace | undefined =>
  steps.findLast(({ start, end }) => start <= offset && offset <= end)

/** The name at an offset; of two that touch there, the one that begins there. */
export const placeAt = ({ places }: Pick<Outline, 'places'>, offset: number): Place | undefined =>
  places.findLast(({ start, end }) => start <= offset && offset <= end)
