import type { Replay } from '../../src/model/replay.ts'
import type { ReportSource } from '../../src/model/report-page.ts'

/** What a recording calls each verb that belongs to a kind of actor. */
const ofKind = 'custom'
const key = /^\s*(?:- +)+(?:"([^"]+)"|'([^']+)'|([\w-]+))\s*:/

/** A replay whose steps have their verbs as the scenario writes them, such as `screen`. */
export function withWrittenVerbs(replay: Replay, sources: readonly ReportSource[]): Replay {
  if (!replay.steps.some(({ verb }) => verb === ofKind)) return replay
  const lines = new Map(sources.map(({ file, text }) => [file, text.split('\n')]))
  const own = sources[0]?.file ?? ''
  const steps = replay.steps.map((step) => {
    if (step.verb !== ofKind) return step
    const [, ...names] = key.exec(lines.get(step.file ?? own)?.[step.line - 1] ?? '') ?? []
    return { ...step, verb: names.find((name) => name !== undefined) ?? step.verb }
  })
  return { ...replay, steps }
}
