import type { Address, SeenReady } from './session.ts'

/** It listens somewhere. */
export const listensSomewhere = (ready: SeenReady | undefined): boolean =>
  ready !== undefined && ('port' in ready || 'udp' in ready || 'path' in ready)

/** It listens at this address. */
export const listensAt = (ready: SeenReady | undefined, address: Address): boolean => {
  if (ready === undefined) return false
  if ('path' in address) return 'path' in ready && ready.path === address.path
  return ('port' in ready && ready.port === address.port) || ('udp' in ready && ready.udp === address.port)
}
