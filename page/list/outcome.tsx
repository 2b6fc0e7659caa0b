import { lookOf } from './outcomes.ts'

/** An outcome as a word with its sign. */
export function Outcome({ outcome }: { readonly outcome: string }) {
  const { sign, tone } = lookOf(outcome)
  return (
    <span class={`outcome ${tone}`}>
      <span class="sign" aria-hidden="true">
        {sign}
      </span>{' '}
      {outcome}
    </span>
  )
}
