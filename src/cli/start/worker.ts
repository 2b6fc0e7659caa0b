import { writeSync } from 'node:fs'
import net from 'node:net'
import { guard } from '../../kernel/reaper.ts'
import { withEachHost } from '../../suite/parts.ts'
import { runHere } from '../../suite/run-here.ts'
import { dataFrom } from '../../text/data-text.ts'
import { lineOf, lines, type Fatal, type FromWorker, type ToWorker } from '../../workers/messages.ts'
import { serve } from '../../workers/serve.ts'
import { prepareRun, type RunArgs } from '../prepare-run.ts'
import type { Shell } from '../shell.ts'
import { configured } from './execute.ts'
import { leaveAtOnce } from './leaving.ts'

/** Where orders come from, and where answers go (`workers/worker-process.ts`). */
const orders = 3
const answers = 4

/**
 * This process as a worker: it makes of its flags and the configuration what `run` does, runs scenarios one after another, and ends when
 * nobody is there to give orders. `interrupt` is called for Ctrl-C at the one who does; `onFatal` is given what reports why this process cannot go on.
 */
export async function work(
  bare: Shell,
  { interrupt, onFatal }: { interrupt(): void; onFatal(report: (fatal: Fatal) => void): void },
): Promise<number> {
  const waiting: ToWorker[] = []
  let take = (message: ToWorker): void => void waiting.push(message)
  let called: () => void
  const begun = new Promise<void>((resolve) => (called = resolve))
  const socket = new net.Socket({ fd: orders, readable: true, writable: false })
  const over = new Promise<void>((resolve) => socket.on('error', () => {}).once('close', () => resolve()))
  socket.setEncoding('utf8').on(
    'data',
    lines((line) => {
      take(dataFrom(line) as ToWorker)
      called()
    }),
  )
  onFatal((fatal) => send({ type: 'fatal', ...fatal }))
  await Promise.race([begun, over])
  const call = waiting.shift()
  if (call?.type !== 'call') return 0
  const made = await configured({ command: 'run', args: call.flags }, bare)
  if ('code' in made) return made.code
  const { args, ...known } = made
  const shell = { ...bare, ...known }
  const prepared = await prepareRun(args as RunArgs, shell)
  if ('code' in prepared) return prepared.code
  const { options, host } = prepared
  const reaper = guard()
  const own = { reaper, portShare: call.share, recordAtOnce: true }
  const runner = runHere(
    options,
    withEachHost(host, (each) => ({ ...each, ...own })),
  )
  take = serve(runner, { base: options.base ?? host.cwd, send, interrupt })
  for (const message of waiting) take(message)
  await over
  return 0
}

/** Written at once, so that it arrives whatever happens next. */
function send(message: FromWorker): void {
  const line = Buffer.from(lineOf(message))
  try {
    for (let done = 0; done < line.length;) done += writeSync(answers, line, done)
  } catch {
    // Nobody is there to read it.
    leaveAtOnce(0)
  }
}
