import * as z from 'zod'
import { parseRegex, text, textOrRegex } from '../../../src/plugin.ts'
import { choiceHint, mistakesIn, mistakesOfOne } from './mistakes.ts'

const port = () => z.int().min(1).max(65_535)

/** As in every expectation: in the long form a text is a text, slashes or not, and a regex is named. */
const regex = () =>
  textOrRegex().refine((source) => parseRegex(source) !== undefined, 'expected a regex such as /on port (?<port>\\d+)/')

/** A map, of which all keys must hold. */
const written = () =>
  z
    .strictObject(
      {
        text: text().optional().describe('a text in its output, letter by letter'),
        regex: regex().optional().describe('a /regex/ that matches a line of its output; named groups become facts'),
        port: port().optional().describe('a TCP port on which it listens'),
        udp: port().optional().describe('a UDP port on which it listens'),
        path: text().optional().describe('the path of a socket on which it listens'),
        fd: z.literal(3).optional().describe('a line at descriptor 3'),
        input: z.literal(true).optional().describe('it waits for input'),
        stream: z.enum(['stdout', 'stderr']).optional().describe('the stream of the text or regex'),
        times: z.int().min(1).max(1_000_000).optional().describe('the text or regex comes so many times'),
      },
      {
        error: ({ code, ...issue }) =>
          code === 'unrecognized_keys' ? choiceHint(String((issue as { readonly keys?: unknown }).keys)) : undefined,
      },
    )
    .superRefine((map, { issues, addIssue }) => {
      if (issues.length === 0) mistakesOfOne(map, addIssue)
    })

/** The option `ready` of kind `program`. */
export const ready = z
  .union([
    textOrRegex(),
    written(),
    z
      .array(z.union([textOrRegex(), written()]))
      .min(1, 'expected at least one condition; without “ready” it need only run'),
  ])
  .superRefine((all, context) => mistakesIn(all, context.addIssue))
  .optional()
  .meta({
    description:
      'when it has started: a text or /regex/ in its output, a port or path being listened on, or waiting for input; of several, all hold',
    examples: [
      'listening',
      { port: 9000 },
      { path: 's.sock' },
      { text: 'ready', stream: 'stderr' },
      { regex: '/on port (?<port>\\d+)/', stream: 'stderr' },
      { input: true },
      { text: 'ready', port: 9000 },
      { text: 'worker up', times: 2 },
      ['ready', { port: 9000 }],
    ],
  })

export type WrittenCondition = z.infer<ReturnType<typeof written>>
export type Ready = Exclude<z.infer<typeof ready>, undefined>
