import type { ReportProblem } from '../../src/model/report-page.ts'

/** What went wrong that belongs to no scenario. */
export function RunProblems({ problems }: { readonly problems: readonly ReportProblem[] }) {
  if (problems.length === 0) return null
  return (
    <section class="run-problems" aria-label="Problems of the run">
      {problems.map(({ code, message, hint }, at) => (
        <p key={at}>
          <strong>{code}</strong> {message}
          {hint !== undefined && <span class="hint"> {hint}</span>}
        </p>
      ))}
    </section>
  )
}
