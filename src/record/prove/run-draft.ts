import path from 'node:path'
import type { Failure, ScenarioResult } from '../../model/result.ts'
import type { Problem } from '../../model/problem.ts'
import type { Transcript } from '../../model/transcript.ts'
import type { Span } from '../../model/span.ts'
import { check, run, type Checked, type Services } from '../../pipeline.ts'
import { withText } from '../../pipeline/with-text.ts'
import type { RunHost } from '../../run/context/host.ts'
import { randomCuts } from '../../run/lane/random-cuts.ts'
import { holdUses } from '../../suite/claims.ts'

/** Where the scenario stands (an absolute path), and with what it runs. */
export interface Proving {
  readonly file: string
  readonly services: Services
  readonly host: RunHost
}

/** Where in the draft something is: a step, one of its targets, one of its expectations. */
export interface Place {
  readonly step: number
  readonly target?: number
  readonly wanted?: number
}

/** One run of a draft's text. */
export interface DraftRun {
  readonly status: ScenarioResult['status']
  readonly failure?: Failure
  /** Where it failed. */
  readonly place?: Place
  readonly transcript?: Transcript
  /** Why it could not run at all. */
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
  readonly skipped?: string
  /** For a report of its failure. */
  readonly result: ScenarioResult
}

/**
 * Runs a text as if it stood in the scenario's file, which is neither read nor written; nothing else is kept of the run. With a seed all
 * streams are cut at random places before lanes see them.
 */
export async function runDraft(text: string, { file, services, host }: Proving, seed?: number): Promise<DraftRun> {
  const here = { ...services, files: withText(services.files, file, text) }
  const checked = await check(file, here)
  const self = { file: services.shown(file), folder: path.dirname(file) }
  const release = await holdUses(checked, host.signal, { self })
  try {
    const cut = seed === undefined ? {} : { cutBytes: randomCuts(seed) }
    const result = await run(checked, { ...host, ...cut }, here)
    const place = result.failure?.span && placeOf(checked, result.failure.span)
    return {
      status: result.status,
      problems: result.problems,
      warnings: result.warnings,
      result,
      ...(result.failure && { failure: result.failure }),
      ...(place && { place }),
      ...(result.transcript && { transcript: result.transcript }),
      ...(result.skipped !== undefined && { skipped: result.skipped }),
    }
  } finally {
    release?.()
  }
}

const isIn = (span: Span, outer: Span): boolean =>
  span.file === outer.file && span.start >= outer.start && span.end <= outer.end

/** A draft's steps and expectations stand in its text in their order, each once. */
function placeOf({ scenario }: Checked, span: Span): Place | undefined {
  const steps = scenario?.steps ?? []
  const step = steps.findIndex((each) => isIn(span, each.span))
  const of = steps[step]
  if (of === undefined) return undefined
  if (of.verb !== 'expect') return { step }
  const target = of.expects.findIndex(({ expectations }) => expectations.some((each) => isIn(span, each.span)))
  if (target === -1) return { step }
  return { step, target, wanted: of.expects[target]!.expectations.findIndex((each) => isIn(span, each.span)) }
}
