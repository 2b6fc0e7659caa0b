import type { Problem } from '../../model/problem.ts'
import type { Source } from '../../model/span.ts'
import type { Session } from '../../record/session.ts'
import { decodeSession, isSession } from '../../record/session-file.ts'
import type { Common, Values } from '../options.ts'
import type { recordFlags } from '../record-flags.ts'
import type { Shell } from '../shell.ts'
import { toolsFor } from '../tools.ts'
import { runHostOf } from './host.ts'
import type { RecordHost } from './host.ts'

type Args = Common & Values<typeof recordFlags> & { readonly command?: readonly string[] }

type Recorded =
  | { readonly session: Session }
  | { readonly problems: readonly Problem[]; readonly sources?: ReadonlyMap<string, Source> }

/** What was seen: by a file, or now by programs that run. */
export async function sessionFrom(args: Args, host: RecordHost): Promise<Recorded> {
  const ways = [args.from === undefined ? [] : ['--from'], args.command === undefined ? [] : ['-- COMMAND']].flat()
  if (ways.length > 1) return usage(`${ways.join(' and ')} cannot stand together`, 'record one of them')
  if (args.from !== undefined) return sessionOfFile(args.from, host.shell)
  if (args.command !== undefined) return sessionOfPrograms(args.command, args, host)
  return usage('there is nothing to record', 'write -- and a command, such as “-- node server.js”, or --from FILE')
}

const usage = (message: string, hint: string): Recorded => ({ problems: [{ code: 'usage', message, hint }] })

function sessionOfFile(written: string, shell: Shell): Recorded {
  const { files, absolute, shown } = toolsFor(shell)
  const file = absolute(written)
  if (!files.exists(file)) return { problems: [{ code: 'file-not-found', message: `there is no file ${shown(file)}` }] }
  const read = files.read(file)
  if ('problem' in read) return { problems: [read.problem] }
  const text = new TextDecoder().decode(read.bytes)
  const session = isSession(text) ? decodeSession(text) : undefined
  if (session !== undefined) return { session }
  return usage(`${shown(file)} is nothing that a scenario can be made from`, 'name a session (.session.jsonl)')
}

async function sessionOfPrograms(command: readonly string[], args: Args, host: RecordHost): Promise<Recorded> {
  const { sessionOfPrograms: record } = await import('../../record/programs/session-of-programs.ts')
  const { switchByte } = await import('../../record/programs/switch-key.ts')
  if (switchByte(args['switch-key']) === undefined) return usage(...badSwitchKey(args['switch-key']))
  const { takeTerminal } = await import('../take-terminal.ts')
  const { shell, file, services } = host
  const programs = { file, cwd: shell.cwd, services, host: runHostOf(host, shell.signal) }
  const { session, problems } = await record(command, programs, () => {
    const terminal = takeTerminal(shell, args.color, { fullScreen: true })
    return terminal === undefined ? { input: shell.stdin ?? nothing } : { terminal, switchKey: args['switch-key'] }
  })
  return session === undefined ? { problems } : { session }
}

const badSwitchKey = (key: string) =>
  [`“${key}” cannot be the switch key`, 'take Ctrl and a letter but h, i, j and m, such as ctrl-g'] as const

/** An input that has ended. */
const nothing = {
  onData: () => () => undefined,
  onEnd(listener: () => void) {
    queueMicrotask(listener)
    return () => undefined
  },
}
