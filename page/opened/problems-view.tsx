import type { ReportProblem, ReportSource } from '../../src/model/report-page.ts'
import { excerptOf } from './excerpt.ts'
import { ExcerptView } from './excerpt-view.tsx'

interface Props {
  readonly problems: readonly ReportProblem[]
  readonly sources: readonly ReportSource[]
}

/** What is wrong with a scenario, each with its place in the YAML. */
export function ProblemsView({ problems, sources }: Props) {
  return (
    <ol class="problems">
      {problems.map((problem, at) => (
        <li key={at}>
          <ProblemView {...{ problem, sources }} />
        </li>
      ))}
    </ol>
  )
}

/** One problem with its place in the YAML. */
export function ProblemView({ problem, sources }: Omit<Props, 'problems'> & { readonly problem: ReportProblem }) {
  const { code, message, hint, file, line, column } = problem
  const place = [file, line, column].filter((part) => part !== undefined).join(':')
  const lines = excerptOf(problem, sources)
  return (
    <article class="problem">
      <p class="problem-message">{message}</p>
      <p class="facts">
        <code>{code}</code>
        {place !== '' && <bdi class="id">{place}</bdi>}
      </p>
      {lines.length > 0 && <ExcerptView lines={lines} label={`${place} in the scenario`} />}
      {hint !== undefined && (
        <p class="hint">
          <b>Help:</b> {hint}
        </p>
      )}
    </article>
  )
}
