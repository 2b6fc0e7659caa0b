import { useEffect, useState } from 'preact/hooks'
import type { ReportScenario } from '../../src/model/report-page.ts'
import { readScenario } from '../data/read-scenario.ts'

/** What is known of a scenario while it is being unpacked, and then; `absent` where the page has nothing of it. */
export type Unpacking =
  | { readonly state: 'unpacking' | 'absent' }
  | { readonly state: 'damaged'; readonly why: string }
  | { readonly state: 'ready'; readonly scenario: ReportScenario }

/** What the page has of a scenario, by its place in the index; `detail` is whether it has anything. */
export function useScenario(at: number, detail: boolean): Unpacking {
  const [found, setFound] = useState<Unpacking>({ state: 'unpacking' })
  useEffect(() => {
    if (!detail) return setFound({ state: 'absent' })
    let isCurrent = true
    const show = (unpacking: Unpacking) => {
      if (isCurrent) setFound(unpacking)
    }
    readScenario(document, at).then(
      (scenario) => show(scenario === undefined ? { state: 'absent' } : { state: 'ready', scenario }),
      (error: unknown) => show({ state: 'damaged', why: String(error) }),
    )
    return () => {
      isCurrent = false
    }
  }, [at, detail])
  return found
}
