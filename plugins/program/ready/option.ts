import * as z from 'zod'
import { text } from '../../../src/plugin.ts'
import { readPattern } from './pattern.ts'

const port = () => z.int().min(1).max(65_535)

const pattern = () =>
  text().refine((source) => readPattern(source) !== undefined, 'expected a text, or a regex that compiles')

/** As in every expectation: in the long form a text is a text, slashes or not, and a regex is named. */
const regex = () =>
  text().refine(
    (source) => 'regex' in (readPattern(source) ?? {}),
    'expected a regex that compiles, such as /on port (?<port>\\d+)/',
  )
const stream = () => z.enum(['stdout', 'stderr']).optional()

/** The option `ready` of kind `program`. */
export const ready = z
  .union([
    pattern(),
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
