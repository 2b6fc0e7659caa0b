import * as z from 'zod'
import {
  boundedRegex,
  compileRegex,
  duration,
  insteadOfType,
  parseRegex,
  size,
  text,
  textOrRegex,
  wires,
} from '../../src/plugin.ts'

type LinePattern = NonNullable<NonNullable<wires.Fault['after']>['line']>

const bare = ['stop', 'reset', 'half-close', 'refuse', 'clear', 'corrupt'] as const
const on = z.literal(true, { error: 'expected true; a fault that is not wanted is left out' }).optional()

/** The same of a fault that has a direction. */
const directed = (name: string) =>
  z
    .literal(true, {
      error: ({ input }) =>
        input === 'up' || input === 'down' || input === 'both'
          ? `write “${name}: true, direction: ${input}”`
          : 'expected true; a fault that is not wanted is left out',
    })
    .optional()

const literal = z
  .strictObject({ text: text().describe('a text that the line contains, also one between slashes') })
  .transform(({ text }): LinePattern => ({ shown: `“${text}”`, test: (line) => line.includes(text) }))

const regex = textOrRegex().transform((written): LinePattern => {
  const regex = parseRegex(written)
  const compiled = regex === undefined ? undefined : compileRegex(regex)
  if (compiled === undefined || 'mistake' in compiled)
    return { shown: `/${written}/`, test: (line) => line.includes(written) }
  const bounded = boundedRegex(compiled.regex, { background: true })
  return { shown: written, test: (line) => bounded.test(line) }
})

const bytesOf = z.union([z.int().min(1), size()], { error: 'expected a number of bytes such as 10 or 4KiB' })

const splits = z
  .union([bytesOf.transform((place) => [place]), z.array(bytesOf).min(1)], {
    error: 'expected a number of bytes such as 6, or a list of them',
  })
  .refine((places) => places.every((place, index) => index === 0 || place > (places[index - 1] as number)), {
    error: 'expected places that rise, each once: [6, 10]',
  })

const place = z
  .strictObject(
    {
      bytes: z.union([z.int().min(0), size()]).optional(),
      from: z.enum(['start', 'now']).optional().describe('where the bytes are counted from; the start when absent'),
      line: z.union([regex, literal]).optional(),
    },
    insteadOfType('expected a place, such as { bytes: 10 } or { line: /^250/ }'),
  )
  .refine(({ bytes, line }) => (bytes === undefined) !== (line === undefined), {
    error: 'expected one of “bytes” and “line”',
  })
  .refine(({ from, line }) => from === undefined || line === undefined, {
    error: '“from” is about bytes; lines are looked for from now on',
    path: ['from'],
  })

const long = z
  .strictObject({
    direction: z.enum(['up', 'down', 'both']).default('both').describe('up is from the client to the server'),
    connection: z.int().min(1).optional().describe('of this connection only'),
    after: place
      .optional()
      .describe('behind so many bytes (from: now counts from this step on), or behind the first line that matches'),
    latency: duration().optional().describe('how long each segment is on its way'),
    jitter: duration().optional().describe('by how much the latency varies at most'),
    bandwidth: size().optional().describe('bytes a second'),
    slice: bytesOf.optional().describe('cut into pieces of at most so many bytes, each read before the next is sent'),
    split: splits.optional().describe('cut behind so many bytes: a number, or a list of them'),
    corrupt: z
      .union([on.unwrap().transform(() => 1), z.int().min(1)])
      .optional()
      .describe('turn the lowest bit over in so many of the next bytes'),
    stop: directed('stop').describe('a black hole: nothing arrives until it is cleared'),
    reset: directed('reset').describe('RST to both sides, or with “direction” to one of them'),
    'half-close': directed('half-close').describe('FIN up, down or both; what comes afterwards is lost'),
    refuse: on.describe('refuses new connections'),
    clear: on.describe('no fault any more'),
  })
  .refine((fault) => wires.effects.some((effect) => fault[effect] !== undefined), {
    error: 'expected a fault such as latency, stop or reset',
  })
  .refine(({ refuse, after }) => refuse === undefined || after === undefined, {
    error: '“refuse” is about new connections and has no place in one; name it with “connection”',
    path: ['after'],
  })

/** The argument of `- fault: { proxy: … }`: a bare name, or a map with one or several faults and where they hold. */
export const faultArgument = z
  .union([
    z.enum(bare).transform((name): wires.Fault => ({ direction: 'both', [name]: name === 'corrupt' ? 1 : true })),
    long.transform((fault): wires.Fault => fault),
  ])
  .meta({ examples: ['reset', { latency: '50ms', direction: 'up' }] })
