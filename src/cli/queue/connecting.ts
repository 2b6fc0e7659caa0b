import type { Problem } from '../../model/problem.ts'
import { queueVariable, readAddress, type QueueAddress } from '../../queue/address.ts'
import { loadPackages, type Packages } from '../../queue/packages.ts'
import { connect, type Connected } from '../../queue/redis.ts'
import { own } from '../../text/own.ts'
import type { Shell } from '../shell.ts'
import { reportProblems } from '../tools.ts'

/** A Redis that answers, and what is needed to work with it. */
export interface Connection {
  readonly address: QueueAddress
  readonly packages: Packages
  readonly connected: Connected
}

/** Exit codes of what is wrong before anything runs. */
const [usage, broken] = [2, 3]

/**
 * Connects to the Redis of an address, or of the environment when it is empty; `from` is what the address belongs to. An exit code where
 * that does not go, which has been reported.
 */
export async function connecting(
  written: string,
  from: string,
  common: { readonly color: boolean | undefined },
  shell: Shell,
): Promise<Connection | { readonly code: number }> {
  const failed = async (problem: Problem, code: number) => {
    await reportProblems(shell, common, [problem])
    return { code }
  }
  const text = written === '' ? own(shell.env, queueVariable) : written
  if (text === undefined || text === '') return failed(noAddress(from), usage)
  const read = readAddress(text, written === '' ? queueVariable : from)
  if ('problem' in read) return failed(read.problem, usage)
  const { address } = read
  // The password does not stay in the list of processes.
  if (written !== '' && address.password !== undefined) process.title = `scenario ${address.shown}`
  const packages = await loadPackages()
  if ('problem' in packages) return failed(packages.problem, broken)
  const connected = await connect(address, packages)
  return 'problem' in connected ? failed(connected.problem, broken) : { address, packages, connected }
}

const noAddress = (from: string): Problem => ({
  code: 'usage',
  message: `${from} has no address, and ${queueVariable} is not set in the environment`,
  hint: `set ${queueVariable}=redis://HOST:PORT, which keeps a password off the command line, or write the address`,
})
