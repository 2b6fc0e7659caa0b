import path from 'node:path'
import { commandsOf } from '../../../src/record/programs/commands.ts'
import { recordPrograms, type Driver, type Recorded } from '../../../src/record/programs/recording.ts'
import type { Size } from '../../../src/record/programs/program.ts'
import type { typedLines } from '../../../src/record/programs/typed-lines.ts'
import type { RunHost } from '../../../src/run/context/host.ts'
import { folderWith } from '../../suite/temporary.ts'
import { hostFor, servicesAt } from '../../scenarios/house.ts'

const decoder = new TextDecoder()

/** Records these commands (words with `::` between them) in a folder of its own, or in `cwd`. */
export function record(
  words: readonly string[],
  drive: Driver,
  {
    cwd = folderWith({}),
    size = { cols: 80, rows: 24 },
    ...host
  }: { cwd?: string; size?: Size } & Partial<RunHost> = {},
): Promise<Recorded> {
  const commands = commandsOf(words)
  if ('code' in commands) throw new Error(commands.message)
  const file = path.join(cwd, 'recorded.yaml')
  return recordPrograms(commands, size, { file, cwd, services: servicesAt(cwd), host: hostFor(host) }, drive)
}

/** What was seen, a line for each event: `client < hello`, `server > it`, `client exit 0`. Output in a row is one, its lines end with \n. */
export function shown({ session }: Recorded): string[] {
  const lines: { readonly key: string; text: string }[] = []
  for (const event of session?.events ?? []) {
    if (event.type === 'output' || event.type === 'input') {
      const key = `${event.actor} ${event.type === 'output' ? '>' : '<'}`
      const text = decoder.decode(event.bytes)
      const last = lines.at(-1)
      if (last?.key === key) last.text += text
      else lines.push({ key, text })
    } else {
      const { at: _, type, ...rest } = event
      lines.push({ key: [type, ...Object.values(rest)].join(' '), text: '' })
    }
  }
  return lines.map(({ key, text }) => (text === '' ? key : `${key} ${JSON.stringify(text.replaceAll('\r\n', '\n'))}`))
}

/** Lines that are there already, and then the end. */
export const linesOf = (...lines: string[]): Parameters<typeof typedLines>[0] => ({
  onData(listener) {
    queueMicrotask(() => listener(new TextEncoder().encode(lines.join('\n'))))
    return () => {}
  },
  onEnd(listener) {
    setImmediate(listener)
    return () => {}
  },
})
