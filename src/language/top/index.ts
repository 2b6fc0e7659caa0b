import { actors, onFault, steps } from './actors-and-steps.ts'
import { only, skip } from './conditions.ts'
import { env } from './env.ts'
import { fails } from './fails.ts'
import { files, tmp } from './files.ts'
import { forbid } from './forbid.ts'
import { about, plugins, scenario, tags } from './heading.ts'
import { limits } from './limits.ts'
import { mask } from './mask.ts'
import { shake } from './shake.ts'
import { transcript } from './transcript.ts'
import { uses } from './uses.ts'
import { vars } from './vars.ts'

/** The keys at the top of a scenario, in the order in which they are listed and read. */
export const topKeys = {
  scenario,
  about,
  tags,
  plugins,
  vars,
  env,
  files,
  tmp,
  limits,
  forbid,
  fails,
  mask,
  transcript,
  only,
  skip,
  shake,
  uses,
  actors,
  steps,
  'on-fault': onFault,
}
export type TopKeyName = keyof typeof topKeys
export const topKeyNames = Object.keys(topKeys) as TopKeyName[]

type PartOf<K extends TopKeyName> = ReturnType<(typeof topKeys)[K]['part']>
type Together<U> = (U extends unknown ? (part: U) => void : never) extends (all: infer All) => void ? All : never
/** What all of them make of a scenario. */
export type ScenarioParts = Together<{ [K in TopKeyName]: PartOf<K> }[TopKeyName]>
