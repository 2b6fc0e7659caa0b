import { constants } from 'node:os'
import * as z from 'zod'
import { duration, inputPath, insteadOfType, text, words, type Words } from '../../src/plugin.ts'
import { onTerminal } from './on-terminal.ts'
import { impossibleReady } from './never-ready.ts'
import { ready } from './ready/option.ts'

/** The size of a terminal, in characters. */
export const sizeOption = z.strictObject({ cols: z.int().min(1).max(1000), rows: z.int().min(1).max(1000) })

/** Names such as `SIGINT`, as this system knows them. */
export const isSignal = (name: string): name is NodeJS.Signals => Object.hasOwn(constants.signals, name)

const signal = () => text().refine(isSignal, 'expected the name of a signal, such as SIGINT or SIGTERM')

const command = () =>
  words()
    .refine((run) => run.text.trim() !== '', 'expected a command')
    .refine((run) => !run.unclosed, 'a quote is opened and never closed')

const ofShells = new Set(['|', '||', '&', '&&', ';', '>', '>>', '<', '2>', '2>&1', '&>'])

/** A word that only a shell would understand, unless it was quoted. */
const shellWord = ({ text, words }: Words): string | undefined =>
  words.find((word) => ofShells.has(word) && ` ${text} `.replaceAll(/\s/g, ' ').includes(` ${word} `))

/** The options of kind `program`; docs/actors.md explains each of them. */
export const options = z
  .strictObject({
    run: z
      .union([command(), z.array(text()).min(1, 'expected a command')])
      .meta({ description: 'the command; split into words and never given to a shell', examples: ['node server.js'] }),
    cwd: text()
      .optional()
      .meta({ description: 'where it runs; the scenario’s folder when absent', examples: ['${tmp}'] }),
    env: z
      .record(z.string(), text(), insteadOfType('expected a map, such as { PORT: 9000 }'))
      .optional()
      .meta({ description: 'environment variables besides the plain ones', examples: [{ PORT: 9000 }] }),
    stdin: z
      .union(
        [
          z.enum(['pipe', 'ignore']),
          z.strictObject({ text: text() }),
          z.strictObject({ file: inputPath('a file that is its whole input') }),
        ],
        'expected pipe, ignore, or what it reads, such as { text: "one line\\n" } or { file: input.txt }',
      )
      .optional()
      .meta({
        description: 'its standard input: a text or a file, and then its end; else a pipe when a step writes to it',
        examples: [{ text: 'one line' }, { file: 'input.txt' }, 'pipe', 'ignore'],
      }),
    ready,
    exit: text()
      .optional()
      .meta({ description: 'the line that makes it leave; else its input is ended', examples: ['quit'] }),
    stop: z
      .union([
        signal(),
        z.strictObject({ signal: signal().optional(), grace: duration().optional(), kill: z.literal('ok').optional() }),
      ])
      .optional()
      .meta({
        description: 'how it is stopped at the end: a signal, and how long it may take',
        examples: ['SIGTERM', { signal: 'SIGTERM', grace: '8s' }],
      }),
    pty: z
      .union([z.boolean(), sizeOption])
      .optional()
      .meta({ description: 'on a terminal of its own, of this size', examples: [{ cols: 80, rows: 24 }] }),
    pipes: z
      .literal('real')
      .optional()
      .describe('pipes instead of Node’s socket pairs, for programs that open /dev/stdout'),
    shell: z.boolean().optional().describe('give the command to a shell'),
  })
  .refine(({ pty, pipes }) => !onTerminal(pty) || pipes === undefined, {
    error: 'on a terminal there are no pipes',
    path: ['pipes'],
  })
  .refine(({ pty, stdin }) => !onTerminal(pty) || stdin === undefined, {
    error: 'on a terminal its input is what is typed',
    path: ['stdin'],
  })
  .superRefine((written, context) => impossibleReady(written, context.addIssue))
  .refine(({ exit, stdin }) => exit === undefined || typeof stdin !== 'object', {
    error: 'its input is given by “stdin”, so no line can make it leave',
    path: ['exit'],
  })
  .refine(({ run, shell }) => shell === true || !('text' in run) || shellWord(run) === undefined, {
    error: ({ input }) =>
      `“${shellWord((input as { run: Words }).run)}” is a word like any other here, since no shell reads it`,
    path: ['run'],
    params: { hint: 'give it to a shell with shell: true, or quote it if the program is to have it' },
  })
  .meta({ examples: [{ run: 'node server.js', ready: 'listening' }] })

export type Options = z.infer<typeof options>
