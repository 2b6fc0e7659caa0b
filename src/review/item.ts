import type { Problem } from '../model/problem.ts'
import type { Entry } from '../suite/entry.ts'
import { variantText } from '../report/variant-text.ts'
import { differenceOf, type Differing } from './difference.ts'
import { placesFor, type Owners } from './entries.ts'
import type { ReviewHost } from './host.ts'
import type { Pending } from './pending.ts'
import { recordingOf, stepOfDifference, type WrittenStep } from './step.ts'

/** A decision to be made, with all that it depends on. */
export interface Item {
  readonly pending: Pending
  /** The runs of its scenario: values of a matrix and projects. None where the scenario is not found. */
  readonly entries: readonly Entry[]
  /** As reports name what has run: `scenarios/echo.yaml [impl=redis]`. */
  readonly name: string
  readonly seen: Differing | { readonly problem: Problem }
  readonly step?: WrittenStep
  /** The recording of the run that differed, absolute. */
  readonly recording?: string
}

/** What is known about a new transcript. */
export async function itemOf(pending: Pending, owners: Owners, review: ReviewHost): Promise<Item> {
  const { shown } = review.host.services
  const entries = await owners(pending)
  const seen = await differenceOf(pending, review)
  const own = entries.find((entry) => pending.waiting.includes(placesFor(entry, review).pending)) ?? entries[0]
  const name = own === undefined ? shown(pending.committed) : `${shown(own.file)}${variantText(own)}`
  const known = { pending, entries, name, seen }
  const recorded = 'problem' in seen ? undefined : await recordingOf(pending, seen, entries, review)
  if ('problem' in seen || own === undefined || recorded === undefined) return known
  const step = stepOfDifference(seen, recorded, own.file, review)
  return { ...known, recording: recorded.file, ...(step && { step }) }
}
