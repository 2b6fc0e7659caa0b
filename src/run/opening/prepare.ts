import type { Failure } from '../../model/result.ts'
import type { Forbidden, Pattern } from '../../model/scenario.ts'
import { positionOf } from '../../text/position.ts'
import { isOnLane } from '../../text/lane-names.ts'
import { withoutEscapes } from '../../text/escapes.ts'
import { failing, receivedOn } from '../failure/failing.ts'
import type { RunLane } from '../lane/lane.ts'
import { patternTest } from '../expectation/compile.ts'
import { skipReason } from './conditions.ts'
import { writeFiles } from './files.ts'
import { fillTemplate, UnknownName } from '../context/scope.ts'
import { stopRun, type RunContext, type GuardContext } from '../context/run-context.ts'

/** Conditions, variables, files and forbidden patterns, before the first step. */
export async function prepare(context: RunContext): Promise<Failure | undefined> {
  const { scenario, host, names } = context
  try {
    for (const [name, value] of host.vars) names.variables.set(name, value)
    for (const [name, variable] of scenario.vars) {
      const value = host.vars.get(name) ?? fillTemplate(names, variable.value)
      names.variables.set(name, value)
      if (variable.secret) host.redactor?.add({ name, value })
    }
    context.skip = skipReason(scenario, { env: host.env, dir: names.dir })
    if (context.skip !== undefined) return failing(context, 'nothing-to-do', context.skip)
    context.programEnv = Object.fromEntries(scenario.env.map(({ name, value }) => [name, fillTemplate(names, value)]))
    const unwritten = await writeFiles(context)
    if (unwritten !== undefined) return unwritten
    const forbidden = scenario.forbid.map((pattern) => ({ pattern, test: patternTest(context, pattern) }))
    if (forbidden.length > 0) {
      context.laneSetting.watch = (lane, line, stream) => {
        // A transcript shows lines without escape sequences, and what it would show is forbidden too.
        const shown = withoutEscapes(line)
        const hit = forbidden.find(
          ({ pattern, test }) => isFor(pattern, lane.name, stream) && (test(line) || (shown !== line && test(shown))),
        )
        if (hit === undefined) return
        stopRun(context, forbiddenLine(context, lane, line, hit.pattern))
      }
    }
    return undefined
  } catch (error) {
    if (error instanceof UnknownName) {
      context.broken = true
      return failing(context, 'unknown-variable', error.message, { span: error.placeholder.span, hint: error.hint })
    }
    context.broken = true
    return failing(context, 'cannot-write', `the run's files could not be written: ${(error as Error).message}`)
  }
}

/** Whether a pattern is forbidden on this stream of this lane; the main stream has no name. */
function isFor({ on, stream }: Forbidden, lane: string, streamName: string): boolean {
  if (stream !== undefined && stream.name !== (streamName === '' ? 'stdout' : streamName)) return false
  return on === undefined || on.some(({ name }) => isOnLane(lane, name))
}

function forbiddenLine(context: GuardContext, lane: RunLane, line: string, pattern: Pattern): Failure {
  const { step, scenario } = context
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
  return failing(context, 'forbidden-line', `“${lane.name}” ${lane.verb} “${line}”, which is forbidden`, {
    span: pattern.span,
    ...receivedOn({ lane }),
    why: place === undefined ? 'it came outside the steps' : `it came during ${place}`,
  })
}
