import * as z from 'zod'

const count = z.int().min(0)
const port = z.int().min(0).max(65_535)
const name = z.string().min(1)
const texts = z.record(z.string(), z.string())
const size = { cols: z.int().min(1).max(65_535), rows: z.int().min(1).max(65_535) }

const ready = z.union([
  z.object({ port, line: z.string().optional() }),
  z.object({ udp: port }),
  z.object({ path: z.string() }),
  z.object({ line: z.string() }),
  z.object({ input: z.literal(true) }),
])
const framing = z.object({
  name: z.enum(['line', 'crlf', 'delimiter', 'length', 'json', 'websocket', 'raw', 'message']),
  option: z.union([z.string().min(1), z.literal([1, 2, 3, 4, 8])]).optional(),
  eol: z.string().optional(),
  why: z.string(),
})
const side = {
  name,
  transport: z.enum(['tcp', 'tls', 'udp', 'unix', 'websocket']),
  played: z.boolean(),
  framing: framing.optional(),
}
const handshake = z.object({ path: z.string(), protocols: z.array(z.string()).optional(), headers: texts.optional() })

const actor = z.union([
  z.object({
    type: z.literal('program'),
    name,
    command: z.array(z.string()).min(1),
    cwd: z.string().optional(),
    env: texts.optional(),
    terminal: z.object(size).optional(),
    ready: ready.optional(),
    changed: z.record(z.string(), z.union([z.string(), z.literal(null)])).optional(),
  }),
  z.object({
    ...side,
    type: z.literal('client'),
    to: name,
    websocket: handshake.optional(),
    untrusted: z.literal(true).optional(),
  }),
  z.object({
    ...side,
    type: z.literal('server'),
    address: z.union([z.object({ host: z.string().optional(), port }), z.object({ path: z.string() })]).optional(),
  }),
])

/** Each has a name of its own, and clients connect to one of them. */
function areNamed(all: readonly z.infer<typeof actor>[]): boolean {
  const names = new Set(all.map((each) => each.name))
  return names.size === all.length && all.every((each) => each.type !== 'client' || names.has(each.to))
}

/** The first line of a session's file. */
export const headShape = z.object({
  session: z.literal(1),
  title: z.string().optional(),
  source: z.enum(['programs', 'wire', 'asciicast', 'script', 'pcap', 'expect', 'recording']),
  wall: z
    .string()
    .regex(/^\d{4}-\d\d-\d\dT[\d:.]+Z$/)
    .optional(),
  actors: z.array(actor).refine(areNamed),
  unseen: z.array(z.string()).optional(),
})

const at = z.number()
const of = { at, actor: name }
const from = z.enum(['client', 'server'])
/** Bytes are base64. */
const bytes = z.string().regex(/^[A-Za-z\d+/]*={0,2}$/)

/** Any other line. */
export const eventShape = z.union([
  z.object({ ...of, type: z.literal(['started', 'input-ended', 'screen']) }),
  z.object({ ...of, type: z.literal('output'), stream: z.literal('stderr').optional(), bytes }),
  z.object({ ...of, type: z.literal('input'), bytes }),
  z.object({ ...of, type: z.literal('resized'), ...size }),
  z.object({ ...of, type: z.literal('signal'), name: z.string().regex(/^SIG[A-Z0-9]+$/) }),
  z.object({
    ...of,
    type: z.literal('exit'),
    code: z.int().min(0).max(255).optional(),
    signal: z
      .string()
      .regex(/^SIG[A-Z0-9]+$/)
      .optional(),
  }),
  z.object({ at, type: z.literal('connected'), connection: count, client: name, server: name }),
  z.object({
    at,
    type: z.literal('sent'),
    connection: count,
    from,
    bytes,
    message: z.enum(['text', 'binary']).optional(),
  }),
  z.object({ at, type: z.literal(['end', 'reset', 'secured']), connection: count, from }),
  z.object({ at, type: z.literal('note'), text: z.string() }),
])
