import type { Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node.js'
import { namePattern, takenNames } from '../../language/json-schema/names.ts'
import { check } from '../../pipeline.ts'
import { isScenarioText } from '../../suite/walk.ts'
import { rangeIn } from '../workspace/lines.ts'
import { placeAt, type Outline } from '../outline/outline.ts'
import { givenByWith, type Place } from '../places/place.ts'
import { uriOf, type Workspace } from '../workspace/workspace.ts'
import { relatives, type Relative } from './family.ts'
import { isSame } from './same.ts'

/** Why something cannot be renamed, in words for whoever asked. */
export interface Refused {
  readonly refused: string
}

/** The name at an offset and its range, where it can be renamed. */
export function renamableAt(
  workspace: Workspace,
  file: string,
  offset: number,
): Refused | { readonly place: Place; readonly range: Range } {
  const outline = workspace.outline(file)
  const place = outline && placeAt(outline, offset)
  if (place === undefined)
    return { refused: 'There is no name here: rename an actor, a variable, a captured group or a state.' }
  const refused = whyNot(place, workspace, file)
  return refused === undefined ? { place, range: rangeIn(outline!.text, place) } : { refused }
}

function whyNot(place: Place, workspace: Workspace, file: string): string | undefined {
  const { of, name, scope } = place
  if (of === 'file' || of === 'tag') return `“${name}” is the name of a ${of}, which is renamed where it is.`
  if (of === 'fact' && scope === 'free-port') return undefined
  const giving = relatives(workspace, file, has(place)).some(({ outline }) =>
    outline.places.some((other) => other.gives === true && isSame(place, other)),
  )
  if (giving) return undefined
  if (of === 'fact') return `“${name}” is a fact of the kind of “${scope}”, which has this name in every scenario.`
  return `Nothing here gives the name “${name}”, so that it cannot be renamed here.`
}

const has =
  (place: Place) =>
  ({ places }: Outline): boolean =>
    places.some((other) => isSame(place, other))

/** The edits that give a name another one, in all files that share it; refused where a scenario would mean something else afterwards. */
export async function rename(
  workspace: Workspace,
  file: string,
  offset: number,
  to: string,
): Promise<Refused | WorkspaceEdit> {
  const found = renamableAt(workspace, file, offset)
  if ('refused' in found) return found
  const { place } = found
  if (to === place.name) return { changes: {} }
  const all = relatives(workspace, file, has(place))
  const mistake = mistakeIn(to, place, all)
  if (mistake !== undefined) return { refused: mistake }
  const texts = new Map<string, string>()
  const changes: Record<string, TextEdit[]> = {}
  for (const { file: each, outline } of all) {
    const own = outline.places.filter((other) => isSame(place, other))
    if (own.length === 0) continue
    changes[uriOf(each)] = own.map((other) => ({ range: rangeIn(outline.text, other), newText: to }))
    texts.set(each, replaced(outline.text, own, to))
  }
  const broken = await newProblem(workspace, all, texts)
  return broken === undefined ? { changes } : { refused: `With the name “${to}”: ${broken}.` }
}

function replaced(text: string, places: readonly Place[], to: string): string {
  let result = text
  for (const { start, end } of places.toSorted((a, b) => b.start - a.start))
    result = result.slice(0, start) + to + result.slice(end)
  return result
}

function mistakeIn(to: string, place: Place, all: readonly Relative[]): string | undefined {
  const named = all.flatMap(({ outline }) => outline.places)
  const isGroup = all.some(({ outline }) =>
    outline.places.some(
      (other) => isSame(place, other) && /^\(\?<|^\\k</.test(outline.text.slice(other.start - 3, other.start)),
    ),
  )
  const pattern =
    place.of === 'state' || place.scope === 'free-port' ? /^[\w-]+$/ : isGroup ? /^[A-Za-z_]\w*$/ : namePattern
  if (!pattern.test(to))
    return `“${to}” cannot be this name: take letters, digits and _${isGroup ? '' : ' or -'}, with a letter first.`
  if (takenNames.some((taken) => taken === to)) return `“${to}” is a name of the language.`
  const isTaken = named.some(({ of, name, scope }) => {
    if (name !== to) return false
    if (place.of === 'state' || place.of === 'fact') return of === place.of && scope === place.scope
    // What a group of one rule is called says nothing about another rule.
    return of === 'actor' || (of === 'variable' && !(isOfRule(place) && isOfRule({ scope }) && scope !== place.scope))
  })
  return isTaken ? `“${to}” is there already.` : undefined
}

const isOfRule = ({ scope }: Pick<Place, 'scope'>): boolean => scope !== undefined && scope !== givenByWith

/** What the check of a renamed scenario finds that it has not found before. */
async function newProblem(
  workspace: Workspace,
  all: readonly Relative[],
  texts: ReadonlyMap<string, string>,
): Promise<string | undefined> {
  const { services } = workspace
  const read: typeof services.files.read = (file) => {
    const text = texts.get(file)
    return text === undefined ? services.files.read(file) : { bytes: encoder.encode(text) }
  }
  for (const { file, outline } of all) {
    if (!isScenarioText(outline.text)) continue
    const before = await check(file, services)
    const after = await check(file, { ...services, files: { ...services.files, read } })
    if (after.problems.length > before.problems.length) return after.problems.at(-1)?.message
  }
  return undefined
}

const encoder = new TextEncoder()
