import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import plugin from '../../../plugins/program/index.ts'
import type { Options } from '../../../plugins/program/options.ts'
import { processes, type ActorKind, type LaneEvent, type Lane, type Problem } from '../../../src/plugin.ts'
import { startActors, type FakeLane } from '../fake-lane.ts'

export const peers = join(dirname(fileURLToPath(import.meta.url)), '../../peers')

const actors = startActors({ dir: peers, env: process.env, holders: strangers }, 500)

/** Who listens at a place, as the system tells it. */
function strangers(place: Parameters<NonNullable<Lane['holders']>>[0]): readonly string[] {
  return (processes.listeners(place) ?? []).map(() => 'a stranger')
}

export const fakeLane = (given: Partial<Pick<Lane, 'tmp' | 'dir' | 'env'>> = {}): FakeLane =>
  actors.lane('server', given)

const kind = plugin.actors?.['program'] as ActorKind<Options>

/** Starts a program as the core would: options as written, through the schema. */
export const startProgram = (written: Record<string, unknown> | string, lane: FakeLane = fakeLane()) =>
  actors.start(kind, typeof written === 'string' ? { run: written } : written, lane)

/** The refusal that starting ends with. */
export async function problemOf(
  written: Record<string, unknown> | string,
  lane?: FakeLane,
): Promise<{ problem: Problem; outcome: string }> {
  try {
    await startProgram(written, lane)
  } catch (error) {
    const refused = error as { problem: Problem; outcome: string }
    return { problem: refused.problem, outcome: refused.outcome }
  }
  throw new Error('it was started')
}

export const left = (lane: FakeLane): Promise<LaneEvent> => lane.waitFor('exit')
export const exitOf = (lane: FakeLane): LaneEvent | undefined => lane.events.find(({ name }) => name === 'exit')
/** The run is over or interrupted. */
export const interrupt = actors.interrupt
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

export function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
