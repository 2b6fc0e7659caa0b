import { joinPath } from '../../language/join-path.ts'
import { positionIn } from '../workspace/lines.ts'
import type { Relative } from '../names/family.ts'
import type { RanStep } from './recording.ts'

/** A step of a file, as a run names it. */
interface WrittenStep {
  readonly file: string
  /** Counted from 1. */
  readonly line: number
  readonly verb: string
}

/** Which steps of which files a run has done: by file and line, each time in order. */
export type StepsDone = ReadonlyMap<string, readonly RanStep[]>

export const keyOf = (file: string, line: number): string => `${line} ${file}`

/**
 * A recording has the line of each step, and not its file: the steps of the scenario and of what it includes are gone through in their
 * order, and a repeat goes back.
 */
export function aligned(steps: readonly RanStep[], written: readonly WrittenStep[]): StepsDone {
  const done = new Map<string, RanStep[]>()
  let at = -1
  for (const step of steps) {
    const fits = (other: WrittenStep): boolean => other.line === step.line && other.verb === step.verb
    let next = written.findIndex((other, index) => index > at && fits(other))
    if (next === -1) next = written.findLastIndex((other, index) => index <= at && fits(other))
    if (next === -1) continue
    at = next
    const key = keyOf(written[next]!.file, step.line)
    done.set(key, [...(done.get(key) ?? []), step])
  }
  return done
}

/** The steps of a scenario with those of its included files in their places. `lineOf` may say where a step was when it ran. */
export function writtenSteps(all: readonly Relative[]): WrittenStep[] {
  const byFile = new Map(all.map((each) => [each.file, each]))
  const stepsOf = (file: string, chain: readonly string[]): WrittenStep[] => {
    const found = byFile.get(file)
    if (found === undefined || chain.includes(file)) return []
    const { outline } = found
    return outline.steps.flatMap(({ verb, start, end }): WrittenStep[] => {
      const step = { file, line: positionIn(outline.text, start).line + 1, verb }
      if (verb !== 'include') return [step]
      const included = outline.includes.find((include) => include.start >= start && include.start <= end)
      return included === undefined ? [] : stepsOf(joinPath(file, included.file), [...chain, file])
    })
  }
  return all[0] === undefined ? [] : stepsOf(all[0].file, [])
}
