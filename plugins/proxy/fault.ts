import * as z from 'zod'
import { duration, size, wires } from '../../src/plugin.ts'
import { affected, byteCount, connections, cutPlaces, joinedBytes, reordered } from './amounts.ts'
import type { Datagrams } from './picked.ts'
import type { Order } from './reordering.ts'
import { afterPlace, beforePlace, type WrittenPlace } from './places.ts'

/** A fault as a step has it, for streams and for datagrams. */
export interface WrittenFault extends wires.Fault {
  readonly after?: WrittenPlace | undefined
  readonly before?: WrittenPlace | undefined
  /** What only datagrams, or each of them by itself, can meet. */
  readonly datagrams?: DatagramEffects | undefined
  readonly clear?: true | readonly Clearable[] | undefined
  /** How often it takes effect. */
  readonly times?: number | undefined
}

/** What happens to datagrams, each a whole. */
export interface DatagramEffects {
  readonly corrupt?: Datagrams | undefined
  readonly lose?: Datagrams | undefined
  readonly duplicate?: Datagrams | undefined
  readonly reorder?: Order | undefined
}

/** The names of all faults, in the order in which they are shown. */
export const clearable = [...wires.effects, 'duplicate', 'reorder'] as const
export type Clearable = (typeof clearable)[number]

const bare = ['stop', 'reset', 'half-close', 'close', 'refuse', 'clear', 'corrupt', 'lose', 'duplicate'] as const
const wanted = 'expected true; a fault that is not wanted is left out'
const on = z.literal(true, { error: wanted }).optional()

/** The same of a fault that has a direction. */
const directed = (name: string) =>
  z
    .literal(true, {
      error: ({ input }) =>
        input === 'up' || input === 'down' || input === 'both' ? `write “${name}: true, direction: ${input}”` : wanted,
    })
    .optional()

const clear = z
  .union([
    z.literal(true),
    z.enum(clearable).transform((name): readonly Clearable[] => [name]),
    z.array(z.enum(clearable)).min(1),
  ])
  .optional()

const long = z
  .strictObject({
    direction: z.enum(['up', 'down', 'both']).default('both').describe('up is from the client to the server'),
    connection: connections
      .optional()
      .describe('of this connection only, of several ([1, 3]), or of a share of them (20%)'),
    after: afterPlace.optional().describe('behind so many bytes or datagrams, behind a line or text, or after a time'),
    before: beforePlace.optional().describe('right before a line, a text, or bytes in hexadecimal'),
    once: on.describe('take effect one time only'),
    times: z.int().min(1).optional().describe('take effect so many times, over all connections and directions'),
    latency: duration().optional().describe('how long each segment or datagram is on its way'),
    jitter: duration().optional().describe('by how much the latency varies at most'),
    bandwidth: size().optional().describe('bytes a second'),
    slice: byteCount.optional().describe('cut into pieces of at most so many bytes, each read before the next is sent'),
    split: cutPlaces.optional().describe('cut behind so many bytes: a number, or a list of them'),
    join: joinedBytes.optional().describe('hold the next bytes until so many are there, and send them in one piece'),
    delay: duration().optional().describe('the next byte, and all behind it, comes so much later'),
    corrupt: affected('bytes or datagrams')
      .optional()
      .describe('turn the lowest bit over in so many of the next bytes, or in the first byte of datagrams'),
    lose: affected('bytes or datagrams').optional().describe('so many of the next bytes, or datagrams, never arrive'),
    duplicate: affected('datagrams').optional().describe('datagrams that arrive twice'),
    reorder: reordered.optional().describe('datagrams that arrive in another order'),
    stop: directed('stop').describe('a black hole: nothing arrives until it is cleared'),
    timeout: duration().optional().describe('nothing arrives for so long, and then both sides get a FIN'),
    'slow-close': duration().optional().describe('a FIN comes so much later'),
    reset: directed('reset').describe('RST to both sides, or with “direction” to one of them'),
    'half-close': directed('half-close').describe('FIN up, down or both; what comes afterwards is lost'),
    close: directed('half-close').describe('FIN to both sides; what comes afterwards is lost'),
    refuse: on.describe('refuses new connections'),
    clear: clear.describe('no fault any more, or none of these kinds'),
  })
  .refine((fault) => [...clearable, 'clear' as const].some((effect) => fault[effect] !== undefined), {
    error: 'expected a fault such as latency, stop or reset',
  })
  .refine(({ refuse, after, before }) => refuse === undefined || (after ?? before) === undefined, {
    error: '“refuse” is about new connections and has no place in one; name it with “connection”',
    path: ['after'],
  })
  .refine(({ after, before }) => after === undefined || before === undefined, {
    error: 'expected one of “after” and “before”',
    path: ['before'],
  })
  .refine(({ once, times }) => once === undefined || times === undefined, {
    error: '“once” is “times: 1”; keep one of them',
    path: ['once'],
  })
  .refine(({ close, direction }) => close === undefined || direction === 'both', {
    error: '“close” is for both sides; write “half-close” to end one direction',
    path: ['close'],
  })
  .refine(
    ({ clear, after, before, once, times }) => clear === undefined || (after ?? before ?? once ?? times) === undefined,
    {
      error: '“clear” takes effect at its step; leave its place and number out',
      path: ['clear'],
    },
  )

/** The argument of `- fault: { proxy: … }`: a bare name, or a map with one or several faults and where they hold. */
export const faultArgument = z
  .union([
    z
      .enum(bare)
      .transform((name): WrittenFault => faultOf({ direction: 'both', [name]: isCounted(name) ? { next: 1 } : true })),
    long.transform((fault): WrittenFault => faultOf(fault)),
  ])
  .meta({ examples: ['reset', { latency: '50ms', direction: 'up' }] })

const isCounted = (name: (typeof bare)[number]): boolean => ['corrupt', 'lose', 'duplicate'].includes(name)

type Long = Omit<WrittenFault, 'corrupt' | 'lose' | 'datagrams'> &
  DatagramEffects & { readonly once?: true | undefined }

/** Numbers are bytes of a stream as well as datagrams. */
function faultOf({ corrupt, lose, duplicate, reorder, once, ...fault }: Long): WrittenFault {
  const datagrams = { corrupt, lose, duplicate, reorder }
  const has = Object.values(datagrams).some((each) => each !== undefined)
  return {
    ...fault,
    ...(once === true ? { times: 1 } : {}),
    ...(has ? { datagrams } : {}),
    ...countOf('corrupt', corrupt),
    ...countOf('lose', lose),
  }
}

const countOf = (name: 'corrupt' | 'lose', datagrams: Datagrams | undefined) =>
  datagrams !== undefined && 'next' in datagrams ? { [name]: datagrams.next } : {}
