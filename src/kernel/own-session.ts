import type { ChildProcess, SpawnOptions } from 'node:child_process'
import { getBuiltinModule } from 'node:process'

/**
 * Starts a program as the leader of a session and process group of its own (setsid(2)); its pid is known at once, or undefined with
 * an `error` event to come.
 *
 * The only place with Node's own `spawn`; execa starts every other process. Loading execa and its first call take 8 to 12 ms of
 * processor time, also when it is compiled ahead, of the 110 ms of a short run with a program (docs/dependencies.md), and what it
 * adds is not used for these: their streams, their end and their group are followed by the code that starts them. The reaper must
 * also be there within the turn of the event loop in which it is first needed, and execa comes with an asynchronous import.
 */
export function spawnInSession(
  file: string,
  args: readonly string[],
  options: Omit<SpawnOptions, 'detached'>,
): ChildProcess {
  // Loaded here, so that a run without a program and without files does not pay for it.
  return getBuiltinModule('node:child_process').spawn(file, args, { ...options, detached: true })
}
