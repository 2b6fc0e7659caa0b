import type { Failure, ScenarioResult } from '../model/result.ts'
import { pluginsWritten, type Services } from '../pipeline.ts'
import { isFromOutside } from '../registry/load.ts'
import { variantOf } from '../suite/entry.ts'
import type { SuiteHost } from '../suite/options.ts'
import type { Task } from '../suite/runner.ts'
import type { LastSeen } from './last-seen.ts'
import type { Loss } from './worker-process.ts'

export interface Lost {
  readonly loss: Loss
  /** What it did with the scenario: `checked`, `ran`. */
  readonly doing: 'checked' | 'ran'
  /** What its process has checked or run, this scenario too. */
  readonly files: ReadonlySet<string>
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
    : (loss.fatal ?? {
        failure: failureOf(lost, hintOf(entry.file, lost.files, services)),
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

function failureOf({ loss, doing, seen }: Lost, hint: string): Failure {
  return {
    code: 'worker-lost',
    broken: true,
    message: `the process that ${doing} this ${loss.how}`,
    ...(seen === undefined ? {} : { why: seen.words }),
    hint,
  }
}

function hintOf(file: string, files: ReadonlySet<string>, services: Services): string {
  const plugins = pluginsOf(file, services)
  if (plugins.length > 0)
    return `this is most likely ${oneOf(plugins, 'the plugin', 'one of its plugins,')}: report it to its author`
  // A plugin is not gone with its scenario: it may have left a timer.
  const earlier = new Set([...files].flatMap((each) => pluginsOf(each, services)))
  if (earlier.size === 0) return 'it uses no plugin of others: if it happens again, report it as a bug of scenario'
  const before = oneOf([...earlier], 'the plugin', 'one of the plugins')
  return `it uses no plugin of others, but scenarios before it in this process did: it may be ${before}`
}

const oneOf = (plugins: readonly string[], single: string, several: string): string =>
  `${plugins.length === 1 ? single : several} ${plugins.map((name) => `“${name}”`).join(', ')}`
