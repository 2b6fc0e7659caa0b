import * as z from 'zod'
import { parseRegex, text, textOrRegex } from '../../../src/plugin.ts'

const port = () => z.int().min(1).max(65_535)

/** As in every expectation: in the long form a text is a text, slashes or not, and a regex is named. */
const regex = () =>
  textOrRegex().refine((source) => parseRegex(source) !== undefined, 'expected a regex such as /on port (?<port>\\d+)/')
const stream = () => z.enum(['stdout', 'stderr']).optional()

/** The option `ready` of kind `program`. */
export const ready = z
  .union([
    textOrRegex(),
    z.strictObject({ text: text(), stream: stream() }),
    z.strictObject({ regex: regex(), stream: stream() }),
    z.strictObject({ port: port() }),
    z.strictObject({ udp: port() }),
    z.strictObject({ path: text() }),
    z.strictObject({ fd: z.literal(3) }),
    z.strictObject({ input: z.literal(true) }),
  ])
  .optional()
  .meta({
    description:
      'when it has started: a text or /regex/ in its output, a port or path being listened on, or waiting for input',
    examples: [
      'listening',
      { port: 9000 },
      { path: 's.sock' },
      { text: 'ready', stream: 'stderr' },
      { regex: '/on port (?<port>\\d+)/', stream: 'stderr' },
      { input: true },
    ],
  })

export type Ready = Exclude<z.infer<typeof ready>, undefined>
