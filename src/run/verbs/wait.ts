import type { Failure } from '../../model/result.ts'
import { failing } from '../failing.ts'
import { tellAside, type Stage } from '../stage/stage.ts'

const units = { ms: 1, s: 1000, m: 60_000 } as const

/** `wait`: for pacing only, and marked in the transcript. */
export function performWait(stage: Stage, duration: string): Promise<Failure | undefined> | Failure {
  const [, number, unit] = /^(\d+(?:\.\d+)?)(ms|s|m)$/.exec(duration) ?? []
  if (number === undefined)
    return failing(stage, 'invalid-value', `“${duration}” is not a duration`, { hint: 'write it as 250ms, 5s or 2m' })
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer)
      stage.listeners.delete(stopping)
      if (stage.stopped === undefined) tellAside(stage, '', '#', `waited ${duration}`)
      resolve(stage.stopped)
    }
    const stopping = () => {
      if (stage.stopped !== undefined) done()
    }
    const timer = setTimeout(done, Number(number) * units[unit as keyof typeof units])
    stage.listeners.add(stopping)
  })
}
