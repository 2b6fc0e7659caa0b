import type { ReportIndex } from '../../src/model/report-page.ts'

/** The whole page. */
export function App({ index }: { readonly index: ReportIndex | undefined }) {
  if (index === undefined) return <p>This file has no report. Write one with “scenario report”.</p>
  return (
    <main>
      <h1>{index.status}</h1>
      <ul>
        {index.scenarios.map(({ id, title, outcome }) => (
          <li key={id}>
            {outcome} {title}
          </li>
        ))}
      </ul>
    </main>
  )
}
