import type { Variant } from '../model/variant.ts'
import { variantText } from '../report/variant-text.ts'
import { pathFrom } from './paths.ts'

/** What a suite runs: a file, with the values and the project that it runs with. */
export interface Entry extends Variant {
  /** Absolute. */
  readonly file: string
  /** What shards, timings and the last run know it by; each entry of a suite has another. */
  readonly id: string
}

/** The entry of a file; `base` is the folder where paths start. */
export const entryOf = (base: string, file: string, variant: Variant = {}): Entry => ({
  file,
  // File systems differ in how they write one letter.
  id: `${pathFrom(base, file).normalize('NFC')}${variantText(variant)}`,
  ...variant,
})

/** What a result and its progress say of an entry beside its file. */
export function variantOf({ matrix, project }: Variant): { readonly variant?: Variant } {
  if (matrix === undefined && project === undefined) return {}
  return { variant: { ...(matrix === undefined ? {} : { matrix }), ...(project === undefined ? {} : { project }) } }
}

/** The paths, from `base`, that an id may begin with: what stands behind ` [` is the variant, unless the file is called so. */
export const pathsInId = (id: string): readonly string[] =>
  [...id.matchAll(/ \[|$/g)].map(({ index }) => id.slice(0, index))
