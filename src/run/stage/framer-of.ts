import type { Framer } from '../../model/plugin.ts'
import type { ActorDeclaration } from '../../model/scenario.ts'
import { resolve } from '../../registry/shape.ts'
import { failingWith } from '../failing.ts'
import { guardFramer, noFramer } from '../guard/framer.ts'
import { misbehave, said } from '../guard/misbehave.ts'
import { fillHole, UnknownName } from './scope.ts'
import { stopRun, type Stage } from './stage.ts'

/** What a line is on this actor's lane: as it says itself, else as its kind does. Made when the actor is first needed, since it may name variables. */
export function framerOf(stage: Stage, declaration: ActorDeclaration, usual = stage.registry.defaultFraming): Framer {
  const { framing: written } = declaration
  const name = written?.name ?? usual
  const framing = stage.registry.framings.get(name)?.value
  if (framing === undefined) {
    misbehave(stage, `the framing “${name}”, which the kind “${declaration.kind}” uses, is not there`)
    return noFramer
  }
  try {
    let wanted: unknown
    if (written === undefined) {
      const nothing = framing.wanted.safeParse(undefined)
      wanted = nothing.success ? nothing.data : undefined
    } else if (written.argument.value !== undefined) wanted = written.argument.value.parsed
    else {
      const resolved = resolve(written.argument, framing.wanted, (hole) => fillHole(stage.names, hole))
      const [problem] = 'problems' in resolved ? resolved.problems : []
      if (problem !== undefined) {
        stopRun(stage, failingWith(stage, problem, written.span))
        return noFramer
      }
      wanted = 'value' in resolved ? resolved.value : undefined
    }
    return guardFramer(stage, name, framing.compile(wanted))
  } catch (error) {
    if (error instanceof UnknownName) throw error
    misbehave(stage, `the framing “${name}” of “${declaration.name}” threw: ${said(error)}`, { span: declaration.span })
    return noFramer
  }
}
