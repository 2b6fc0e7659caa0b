/** What stands between two ends of a connection and passes on everything as faults let it: for proxies. */
export {
  brought,
  effects,
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
export { LineFinder, SequenceFinder } from './finder.ts'
export { Alarms } from './alarms.ts'
export { drawing } from './random.ts'
export { Link } from './link.ts'
