import type { Draft } from '../draft.ts'
import { withOption } from './edit-draft.ts'
import type { Repaired } from './repair.ts'

const looks = new Set(['screen', 'set'])

/** A program that nobody typed into, and whose screen nobody looks at, needs no terminal: its rows must stay the same without. */
export function* withoutTerminals(draft: Draft): Iterable<Repaired> {
  for (const { name, options } of draft.actors) {
    const pty = options.get('pty')
    if (pty === undefined || pty === false || needsTerminal(draft, name)) continue
    const finding = `${name} runs without a terminal: it prints the same lines`
    yield { draft: withOption(draft, name, 'pty', undefined), findings: [finding], keepsRows: true }
  }
}

const needsTerminal = ({ steps }: Draft, actor: string): boolean =>
  steps.some((step) => {
    if (step.verb === 'send') return step.of.some(({ target }) => target === actor)
    if (step.verb === 'expect')
      return step.of.some(
        ({ target, wanted }) =>
          target === actor && wanted.some(({ matcher }) => matcher === 'screen' || matcher === 'prompt'),
      )
    return looks.has(step.verb) && JSON.stringify(step.argument).includes(`"${actor}"`)
  })
