import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach } from 'vitest'
import plugin from '../../../plugins/program/index.ts'
import type { Options } from '../../../plugins/program/options.ts'
import { processes, type Actor, type ActorKind, type Happening, type Lane, type Problem } from '../../../src/plugin.ts'
import { lineFramer } from '../line-framer.ts'

export const peers = join(dirname(fileURLToPath(import.meta.url)), '../../peers')

/** A lane that remembers, and wakes whoever waits for something on it. */
export interface FakeLane extends Lane {
  readonly events: Happening[]
  /** Everything that was heard and that happened, in its order: `|text`, `!text` and `*words`. */
  readonly story: string[]
  readonly guarded: Set<number>
  text(stream?: string): string
  /** Resolves when the condition holds; looked at whenever something arrives. */
  until(condition: () => boolean): Promise<void>
  abort(): void
}

const opened: { actor: Actor; lane: FakeLane }[] = []
const folders: string[] = []
afterEach(async () => {
  for (const { actor } of opened.splice(0)) await actor.stop({ grace: 500 })
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

export function fakeLane(given: { tmp?: string; dir?: string; env?: Record<string, string> } = {}): FakeLane {
  const heard = new Map<string, Buffer[]>()
  const events: Happening[] = []
  const story: string[] = []
  const guarded = new Set<number>()
  const waiting = new Set<() => void>()
  const over = new AbortController()
  const wake = (): void => waiting.forEach((look) => look())
  const text = (stream = ''): string => Buffer.concat(heard.get(stream) ?? []).toString()
  const folder = given.tmp ?? mkdtempSync(join(tmpdir(), 'lane-'))
  folders.push(folder)
  return {
    name: 'server',
    hear(bytes, how) {
      const stream = how?.stream ?? ''
      heard.set(stream, [...(heard.get(stream) ?? []), Buffer.from(bytes)])
      story.push(`${stream === '' ? '|' : '!'}${Buffer.from(bytes).toString()}`)
      wake()
    },
    say: () => {},
    replied: () => {},
    sent: () => {},
    framer: lineFramer,
    failed: () => {},
    happened(event) {
      events.push(event)
      if (event.silent !== true) story.push(`*${event.words ?? event.name}`)
      wake()
    },
    accept: () => {
      throw new Error('a program accepts nobody')
    },
    alias: () => {},
    guard: { addGroup: (pid) => void guarded.add(pid), removeGroup: (pid) => void guarded.delete(pid) },
    holders: (place) => (processes.listeners(place) ?? []).map(() => 'a stranger'),
    signal: over.signal,
    tmp: folder,
    dir: given.dir ?? peers,
    env: given.env ?? process.env,
    events,
    story,
    guarded,
    text,
    until: (condition) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (!condition()) return
          waiting.delete(look)
          resolve()
        }
        waiting.add(look)
        look()
      }),
    abort: () => over.abort(),
  }
}

const kind = plugin.actors?.['program'] as ActorKind<Options>

/** Starts a program as the core would: options as written, through the schema. */
export async function startProgram(
  written: Record<string, unknown> | string,
  lane: FakeLane = fakeLane(),
): Promise<{ actor: Actor; lane: FakeLane }> {
  const parsed = kind.options.safeParse(typeof written === 'string' ? { run: written } : written)
  if (!parsed.success) throw new Error(parsed.error.issues.map(({ message }) => message).join('; '))
  const started = { actor: await kind.start(parsed.data, lane), lane }
  opened.push(started)
  return started
}

/** The refusal that starting ends with. */
export async function refusal(
  written: Record<string, unknown> | string,
  lane?: FakeLane,
): Promise<{ problem: Problem; outcome: string }> {
  try {
    await startProgram(written, lane)
  } catch (error) {
    const refused = error as { refusal: Problem; outcome: string }
    return { problem: refused.refusal, outcome: refused.outcome }
  }
  throw new Error('it was started')
}

export const left = (lane: FakeLane): Promise<void> => lane.until(() => lane.events.some(({ name }) => name === 'exit'))
export const exitOf = (lane: FakeLane): Happening | undefined => lane.events.find(({ name }) => name === 'exit')
export const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)

export function alive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}
