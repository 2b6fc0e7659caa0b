import * as z from 'zod'
import { defineMatcher, duration, expectation, showDuration, type Compiled } from '../../../src/plugin.ts'

/** Its own name as a key is the form with parts. */
const alone = () =>
  expectation().refine((wanted) => typeof wanted === 'string' || !Object.hasOwn(wanted, 'not'), {
    error: 'expected { not: …, for: 200ms }',
    abort: true,
  })

/** `{ not: /error/ }`, `{ not: /error/, for: 200ms }`: what must not come. */
export const not = defineMatcher({
  about:
    'this must not come until the other expectations of the step are met, or for so long; no line, event or prompt',
  on: 'absence',
  nests: 'unwanted',
  wanted: z
    .union(
      [z.strictObject({ not: expectation(), for: duration().optional() }), alone()],
      'expected one expectation, or a choice such as { one-of: [panic, /error/] }',
    )
    .meta({ examples: ['/error/', { not: '/error/', for: '200ms' }] }),
  compile(wanted, context) {
    const { not, for: milliseconds } = isTimed(wanted) ? wanted : { not: wanted, for: undefined }
    const unwanted = context.expectation(not)
    if (!canBeUnwanted(unwanted)) throw new TypeError(`“${unwanted.shown}” is not one line, event or prompt`)
    const shown = `not ${unwanted.shown}`
    if (milliseconds === undefined) return { on: 'absence', shown, unwanted }
    return { on: 'absence', shown: `${shown} for ${showDuration(milliseconds)}`, unwanted, milliseconds }
  },
})

type Wanted = string | Readonly<Record<string, unknown>>
const isTimed = (wanted: Wanted): wanted is { readonly not: Wanted; readonly for?: number } =>
  typeof wanted === 'object' && Object.hasOwn(wanted, 'not')

/** What a single row of a lane can be. */
function canBeUnwanted(compiled: Compiled): boolean {
  if (compiled.on === 'choice') return compiled.options.every(canBeUnwanted)
  return compiled.on === 'line' || compiled.on === 'event' || (compiled.on === 'bytes' && compiled.passesLines === true)
}
