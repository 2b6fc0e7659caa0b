import type { Problem } from '../../model/problem.ts'
import type { Source } from '../../model/span.ts'
import type { Draft } from '../../record/draft.ts'
import type { Driver, Recorded as RecordedPrograms } from '../../record/programs/recording.ts'
import type { Typist } from '../../record/programs/session-of-programs.ts'
import type { Head } from '../../record/readers/recording/head.ts'
import type { Session } from '../../record/session.ts'
import type { Common, Values } from '../options.ts'
import type { recordFlags } from '../record-flags.ts'
import { wireFlags } from '../wire-flags.ts'
import { runHostOf } from './host.ts'
import type { RecordHost } from './host.ts'
import { usage } from './usage.ts'

type Args = Common & Values<typeof recordFlags> & { readonly command?: readonly string[] }

type Recorded =
  | { readonly session: Session; readonly head?: Head }
  | { readonly draft: Draft }
  | { readonly problems: readonly Problem[]; readonly sources?: ReadonlyMap<string, Source> }

const wireFlagNames = Object.keys(wireFlags) as readonly (keyof typeof wireFlags)[]

/** What was seen: by a file, or now by programs that run. */
export async function sessionFrom(args: Args, host: RecordHost): Promise<Recorded> {
  const { from } = args
  // Of a capture, --to and --play say which side of it is wanted.
  const isOfFile = (flag: string): boolean => from !== undefined && (flag === 'to' || flag === 'play')
  const wire = wireFlagNames.find((flag) => args[flag] !== undefined && !isOfFile(flag))
  if (from !== undefined && wire !== undefined)
    return usage(`--from and --${wire} cannot stand together`, 'record one of them')
  if (from !== undefined)
    return (await import('./from-file.ts')).fromFile({ ...args, from, target: host.file }, host.shell)
  if (wire !== undefined && (args.listen === undefined || args.to === undefined))
    return usage(
      `--${wire} needs ${args.listen === undefined ? '--listen' : '--to'}`,
      'write --listen 9001 --to localhost:9000',
    )
  if (wire !== undefined) {
    const { sessionOfWire } = await import('./session-of-wire.ts')
    const words = args.command
    return sessionOfWire(args, host, words && ((around) => recordedPrograms(words, args, host, around)))
  }
  if (args.command !== undefined) return sessionOfPrograms(args.command, args, host)
  return usage(
    'there is nothing to record',
    'write -- and a command, such as “-- node server.js”, --listen with --to, or --from FILE',
  )
}

async function sessionOfPrograms(command: readonly string[], args: Args, host: RecordHost): Promise<Recorded> {
  const { session, problems } = await recordedPrograms(command, args, host)
  return session === undefined ? { problems } : { session }
}

async function recordedPrograms(
  command: readonly string[],
  args: Args,
  host: RecordHost,
  around?: (drive: Driver) => Driver,
): Promise<RecordedPrograms> {
  const { sessionOfPrograms: record } = await import('../../record/programs/session-of-programs.ts')
  const { switchByte } = await import('../../record/programs/switch-key.ts')
  if (switchByte(args['switch-key']) === undefined) return usage(...badSwitchKey(args['switch-key']))
  const { takeTerminal } = await import('../take-terminal.ts')
  const { shell, file, services } = host
  const programs = { file, cwd: shell.cwd, services, host: runHostOf(host, shell.signal) }
  const takeTypist = (): Typist => {
    const terminal = takeTerminal(shell, args.color, { fullScreen: true })
    return terminal === undefined ? { input: shell.stdin ?? nothing } : { terminal, switchKey: args['switch-key'] }
  }
  return record(command, programs, takeTypist, around)
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
