import { useLayoutEffect, useRef } from 'preact/hooks'
import type { ReportEntry } from '../../src/model/report-page.ts'
import { durationText } from '../parts/duration.ts'
import { lookOf } from './outcomes.ts'

interface Props {
  readonly entry: ReportEntry
  readonly address: string
  readonly isOpen: boolean
  /** Its place among those that are listed, from 0, and how many these are: the list holds only those in view. */
  readonly item: number
  readonly count: number
  /** It takes the focus whenever this becomes another object. */
  readonly focus: object | undefined
  /** The duration that takes a whole bar, in milliseconds. */
  readonly whole: number
}

/** A scenario in the list. */
export function ScenarioRow({ entry, address, isOpen, item, count, focus, whole }: Props) {
  const link = useRef<HTMLAnchorElement>(null)
  useLayoutEffect(() => {
    if (focus !== undefined) link.current?.focus({ preventScroll: true })
  }, [focus])
  const { title, id, outcome, duration, message, attempts } = entry
  const { sign, tone } = lookOf(outcome)
  return (
    <div role="listitem" aria-posinset={item + 1} aria-setsize={count} class={`scenario lines-${linesOf(entry)}`}>
      <a
        ref={link}
        href={address}
        tabIndex={-1}
        aria-current={isOpen ? 'true' : undefined}
        data-position={item}
        title={id}
      >
        <span class={`sign ${tone}`} aria-hidden="true">
          {sign}
        </span>
        <span class="title">
          <span class="visually-hidden">{outcome}: </span>
          <bdi>{title}</bdi>
        </span>
        <span class="duration">
          {attempts > 1 && <span title={`${attempts} attempts`}>{attempts}× </span>}
          {outcome === 'skipped' || outcome === 'invalid' ? '' : durationText(duration * 1000)}
        </span>
        <span class="id">
          <bdi>{id}</bdi>
        </span>
        <span class="bar" aria-hidden="true">
          <span style={{ width: `${barOf(duration, whole)}%` }} />
        </span>
        {message !== undefined && <bdi class={`message ${tone}`}>{message}</bdi>}
      </a>
    </div>
  )
}

/** How many lines its row takes. */
export const linesOf = ({ message }: ReportEntry): 2 | 3 => (message === undefined ? 2 : 3)

/** Percent; what took any time can be seen. */
const barOf = (duration: number, whole: number): number =>
  duration <= 0 || whole <= 0 ? 0 : Math.min(100, Math.max(2, (duration / whole) * 100))
