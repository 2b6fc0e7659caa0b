/** What stands between two ends of a connection and passes on everything as faults let it: for proxies. */
export { effects, type Direction, type Fault, type FaultAccount, type FollowedFault } from './fault.ts'
export { Link } from './link.ts'
