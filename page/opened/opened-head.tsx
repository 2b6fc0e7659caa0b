import type { RefObject } from 'preact'
import type { ReportEntry } from '../../src/model/report-page.ts'
import { Outcome } from '../list/outcome.tsx'
import { durationText } from '../parts/duration.ts'
import { CopyLink } from './copy-link.tsx'

interface Props {
  readonly entry: ReportEntry
  readonly back: string
  readonly heading: RefObject<HTMLHeadingElement | null>
}

/** Which scenario is open, and what it came to. */
export function OpenedHead({ entry, back, heading }: Props) {
  const { title, id, outcome, duration, attempts, tags } = entry
  return (
    <header class="opened-head">
      <a class="back" href={back}>
        ‹ All scenarios
      </a>
      <div class="opened-title">
        <h2 id="opened-title" ref={heading} tabIndex={-1}>
          <bdi>{title}</bdi>
        </h2>
        <CopyLink />
      </div>
      <p class="facts">
        <Outcome outcome={outcome} />
        {outcome !== 'skipped' && outcome !== 'invalid' && <span>{durationText(duration * 1000)}</span>}
        {attempts > 1 && <span>{attempts} runs</span>}
        <bdi class="id">{id}</bdi>
        {tags.map((tag) => (
          <bdi key={tag} class="tag">
            {tag}
          </bdi>
        ))}
      </p>
    </header>
  )
}
