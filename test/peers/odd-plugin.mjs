// A plugin with everything that JSON Schema finds hard: codes, transformations, recursion, flags, maps and unions at the top.
import * as z from 'zod'

const tree = z.object({
  leaf: z.string().optional(),
  get below() {
    return z.array(tree).optional()
  },
})
const start = async () => {
  throw new Error('never started')
}
const kind = (about, options, more = {}) => ({
  about,
  role: 'client',
  options,
  ownOutput: false,
  facts: [],
  can: [],
  start,
  ...more,
})

export default {
  api: 1,
  name: 'odd',
  about: 'everything that is hard to say',
  actors: {
    odd: kind(
      'an odd one',
      z.object({
        date: z.date().optional(),
        made: z.string().transform(Number).optional().describe('a number in text'),
        before: z.preprocess((value) => value, z.int().optional()),
        code: z.custom(() => true).optional(),
        letters: z
          .string()
          .regex(/^[a-f]+$/i)
          .optional(),
        unicode: z
          .string()
          .regex(/^\p{Lu}_$|^[(]$/u)
          .optional(),
        // Unicode mode, which validators use, does not take this class.
        loose: z
          .string()
          .regex(/^[\w-.]+$/)
          .optional(),
        mail: z.email().optional(),
        level: z.enum(['low', '1', 'true']).default('low'),
        pair: z.tuple([z.string(), z.number()]).optional(),
        many: z.bigint().optional(),
        only: z.literal(true).optional(),
      }),
      {
        shorthand: 'letters',
        verbs: {
          flush: { about: 'forgets everything', argument: z.undefined(), run: start },
          get: { about: 'asks for a key', argument: z.string().min(2), run: start },
          send: { about: 'sends in its own way', argument: z.object({ to: z.string() }), run: start },
        },
      },
    ),
    tree: kind('a tree', tree),
    'either/or~': kind('one of two', z.union([z.object({ a: z.string() }), z.object({ b: z.number() })])),
    both: kind('both at once', z.intersection(z.object({ a: z.string() }), z.object({ b: z.number() }))),
    any: kind('anything', z.any()),
    own: kind('with a word of the core', z.object({ strict: z.enum(['very', 'hardly']) })),
  },
  matchers: {
    near: {
      about: 'near this number',
      wanted: z.object({ near: z.number(), by: z.number().optional() }),
      compile: start,
    },
    now: { about: 'now', wanted: z.null().optional(), compile: start },
  },
}
