/** The kit that plugins for the network are made of; docs/plugins.md explains each part. */
export {
  addressOf,
  factsOfAddress,
  netAddressOf,
  shownAddress,
  type Address,
  type NetAddress,
  type Where,
} from './address.ts'
export type { Behaviour, Talk } from './behaviour.ts'
export { ByteQueue } from './byte-queue.ts'
export { Connection } from './connection.ts'
export { boundSocket, connectSocket, datagramEnd, ownHost } from './datagrams.ts'
export { dial, dialCommand } from './dial.ts'
export { codeOf, errorEvent, listenError, resetReceived } from './errors.ts'
export { endedByReset } from './handle.ts'
export { LineReader } from './line-reader.ts'
export { listen, listenOn, serve } from './listen.ts'
export type { Listener } from './listener.ts'
export {
  bindOption,
  claimsOf,
  dialOptions,
  hostOptions,
  listenerEvents,
  listenerFacts,
  listenOptions,
  oneListening,
  oneTarget,
  placeOptions,
  serveOptions,
  serverCommand,
  serverEvents,
  serverFacts,
  streamEvents,
  streamFacts,
  streamOptions,
  toOption,
} from './options.ts'
export { notConnected } from './not-connected.ts'
export { routeTo } from './route.ts'
export { streamSettings } from './settings.ts'
export { WriteQueue, type Sink } from './write-queue.ts'
