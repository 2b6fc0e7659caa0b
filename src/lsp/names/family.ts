import { joinPath } from '../../language/join-path.ts'
import type { Registry } from '../../model/registry.ts'
import { filesBelow, isHidden, isScenarioText, scenarioName } from '../../suite/walk.ts'
import type { Outline } from '../outline/outline.ts'
import type { Workspace } from '../workspace/workspace.ts'

/** A file together with those that it includes, or that include it: they share names. */
export interface Relative {
  readonly file: string
  readonly outline: Outline
  readonly registry: Registry
}

/** The files that a file includes, and those that these include, in the order of its text; itself first. */
export function withIncluded(workspace: Workspace, file: string, registry = workspace.registryFor(file)): Relative[] {
  const found = new Map<string, Relative>()
  const visit = (each: string): void => {
    if (found.has(each)) return
    const outline = workspace.outline(each, registry)
    if (outline === undefined) return
    found.set(each, { file: each, outline, registry })
    for (const { file: included } of outline.includes) visit(joinPath(each, included))
  }
  visit(file)
  return [...found.values()]
}

/** The files of the project that include a file themselves, which takes a look at all of them. */
export function includersOf(workspace: Workspace, file: string): string[] {
  const all = filesBelow(workspace.project.root, isHidden).filter((each) => scenarioName.test(each))
  return all.filter(
    (each) =>
      each !== file &&
      workspace.mayInclude(each, file) &&
      workspace.sharedIn(each).includes.some((include) => joinPath(each, include) === file),
  )
}

/** The scenario that a file belongs to: itself, or the first that includes it. */
export function scenarioOf(workspace: Workspace, file: string, seen = new Set<string>()): string | undefined {
  const text = workspace.text(file)
  if (text === undefined || seen.has(file)) return undefined
  if (isScenarioText(text)) return file
  seen.add(file)
  for (const includer of includersOf(workspace, file)) {
    const scenario = scenarioOf(workspace, includer, seen)
    if (scenario !== undefined) return scenario
  }
  return undefined
}

/** All files that share names with a file in which `has` finds one: upwards to who includes them, downwards to what they include. */
export function relatives(workspace: Workspace, file: string, has: (outline: Outline) => boolean): Relative[] {
  const found = new Map<string, Relative>()
  const waiting = [file]
  while (waiting.length > 0) {
    const each = waiting.pop()!
    if (found.has(each)) continue
    const outline = workspace.outline(each)
    if (outline === undefined) continue
    found.set(each, { file: each, outline, registry: workspace.registryFor(each) })
    waiting.push(...outline.includes.map((include) => joinPath(each, include.file)))
    // What has no such name may include what has; but whoever includes that may mean another one.
    if (each === file || has(outline)) waiting.push(...includersOf(workspace, each))
  }
  return [...found.values()]
}
