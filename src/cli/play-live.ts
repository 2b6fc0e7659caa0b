import { check, run } from '../pipeline.ts'
import { LiveRun } from '../play/live.ts'
import { laneInfo } from '../run/context/lane-infos.ts'
import { placesOf } from '../suite/run-one.ts'
import { partFor } from '../suite/parts.ts'
import { withOwnValues } from '../suite/run-here.ts'
import { planOf } from '../suite/plan.ts'
import type { Common } from './options.ts'
import { reviewHost } from './review-host.ts'
import type { Shell } from './shell.ts'
import { takeTerminal } from './take-terminal.ts'
import { reportProblems } from './tools.ts'

/** Runs a scenario with a person who goes from step to step; no transcript is compared or written. Code 1 where it fails. */
export async function playLive(
  args: Common,
  written: string,
  shell: Shell,
  noTerminal: () => Promise<number>,
): Promise<number> {
  const review = await reviewHost(args, shell)
  if ('code' in review) return review.code
  const { entries, problems } = await planOf({ ...review.options, paths: [written], tags: [] }, review.host)
  const [entry] = entries
  if (entry === undefined) return reportProblems(shell, args, problems)
  const { options, host } = await withOwnValues(entry, partFor(entry, review.options, review.host))
  const { services } = host
  const checked = await check(entry.file, services)
  if (checked.scenario === undefined) return reportProblems(shell, args, checked.problems, checked.sources)
  const terminal = takeTerminal(shell, args.color, { fullScreen: true })
  if (terminal === undefined) return noTerminal()
  const left = new AbortController()
  const { title, registry, scenario } = checked
  const lanes = [...scenario.actors.values()].map((actor) =>
    laneInfo(actor.name, actor, registry.kinds.get(actor.kind)?.value),
  )
  const { colours: palette } = review
  const live = new LiveRun(terminal, {
    title,
    file: entry.file,
    lanes,
    services,
    palette,
    startedAt: host.wall(),
    leave: () => left.abort(),
  })
  try {
    const { recordTo, keepTo } = placesOf(entry, options, host)
    const runHost = {
      ...host,
      vars: services.vars,
      signal: AbortSignal.any([host.signal, left.signal]),
      recordTo,
      keepTo,
    }
    const result = await run(checked, { ...runHost, onRow: live.onRow, beforeStep: live.beforeStep }, services)
    const why = result.failure === undefined ? [] : [result.failure.message]
    await live.over([`${title} ${result.status}`, ...why])
    return result.status === 'passed' ? 0 : 1
  } finally {
    terminal.close()
  }
}
