import type { Failure } from '../../model/result.ts'
import type { Pattern } from '../../model/scenario.ts'
import { positionOf } from '../../text/position.ts'
import { withoutEscapes } from '../../text/escapes.ts'
import { failing, heardOn } from '../failing.ts'
import type { RunLane } from '../lane/lane.ts'
import { patternTest } from '../wish/compile.ts'
import { skipReason } from './conditions.ts'
import { fillTemplate, UnknownName } from './scope.ts'
import { stopRun, type Stage } from './stage.ts'

/** Conditions, variables, files and forbidden patterns, before the first step. */
export function prepare(stage: Stage): Failure | undefined {
  const { scenario, host, names } = stage
  try {
    for (const [name, variable] of scenario.vars) {
      const value = host.vars.get(name) ?? fillTemplate(names, variable.value)
      names.variables.set(name, value)
      if (variable.secret) host.redactor?.add({ name, value })
    }
    for (const [name, value] of host.vars) names.variables.set(name, value)
    stage.skip = skipReason(scenario, { env: host.env, dir: names.dir })
    if (stage.skip !== undefined) return failing(stage, 'nothing-to-do', stage.skip)
    for (const file of scenario.files) {
      const name = fillTemplate(names, file.name)
      const text = file.text === undefined ? undefined : fillTemplate(names, file.text)
      if (!stage.folder.write(name, text, file.mode))
        return failing(stage, 'invalid-value', `the file “${name}” would stand outside the run's folder`, {
          span: file.name.span,
        })
    }
    const forbidden = scenario.forbid.map((pattern) => ({ pattern, test: patternTest(stage, pattern) }))
    if (forbidden.length > 0) {
      stage.laneSetting.watch = (lane, line) => {
        // A transcript shows lines without escape sequences, and what it would show is forbidden too.
        const shown = withoutEscapes(line)
        const hit = forbidden.find(({ test }) => test(line) || (shown !== line && test(shown)))
        if (hit === undefined) return
        stopRun(stage, forbiddenLine(stage, lane, line, hit.pattern))
      }
    }
    return undefined
  } catch (error) {
    if (error instanceof UnknownName) {
      stage.broken = true
      return failing(stage, 'unknown-variable', error.message, { span: error.hole.span, hint: error.hint })
    }
    stage.broken = true
    return failing(stage, 'cannot-write', `the run's files could not be written: ${(error as Error).message}`)
  }
}

function forbiddenLine(stage: Stage, lane: RunLane, line: string, pattern: Pattern): Failure {
  const { step, scenario } = stage
  const source =
    step === undefined
      ? undefined
      : step.span.file === scenario.source.file
        ? scenario.source
        : scenario.sources.get(step.span.file)
  const place =
    step === undefined || source === undefined
      ? undefined
      : `the step on line ${positionOf(source.text, step.span.start).line} of ${source.shown}`
  return failing(stage, 'forbidden-line', `“${lane.name}” said “${line}”, which is forbidden`, {
    span: pattern.span,
    ...heardOn({ lane }),
    why: place === undefined ? 'it was said outside the steps' : `it was said during ${place}`,
  })
}
