import { listeningOf } from '../../kernel/listening.ts'
import { inputOf, waitingForInput } from '../../kernel/waiting.ts'
import type { ByHand } from '../../run/by-hand.ts'
import type { SeenReady } from '../session.ts'
import type { RecordedProgram } from './program.ts'

/** Milliseconds for which a program that is never idle is waited for. */
const patience = 5000

/**
 * Waits until a program that was just started has nothing more to do, and answers how it can be seen that it is ready: where it listens,
 * or that it waits for input. Undefined where neither is so, or it has ended.
 */
export async function readinessOf(
  program: RecordedProgram,
  run: ByHand,
  signal: AbortSignal,
): Promise<SeenReady | undefined> {
  await run.idle(AbortSignal.any([signal, AbortSignal.timeout(patience)]))
  if (!program.running) return undefined
  return placeOf(program) ?? (waitsForInput(program) ? { input: true } : undefined)
}

/** A place that its command or its output names wins over others: a server may have further ones for itself. */
function placeOf(program: RecordedProgram): SeenReady | undefined {
  const pids = program.processes()
  const ports = listeningOf(pids, 'tcp').map(Number)
  const [port] = ports.filter((each) => isNamed(program, each)).concat(ports)
  if (port !== undefined) return { port, ...(isArgument(program, port) ? {} : lineWith(program, port)) }
  const [path] = listeningOf(pids, 'unix')
  if (path !== undefined) return { path }
  // A client's socket is bound as well; only a server has its port in its command or its output.
  const udp = listeningOf(pids, 'udp')
    .map(Number)
    .find((each) => isNamed(program, each))
  return udp === undefined ? undefined : { udp }
}

const isArgument = ({ words }: RecordedProgram, port: number): boolean =>
  words.some((word) => numberIn(port).test(word))

const isNamed = (program: RecordedProgram, port: number): boolean =>
  isArgument(program, port) || numberIn(port).test(program.output)

/** The line that names the port, which its command does not. */
function lineWith({ output }: RecordedProgram, port: number): { readonly line?: string } {
  const line = output.split('\n').find((each) => numberIn(port).test(each))
  return line === undefined ? {} : { line: line.trimEnd() }
}

const numberIn = (port: number): RegExp => new RegExp(String.raw`(?<!\d)${port}(?!\d)`)

/** One of its processes reads its terminal: what is typed now is taken at once. */
export function waitsForInput(program: RecordedProgram): boolean {
  return program.processes().some((pid) => {
    const input = inputOf(pid)
    return input?.startsWith('/dev/pts/') === true && waitingForInput(pid, input)
  })
}
