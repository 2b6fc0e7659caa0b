import { constants } from 'node:os'
import * as z from 'zod'
import { duration, text, words } from '../../src/plugin.ts'
import { readPattern } from './pattern.ts'

const port = () => z.int().min(1).max(65_535)

const pattern = () =>
  text().refine((source) => readPattern(source) !== undefined, 'expected a text, or a regex that compiles')

/** Names such as `SIGINT`, as this system knows them. */
export const isSignal = (name: string): name is NodeJS.Signals => Object.hasOwn(constants.signals, name)

const signal = () => text().refine(isSignal, 'expected the name of a signal, such as SIGINT or SIGTERM')

const command = () =>
  words()
    .refine((run) => run.text.trim() !== '', 'expected a command')
    .refine((run) => !run.unclosed, 'a quote is opened and never closed')

/** The options of kind `program`; docs/language.md says what each of them means. */
export const options = z.strictObject({
  run: z.union([command(), z.array(text()).min(1, 'expected a command')]),
  cwd: text().optional(),
  env: z.record(z.string(), text()).optional(),
  stdin: z.enum(['pipe', 'ignore']).optional(),
  ready: z
    .union([
      pattern(),
      z.strictObject({ text: pattern(), stream: z.enum(['stdout', 'stderr']).optional() }),
      z.strictObject({ port: port() }),
      z.strictObject({ udp: port() }),
      z.strictObject({ path: text() }),
      z.strictObject({ fd: z.literal(3) }),
      z.strictObject({ input: z.literal(true) }),
    ])
    .optional(),
  exit: text().optional(),
  stop: z
    .union([
      signal(),
      z.strictObject({ signal: signal().optional(), grace: duration().optional(), kill: z.literal('ok').optional() }),
    ])
    .optional(),
  pty: z
    .union([z.boolean(), z.strictObject({ cols: z.int().min(1).max(1000), rows: z.int().min(1).max(1000) })])
    .optional(),
  pipes: z.literal('real').optional(),
  shell: z.boolean().optional(),
})

export type Options = z.infer<typeof options>
export type Ready = Exclude<Options['ready'], undefined>
