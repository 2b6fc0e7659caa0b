import type { Failure } from '../../model/result.ts'
import { failing, heardOn } from '../failing.ts'
import { allParties } from '../stage/parties.ts'
import type { Party } from '../stage/role.ts'
import type { Stage } from '../stage/stage.ts'
import { showDuration } from '../../text/units.ts'
import type { Blocker, Reason } from './watch.ts'

const reasons: Readonly<Record<Reason, string>> = {
  runs: 'its processes do not sleep',
  bytes: 'bytes of it are still on their way',
  output: 'something keeps coming from it',
  timer: 'it is woken by timers, and something follows each time',
}

/** An actor has not become idle within so many milliseconds: of this step, or after the last one. */
export function neverIdle(stage: Stage, blockers: readonly Blocker[], milliseconds: number): Failure | undefined {
  const [first, ...others] = blockers.flatMap(({ name, reason }) => {
    const party = allParties(stage).find((each) => each.name === name)
    return party === undefined ? [] : [{ party, reason }]
  })
  if (first === undefined) return undefined
  const { party, reason } = first
  const more = others.length === 0 ? '' : `, nor is ${others.map((other) => `“${other.party.name}”`).join(', ')}`
  const limit = showDuration(milliseconds)
  const atEnd = stage.step === undefined
  return failing(
    stage,
    'never-idle',
    atEnd
      ? `“${party.name}” is not idle ${limit} after the last step${more}`
      : `“${party.name}” has not become idle within ${limit}${more}`,
    {
      ...heardOn(party),
      ...(atEnd ? { span: party.role.declaration.span } : {}),
      wanted: atEnd ? 'that it is idle, so that nothing can come any more' : 'that it is idle before this step acts',
      why: reasons[reason],
      hint: hintFor(stage, party),
    },
  )
}

function hintFor(stage: Stage, { role }: Party): string {
  const { name } = role.declaration
  const endless = `if its work never ends, declare “${name}” with tail: open`
  return stage.step === undefined
    ? `expect what it prints when its work is done; ${endless}`
    : `expect what it prints when its work is done; if it may go on working here, write busy: true beside the step; ${endless}`
}
