import type { Progress } from '../model/progress.ts'
import type { Failure, ScenarioResult } from '../model/result.ts'
import type { Source } from '../model/span.ts'
import type { AmongRuns } from '../suite/attempts.ts'
import type { ReadyHere } from '../suite/run-here.ts'
import { dataFrom, dataText } from '../text/data-text.ts'
import type { WorkOrder } from './order.ts'

/** What is written to a worker process: first how it is called, then one thing to do at a time. */
export type ToWorker =
  | WorkerCall
  | { readonly type: 'check'; readonly order: WorkOrder }
  | { readonly type: 'run'; readonly order: WorkOrder; readonly among: AmongRuns }
  /** As Ctrl-C: what runs goes to its teardown, and its result comes. */
  | { readonly type: 'interrupt' }

export interface WorkerCall {
  readonly type: 'call'
  /** The flags that matter for a single scenario, by their names. */
  readonly flags: Readonly<Record<string, unknown>>
  /** Its number among so many, from 0: what they draw, such as ports, is drawn from a share of its own. */
  readonly share: Share
}

export interface Share {
  readonly number: number
  readonly of: number
}

/** What a worker process answers. */
export type FromWorker =
  /** At least every second, while its event loop turns. */
  | { readonly type: 'alive' }
  | ({ readonly type: 'checked' } & Omit<ReadyHere, 'run'>)
  | { readonly type: 'progress'; readonly progress: Progress }
  | { readonly type: 'ended'; readonly result: ScenarioResult }
  /** What makes it end now, as it knows itself. */
  | ({ readonly type: 'fatal' } & Fatal)

/** Why a worker cannot go on. */
export interface Fatal {
  readonly failure: Failure
  readonly sources: ReadonlyMap<string, Source>
}

/** A message as a line. */
export const lineOf = (message: ToWorker | FromWorker): string => `${dataText(message)}\n`

const types = {
  alive: () => true,
  checked: ({ title, claims, limit }) =>
    typeof title === 'string' && typeof limit === 'number' && Array.isArray(claims),
  progress: ({ progress }) => typeof (progress as Partial<Progress> | undefined)?.type === 'string',
  ended: ({ result }) => typeof (result as Partial<ScenarioResult> | undefined)?.status === 'string',
  fatal: ({ failure }) => typeof (failure as Partial<Failure> | undefined)?.message === 'string',
} satisfies Record<FromWorker['type'], (message: Readonly<Record<string, unknown>>) => boolean>

/** A worker's answer; undefined for what no worker writes. */
export function answerFrom(line: string): FromWorker | undefined {
  try {
    const message = dataFrom(line) as FromWorker
    const { type } = message
    return Object.hasOwn(types, type) && types[type](message as never) ? message : undefined
  } catch {
    return undefined
  }
}

/** Cuts what comes into lines; a line may come in many pieces. */
export function lines(take: (line: string) => void): (piece: string) => void {
  let begun: string[] = []
  return (piece) => {
    const parts = piece.split('\n')
    const rest = parts.pop() as string
    for (const part of parts) {
      begun.push(part)
      take(begun.join(''))
      begun = []
    }
    if (rest !== '') begun.push(rest)
  }
}
