import type { Hover } from 'vscode-languageserver/node.js'
import { rowsOfStep } from './last-run/hover.ts'
import { factValue } from './last-run/facts.ts'
import type { LastRuns } from './last-run/last-runs.ts'
import { rangeIn } from './workspace/lines.ts'
import { scenarioOf } from './names/family.ts'
import { placeAt, type Outline } from './outline/outline.ts'
import type { Workspace } from './workspace/workspace.ts'

/** What is known of the name or the step at an offset: an actor’s kind, a fact’s value then, what the step sent and received. */
export function hoverAt(workspace: Workspace, runs: LastRuns, file: string, offset: number): Hover | null {
  const outline = workspace.outline(file)
  if (outline === undefined) return null
  const place = placeAt(outline, offset)
  if (place?.of === 'fact') {
    const value = factValue(workspace, runs, file, `${place.scope}.${place.name}`)
    return value === undefined
      ? null
      : shownAt(outline, place, `\`${place.scope}.${place.name}\` was \`${value}\` in the last run`)
  }
  const about = place?.of === 'actor' ? aboutActor(workspace, file, place.name) : undefined
  const step = outline.steps.findLast(
    ({ start, verbEnd, end }) => start <= offset && offset <= (about === undefined ? verbEnd : end),
  )
  const done = step && runs.ofStep(file, step)
  const text = done && rowsOfStep(done)
  const all = [about, text].filter((each) => each !== undefined)
  if (all.length === 0) return null
  return shownAt(outline, about === undefined ? { start: step!.start, end: step!.verbEnd } : place!, all.join('\n\n'))
}

function aboutActor(workspace: Workspace, file: string, name: string): string | undefined {
  const scenario = scenarioOf(workspace, file) ?? file
  const actor = workspace.outline(scenario)?.actors.find((each) => each.name === name)
  if (actor === undefined) return undefined
  const about = workspace.registryFor(scenario).kinds.get(actor.kind)?.value.about
  return `**${name}**: ${actor.kind}${about === undefined ? '' : `, ${about}`}`
}

const shownAt = (outline: Outline, place: { readonly start: number; readonly end: number }, value: string): Hover => ({
  contents: { kind: 'markdown', value },
  range: rangeIn(outline.text, place),
})
