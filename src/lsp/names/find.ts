import type { Location } from 'vscode-languageserver/node.js'
import { joinPath } from '../../language/join-path.ts'
import { rangeIn } from '../workspace/lines.ts'
import { placeAt } from '../outline/outline.ts'
import type { Place } from '../places/place.ts'
import { uriOf, type Workspace } from '../workspace/workspace.ts'
import { scenarioOf, withIncluded, type Relative } from './family.ts'
import { isSame } from './same.ts'

interface Found extends Relative {
  readonly place: Place
}

const locationOf = ({ file, outline, place }: Found): Location => ({
  uri: uriOf(file),
  range: rangeIn(outline.text, place),
})

/** The files whose names may be meant in a file: its scenario, with all that this includes. */
function family(workspace: Workspace, file: string): Relative[] {
  const scenario = scenarioOf(workspace, file)
  const all = scenario === undefined ? [] : withIncluded(workspace, scenario)
  return all.some((each) => each.file === file) ? all : withIncluded(workspace, file)
}

function sameAs(place: Place, all: readonly Relative[]): Found[] {
  return all.flatMap((each) =>
    each.outline.places.filter((other) => isSame(place, other)).map((other) => ({ ...each, place: other })),
  )
}

/** Where the name at an offset comes from: what gives it; for a file its beginning. */
export function definitionsAt(workspace: Workspace, file: string, offset: number): Location[] {
  const outline = workspace.outline(file)
  const place = outline && placeAt(outline, offset)
  if (place === undefined) return []
  if (place.of === 'file') return fileNamed(workspace, joinPath(file, place.name))
  const all = family(workspace, file)
  const giving = sameAs(place, all).filter((each) => each.place.gives === true)
  if (giving.length > 0) return nearest(giving, file, place).map(locationOf)
  if (place.of !== 'fact') return []
  const actor: Place = { of: 'actor', name: place.scope ?? '', start: 0, end: 0 }
  return sameAs(actor, all)
    .filter((each) => each.place.gives === true)
    .map(locationOf)
}

/** A variable may be given more than once: the last before its use is meant, in the same file where there is one. */
function nearest(giving: readonly Found[], file: string, { of, start }: Place): readonly Found[] {
  if (of !== 'variable') return giving
  const before = giving.findLast((each) => each.file === file && each.place.start <= start)
  return before === undefined ? giving : [before]
}

function fileNamed(workspace: Workspace, path: string): Location[] {
  if (!workspace.services.files.exists(path)) return []
  const start = { line: 0, character: 0 }
  return [{ uri: uriOf(path), range: { start, end: start } }]
}

/** Every place of the name at an offset. */
export function referencesAt(workspace: Workspace, file: string, offset: number, declarations: boolean): Location[] {
  const outline = workspace.outline(file)
  const place = outline && placeAt(outline, offset)
  if (place === undefined || place.of === 'file') return []
  const all = sameAs(place, family(workspace, file))
  return all.filter((each) => declarations || each.place.gives !== true).map(locationOf)
}
