import path from 'node:path'
import { joinPath } from '../../language/join-path.ts'
import { isOfMatrix, matrixPrefix } from '../../language/matrix.ts'
import type { CompletionItem } from 'vscode-languageserver/node.js'
import { filesBelow, isHidden, scenarioName, scenariosBelow } from '../../suite/walk.ts'
import { scenarioOf, withIncluded } from '../names/family.ts'
import { isScenarioText } from '../../suite/walk.ts'
import type { Workspace } from '../workspace/workspace.ts'
import { variablesAt, type Known } from './known.ts'
import { offersAt, type Elsewhere } from './offers.ts'
import { slotAt } from './slot.ts'

/** What a step has that gives a name to something, or declares it. */
const mayGive = /\(\?<|\bas\b|\blet\b|\brepeat\b|\binclude\b|\brun\b|free-port/
/** Files that are offered for one name. */
const mostFiles = 500

/** What may be written at an offset of a scenario, or of a file of steps: names alone, since the schema knows all else. */
export function completionsAt(workspace: Workspace, file: string, offset: number, snippets = false): CompletionItem[] {
  const text = workspace.text(file)
  if (text === undefined) return []
  const scenario = isScenarioText(text) ? file : scenarioOf(workspace, file)
  const registry = workspace.registryFor(scenario ?? file)
  const outline = workspace.outline(file, registry, ({ is, start, end }, own) => {
    return is !== 'step' || (start <= offset && offset <= end) || mayGive.test(own)
  })
  if (outline === undefined) return []
  const slot = slotAt(outline, offset, registry, file)
  if (slot === undefined) return []
  const around = scenario === undefined || scenario === file ? [] : withIncluded(workspace, scenario, registry)
  const actors = around[0]?.outline.actors ?? outline.actors
  const matrix = [...workspace.services.vars.keys()].filter(isOfMatrix).map((name) => name.slice(matrixPrefix.length))
  const included = outline.includes.filter(({ start }) => start < offset).map((each) => joinPath(file, each.file))
  const before = included.flatMap((each) => withIncluded(workspace, each, registry))
  const known: Known = { outline, actors, more: [...more(around, file), ...more(before, file)], registry, matrix }
  return offersAt(known, slot, offset, elsewhereOf(workspace, file), snippets)
}

/** Variables of other files: of the scenario that includes one, and of those that are included before; with what `with` gives. */
function more(around: ReturnType<typeof withIncluded>, file: string): string[] {
  const others = around.filter((each) => each.file !== file)
  return others.flatMap(({ outline }) => [
    ...variablesAt({ outline, more: [] }, Infinity),
    ...outline.includes.flatMap(({ given }) => given),
  ])
}

function elsewhereOf(workspace: Workspace, file: string): Elsewhere {
  const folder = path.dirname(file)
  return {
    files: () => {
      const all = filesBelow(folder, isHidden).filter((each) => each !== file)
      // Files of steps first: what is no scenario can be included.
      const steps = all.filter((each) => scenarioName.test(each))
      const ordered = [...steps, ...all.filter((each) => !steps.includes(each))]
      return ordered.slice(0, mostFiles).map((each) => path.relative(folder, each).replaceAll(path.sep, '/'))
    },
    tags: () => {
      const all = scenariosBelow(workspace.project.scenarios).flatMap((each) => workspace.sharedIn(each).tags)
      return [...new Set(all)].sort()
    },
  }
}
