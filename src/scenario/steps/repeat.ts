import { hasHoles } from '../../registry/shaping/fits.ts'
import { lose, report } from '../checking.ts'
import { asList, asMap, asText, checkName, fixedText, keyed, shown, templateOf, textOf } from '../values.ts'
import type { Body, VerbForm } from './verb.ts'

/** `repeat: { times: n, steps }` or `{ each: […], as: name, steps }`. */
export const repeatVerb: VerbForm = {
  example: '- repeat: { times: 3, steps: [...] }',
  instant: 'put it beside the steps inside',
  read(c, argument, around) {
    const map = asMap(c, argument, 'repeat', '“repeat: { times: 3, steps: […] }”')
    if (map === undefined) return undefined
    const known = keyed(c, map, ['times', 'each', 'as', 'steps'], '“repeat”')
    if (map.entries.length > Object.keys(known).length) lose(c)
    const { times, each, as, steps } = known
    if (times === undefined && each === undefined)
      report(
        c,
        'missing-key',
        '“repeat” needs “times” or “each”',
        map.span,
        'write “times: 3”, or “each: [a, b]” with “as: name”',
      )
    if (times !== undefined && each !== undefined)
      report(c, 'invalid-value', '“repeat” takes “times” or “each”, not both', each.keySpan, 'leave one of them out')
    if (steps === undefined) report(c, 'missing-key', '“steps” is missing', map.span, 'add the steps that are repeated')
    const body: { -readonly [K in keyof Repeat]: Repeat[K] } = {
      verb: 'repeat',
      steps: steps === undefined ? [] : around.steps(c, steps.value, 'steps'),
    }
    const count = times === undefined ? undefined : asText(c, times.value, 'times')
    if (count !== undefined) {
      if (!hasHoles(count) && !/^[0-9]+$/.test(count.source)) {
        report(c, 'invalid-value', `“times” takes a whole number, not ${shown(count)}`, count.span, 'write “times: 3”')
      }
      body.times = templateOf(c, count)
    }
    const list = each === undefined ? undefined : asList(c, each.value, 'each', '“each: [a, b]”')
    if (list !== undefined) {
      body.each = list.items.flatMap((item) => textOf(c, item, 'each') ?? [])
      if (list.items.length === 0)
        report(c, 'nothing-to-do', '“each” is empty, so nothing is repeated', list.span, 'name something')
    }
    const name = as === undefined ? undefined : fixedText(c, as.value, 'as')
    if (as !== undefined && each === undefined)
      report(
        c,
        'invalid-value',
        '“as” names what “each” goes through',
        as.keySpan,
        'leave it out; ${n} counts the rounds',
      )
    if (as !== undefined && name !== undefined && checkName(c, name, as.value.span, 'variable')) body.as = name
    return body
  },
}

type Repeat = Extract<Body, { verb: 'repeat' }>
