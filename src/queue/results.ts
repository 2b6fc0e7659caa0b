import type { Failure, ScenarioResult } from '../model/result.ts'
import type { Problem } from '../model/problem.ts'
import type { Services } from '../pipeline.ts'
import { variantOf } from '../suite/entry.ts'
import { unpacked } from './answer.ts'
import type { JobEnd, OpenJob } from './open-jobs.ts'
import { placeAnswer, type Places } from './place-answer.ts'

/** What an attempt that ran elsewhere came to; the files that it leaves are written here. */
export async function resultOf(job: OpenJob, end: JobEnd, places: Places, services: Services): Promise<ScenarioResult> {
  const { lost } = job
  if (!('answer' in end)) return without(job, failureOf(job, end), services)
  const answer = await unpacked(end.answer)
  if (answer === undefined)
    return without(job, failureOf(job, { why: 'worker-lost', reason: 'its answer cannot be read' }), services)
  const result = await placeAnswer(answer, places, services)
  return lost.length === 0 ? result : { ...result, warnings: [...result.warnings, lostWarning(lost)] }
}

function without({ entry, title }: OpenJob, failure: Failure, services: Services): ScenarioResult {
  const file = services.shown(entry.file)
  return {
    file,
    ...variantOf(entry),
    title: title ?? file,
    status: 'broken',
    duration: 0,
    attempts: 1,
    problems: [],
    warnings: [],
    failure,
    sources: new Map(),
  }
}

function failureOf({ worker, lost }: OpenJob, end: Exclude<JobEnd, { readonly answer: unknown }>): Failure {
  if (end.why === 'interrupted') return { code: 'interrupted', broken: true, message: 'interrupted' }
  if (end.why === 'queue-lost') {
    const at = worker === undefined ? '' : ` on ${worker}`
    return { code: 'queue-lost', broken: true, message: `the queue was lost while this ran${at}` }
  }
  const hint = 'look at what the worker printed last; a plugin or a program may end it, or its memory may be full'
  const message =
    lost.length > 1
      ? `${lost.length} workers were lost while they ran this: ${lost.join(', ')}`
      : `the worker${worker === undefined ? '' : ` ${worker}`} did not come to an end with this: ${end.reason}`
  return { code: 'worker-lost', broken: true, message, hint }
}

const lostWarning = (lost: readonly string[]): Problem => ({
  code: 'worker-lost',
  severity: 'warning',
  message: `${lost.join(' and ')} ${lost.length === 1 ? 'was' : 'were'} lost while ${lost.length === 1 ? 'it' : 'they'} ran this, and another worker ran it again`,
})
