/** What stands between two ends of a connection and passes on everything as faults let it: for proxies. */
export {
  withoutPlace,
  missingOf,
  type Connections,
  type Direction,
  type Effect,
  type Fault,
  type FaultAccount,
  type FollowedFault,
  type LinePattern,
  type Place,
  type Sequence,
} from './fault.ts'
export { does, effects, effectsOf, effectTraits } from './effects.ts'
export { LineFinder, SequenceFinder } from './finder.ts'
export { FaultTimers } from './fault-timers.ts'
export { seededRandom } from './random.ts'
export { Link } from './link.ts'
