import { checkOrder } from '../../../src/scenario/order/check-order.ts'
import type { Problem } from '../../../src/model/problem.ts'
import { registry, story, type Told } from './build.ts'

export function problemsOf(told: Told): { readonly problems: readonly Problem[]; readonly text: string } {
  const scenario = story(told)
  return { problems: checkOrder(scenario, registry), text: scenario.source.text }
}

/** `code at “words”` for each problem, in order: what a test compares. */
export function found(told: Told): string[] {
  const { problems, text } = problemsOf(told)
  return problems.map(({ code, span, severity }) => {
    const words = span === undefined ? '' : text.slice(span.start, span.end).trim()
    return `${severity === 'warning' ? 'warning ' : ''}${code} at ${words}`
  })
}
