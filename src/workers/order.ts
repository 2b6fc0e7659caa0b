import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import type { Variant } from '../model/variant.ts'
import { entryOf, variantOf } from '../suite/entry.ts'
import { pathFrom } from '../suite/paths.ts'
import type { Task } from '../suite/runner.ts'

/** A scenario to run elsewhere, as plain data: what it needs besides is the call, and a checkout with the same files. */
export interface WorkOrder extends Pick<Task, 'clash' | 'watched'> {
  readonly entry: OrderedEntry
}

export interface OrderedEntry extends Variant {
  /** From the folder where paths start (`base` of the options), with `/`. */
  readonly file: string
}

export function orderOf({ entry, clash, watched }: Task, base: string): WorkOrder {
  const ordered = { file: pathFrom(base, entry.file), ...variantOf(entry).variant }
  return { entry: ordered, watched, ...(clash === undefined ? {} : { clash: withFile(clash, base, false) }) }
}

/** The order as a runner takes it; `base` is the same folder in this checkout. */
export function taskOf({ entry: { file, ...variant }, clash, watched }: WorkOrder, base: string): Task {
  const entry = entryOf(base, path.resolve(base, file), variant)
  return { entry, watched, ...(clash === undefined ? {} : { clash: withFile(clash, base, true) }) }
}

/** A problem whose place is a path from `base`, or an absolute one again. */
function withFile(problem: Problem, base: string, absolute: boolean): Problem {
  const { span } = problem
  if (span === undefined) return problem
  const file = absolute ? path.resolve(base, span.file) : pathFrom(base, span.file)
  return { ...problem, span: { ...span, file } }
}
