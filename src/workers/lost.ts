import type { Failure, ScenarioResult } from '../model/result.ts'
import { pluginsWritten, type Services } from '../pipeline.ts'
import { isFromOutside } from '../registry/load.ts'
import { variantOf } from '../suite/entry.ts'
import type { SuiteHost } from '../suite/options.ts'
import type { Task } from '../suite/runner.ts'
import type { LastSeen } from './last-seen.ts'
import type { Loss } from './worker-process.ts'

interface Lost {
  readonly loss: Loss
  /** What it did with the scenario: `checked`, `ran`. */
  readonly doing: 'checked' | 'ran'
  readonly title: string
  /** Milliseconds. */
  readonly duration: number
  /** Where the scenario was, as far as its recording says it. */
  readonly seen?: LastSeen
}

/** The result of a scenario whose worker is lost. */
export function lostResult(
  { entry }: Task,
  lost: Lost,
  { services, signal }: Pick<SuiteHost, 'services' | 'signal'>,
): ScenarioResult {
  const { loss, title, duration, seen } = lost
  const file = services.shown(entry.file)
  const { failure, sources } = signal.aborted
    ? { failure: interrupted, sources: new Map<string, never>() }
    : (loss.words ?? {
        failure: failureOf(lost, pluginsOf(entry.file, services)),
        sources: new Map<string, never>(),
      })
  return {
    file,
    ...variantOf(entry),
    title,
    status: failure.broken === true ? 'broken' : 'failed',
    duration,
    attempts: 1,
    problems: [],
    warnings: [],
    failure,
    ...(seen === undefined ? {} : { recording: services.shown(seen.recording) }),
    sources,
  }
}

/** As the scenario names them, and those of the configuration by their own names. */
const pluginsOf = (file: string, services: Services): readonly string[] => [
  ...pluginsWritten(file, services),
  ...services.builtIn.plugins.filter(isFromOutside).map(({ name }) => name),
]

const interrupted: Failure = { code: 'interrupted', message: 'interrupted' }

function failureOf({ loss, doing, seen }: Lost, plugins: readonly string[]): Failure {
  return {
    code: 'worker-lost',
    broken: true,
    message: `the process that ${doing} this ${loss.how}`,
    ...(seen === undefined ? {} : { why: seen.words }),
    hint: hintOf(plugins),
  }
}

function hintOf(plugins: readonly string[]): string {
  if (plugins.length === 0) return 'it uses no plugin of others: if it happens again, report it as a bug of scenario'
  const names = plugins.map((name) => `“${name}”`).join(', ')
  return plugins.length === 1
    ? `this is most likely the plugin ${names}: report it to its author`
    : `this is most likely one of its plugins, ${names}: report it to its author`
}
