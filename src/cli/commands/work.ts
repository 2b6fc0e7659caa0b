import os from 'node:os'
import path from 'node:path'
import { workLoop, type WorkEnd } from '../../queue/work-loop.ts'
import type { Common, Values, workFlags } from '../options.ts'
import { connecting } from '../queue/connecting.ts'
import { preparing } from '../queue/preparing.ts'
import { wrongNumber } from '../run-usage.ts'
import type { Shell } from '../shell.ts'
import { reportProblems } from '../tools.ts'

type Args = Common & Values<typeof workFlags> & { readonly address?: string }

/** Works for runs on a queue until it is interrupted. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const wrong = wrongNumber(args)
  if (wrong !== undefined) return reportProblems(shell, args, [{ code: 'usage', ...wrong }])
  const connection = await connecting(args.address ?? '', 'scenario work', args, shell)
  if ('code' in connection) return connection.code
  const { address, packages, connected } = connection
  const machine = os.hostname()
  const name = `${machine}:${process.pid}`
  const say = (line: string): void => void shell.stdout.write(`${line}\n`)
  const worker = { name, machine, out: path.resolve(shell.cwd, args.out), secrets: address.secrets }
  say(`waiting for runs at ${address.shown}, up to ${args.jobs} at once`)
  const ended = await workLoop(
    {
      connected,
      packages,
      name,
      jobs: args.jobs,
      signal: shell.signal,
      shown: address.shown,
      patience: args['queue-timeout'] * 1000,
      now: shell.now,
      prepare: async (order) => {
        const prepared = await preparing(order, worker, shell)
        if ('problem' in prepared) await reportProblems(shell, args, [prepared.problem])
        return prepared
      },
      say,
    },
    { once: args.once === true },
  )
  connected.redis.disconnect()
  return leave(ended, args, shell)
}

async function leave({ done, why }: WorkEnd, args: Args, shell: Shell): Promise<number> {
  await shell.stdout.write(`${done} ${done === 1 ? 'scenario' : 'scenarios'} done${reasonOf(why)}\n`)
  if (typeof why !== 'object') return why === 'interrupted' ? 130 : 0
  if (why.code !== 'queue-lost') return 2
  await reportProblems(shell, args, [why])
  return 3
}

function reasonOf(why: WorkEnd['why']): string {
  if (why === 'interrupted') return ', interrupted'
  return why === 'no-run' ? ': no run came' : ''
}
