/** A packet as it was captured. */
export interface Packet {
  /** Microseconds since 1970. */
  readonly at: number
  /** The link type, as numbered by tcpdump.org/linktypes.html. */
  readonly link: number
  readonly bytes: Uint8Array
  /** How long it was on the wire: more than its bytes when the capture has cut it. */
  readonly length: number
}

/** Why the rest of a file cannot be read, and at which of its bytes. */
export interface Unreadable {
  readonly offset: number
  readonly why: string
  /** The file only ends too early, as when its writer was killed: what stands before is whole. */
  readonly cutOff?: boolean
}

export type Read = { readonly packet: Packet } | { readonly unreadable: Unreadable }

/** No packet is longer (the limit of Wireshark and libpcap, MAXIMUM_SNAPLEN): a greater number means that the file is broken. */
export const longestPacket = 262_144
