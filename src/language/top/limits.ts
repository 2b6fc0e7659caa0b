import type { Limits } from '../../model/scenario.ts'
import { described, mapOf } from '../shape.ts'
import type { Shape } from '../shape.ts'
import { duration, size } from '../shapes/scalars.ts'
import { defineKey } from './key.ts'

const shapes = {
  step: described(duration, 'every wait’s deadline; 5s when absent'),
  scenario: described(duration, 'the whole run’s; 60s when absent'),
  idle: described(duration, 'a program with a timer that is due within this time is not idle; 100ms when absent'),
  teardown: described(duration, 'the longest time that the teardown of an actor may take; default: by its kind'),
  line: described(size, 'a longer line is cut into pieces; 1MiB when absent'),
  unread: described(size, 'how much of a stream waits for a step to read it; 32MiB when absent'),
} satisfies Readonly<Record<keyof Limits, Shape<number>>>
export const limitNames = Object.keys(shapes)

/** The defaults, as far as the kinds do not decide: milliseconds and bytes. */
const otherwise: Limits = {
  step: 5000,
  scenario: 60_000,
  idle: 100,
  line: 1024 * 1024,
  unread: 32 * 1024 * 1024,
}

export const limits = defineKey({
  about: 'deadlines, and how much is kept of what is received',
  examples: ['limits: { step: 10s, scenario: 2m }', 'limits: { line: 16MiB }'],
  shape: mapOf(shapes, {
    where: '“limits”',
    example: '“limits: { step: 5s }”',
    schema: { errorMessage: 'expected step, scenario, idle or teardown with a duration, line or unread with a size' },
  }),
  part(given = {}, usual) {
    const all = { ...otherwise, ...usual?.limits, ...given }
    // At the least two lines of full length, so that there is always one to pass over.
    return { limits: { ...all, unread: Math.max(all.unread, 2 * all.line) } }
  },
})
