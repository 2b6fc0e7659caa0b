import { checkOrder } from '../../../src/scenario/order/check-order.ts'
import type { Problem } from '../../../src/model/problem.ts'
import { registry, scenarioOf, type Parts } from './build.ts'

export function problemsOf(row: Parts): { readonly problems: readonly Problem[]; readonly text: string } {
  const scenario = scenarioOf(row)
  return { problems: checkOrder(scenario, registry), text: scenario.source.text }
}

/** `code at “words”` for each problem, in order: what a test compares. */
export function found(row: Parts): string[] {
  const { problems, text } = problemsOf(row)
  return problems.map(({ code, span, severity }) => {
    const words = span === undefined ? '' : text.slice(span.start, span.end).trim()
    return `${severity === 'warning' ? 'warning ' : ''}${code} at ${words}`
  })
}
