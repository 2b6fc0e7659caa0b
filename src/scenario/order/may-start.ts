import type { StepGap } from '../../language/gaps.ts'
import { traitsOfName } from '../../language/steps/traits.ts'
import { suggest } from '../../text/suggest.ts'

/** True unless its verb starts no actor. */
export function mayStart({ verb, anything }: StepGap): boolean {
  const traits = verb === undefined ? undefined : traitsOfName(verb)
  return anything || traits === undefined || traits.startsActors === true || traits.fromElsewhere === true
}

/** The actors in a lost step, by their names or by ones so near that they may have been meant. */
export function concerned(gap: StepGap, actors: readonly string[]): string[] {
  if (gap.anything) return [...actors]
  const meant = new Set<string>()
  for (const word of gap.words) {
    const name = actors.includes(word) ? word : suggest(word, actors)
    if (name !== undefined) meant.add(name)
  }
  return [...meant]
}
