import type { Schema } from '../model/plugin.ts'

/** What of these a schema takes, as it hands it on; at most so many. */
export function accepted(schema: Schema, written: readonly unknown[], most = 3): unknown[] {
  const taken: unknown[] = []
  for (const value of written) {
    const answer = schema.safeParse(structuredCloneOr(value))
    if (answer.success) taken.push(answer.data)
    if (taken.length >= most) break
  }
  return taken
}

/** What is wanted of matchers more often than other things. */
export const usualWishes: readonly unknown[] = [
  undefined,
  {},
  'text',
  '/t(?<x>e)xt/',
  2,
  1,
  ['text', 'more'],
  { a: 1 },
  '61 ?? 0a',
  'end',
  '200ms',
  true,
]

function structuredCloneOr(value: unknown): unknown {
  try {
    return structuredClone(value)
  } catch {
    return value
  }
}
