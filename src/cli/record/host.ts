import type { RunHost } from '../../run/context/host.ts'
import type { Services } from '../../pipeline.ts'
import type { RecordedSecret } from '../../record/secrets.ts'
import type { Shell } from '../shell.ts'

/** Where a scenario is recorded to, and with what. */
export interface RecordHost {
  readonly shell: Shell
  readonly services: Services
  /** Variables of `--env`. */
  readonly programEnv: Readonly<Record<string, string>>
  /** The scenario's file, absolute. */
  readonly file: string
  /** Its name under scenarios/. */
  readonly name: string
  readonly title: string
  /** What stands in no file. */
  readonly secrets: readonly RecordedSecret[]
}

/** What runs are handed, until `signal` interrupts them. */
export const runHostOf = ({ shell, programEnv }: RecordHost, signal: AbortSignal): RunHost => ({
  now: shell.now,
  wall: shell.wall,
  env: shell.env,
  tmpRoot: shell.tmpRoot,
  vars: new Map(),
  programEnv,
  secrets: [],
  signal,
  ...(shell.uncaughtHandlers === undefined ? {} : { uncaughtHandlers: shell.uncaughtHandlers }),
})
