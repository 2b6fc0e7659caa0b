export { family, type Family } from './family.ts'
export { listeners, socketsOf, type Listener, type Listening } from './listening.ts'
export { quiet, sameSnapshot, type Snapshot } from './quiet.ts'
export { inputOf, waitingForInput } from './waiting.ts'
