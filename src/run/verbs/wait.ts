import type { Failure } from '../../model/result.ts'
import { failing } from '../failure/failing.ts'
import { addRow, type WaitContext } from '../context/run-context.ts'

const units = { ms: 1, s: 1000, m: 60_000 } as const

/** `wait`: for pacing only, and marked in the transcript. */
export function performWait(context: WaitContext, duration: string): Promise<Failure | undefined> | Failure {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(duration) ?? []
  if (number === undefined)
    return failing(context, 'invalid-value', `“${duration}” is not a duration`, { hint: 'write it as 250ms, 5s or 2m' })
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      context.stopping.delete(stopping)
      if (context.stopped === undefined) addRow(context, '', '#', `waited ${duration}`)
      resolve(context.stopped)
    }
    const stopping = () => {
      if (context.stopped !== undefined) done()
    }
    const timer = setTimeout(done, Number(number) * units[unit as keyof typeof units])
    context.stopping.add(stopping)
  })
}
