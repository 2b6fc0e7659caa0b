/** What was seen of a conversation: who took part, and what went where, in order of time. */
export interface Session {
  readonly title?: string
  readonly source: SessionSource
  /** ISO time of its start. */
  readonly wall?: string
  readonly actors: readonly SeenActor[]
  readonly events: readonly SeenEvent[]
  /** What the source could not see, a sentence each, for comments at the top of the scenario. */
  readonly unseen?: readonly string[]
}

export type SessionSource = 'programs' | 'wire' | 'asciicast' | 'script' | 'pcap' | 'expect' | 'recording'

export type SeenActor = SeenProgram | SeenClient | SeenServer

/** The size of a terminal that nobody sees, or whose size is not known. */
export const usualSize = { cols: 80, rows: 24 }

export interface SeenProgram {
  readonly type: 'program'
  readonly name: string
  readonly command: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  /** It had a terminal of its own. */
  readonly terminal?: { readonly cols: number; readonly rows: number }
  readonly ready?: SeenReady
  /** Files that its command names and that it has changed: what each had before, and null where it was not there. */
  readonly changed?: Readonly<Record<string, string | null>>
}

export interface SeenClient {
  readonly type: 'client'
  readonly name: string
  readonly transport: Transport
  /** The name of the actor that it connects to. */
  readonly to: string
  /** The tool plays it in the scenario; else a program of the session made its connections, or somebody who is not in the scenario. */
  readonly played: boolean
  readonly framing?: SeenFraming
  /** What its handshake asked for, of a WebSocket. */
  readonly websocket?: SeenHandshake
  /** It took a certificate of the server that the system does not trust. */
  readonly untrusted?: true
}

/** The request of a WebSocket (RFC 6455): `headers` are fields that are not part of the handshake itself. */
export interface SeenHandshake {
  readonly path: string
  readonly protocols?: readonly string[]
  readonly headers?: Readonly<Record<string, string>>
}

export interface SeenServer {
  readonly type: 'server'
  readonly name: string
  readonly transport: Transport
  /** Where it listens, when that is known. */
  readonly address?: Address
  /** The tool plays it in the scenario; else a program that somebody starts, or an address. */
  readonly played: boolean
  readonly framing?: SeenFraming
}

export type Transport = 'tcp' | 'tls' | 'udp' | 'unix' | 'websocket'

export type Address = { readonly host?: string; readonly port: number } | { readonly path: string }

/** When a program was ready, as `ready` of the kind `program` takes it. */
export type SeenReady =
  | { readonly port: number; readonly line?: string }
  | { readonly udp: number }
  | { readonly path: string }
  | { readonly line: string }
  | { readonly input: true }

/** What a line is, and why it was guessed. */
export interface SeenFraming {
  readonly name: 'line' | 'crlf' | 'delimiter' | 'length' | 'json' | 'websocket' | 'raw' | 'message'
  /** The delimiter, or the number of bytes of the length. */
  readonly option?: string | number
  /** What ends lines that this end sends, where that is not what the framing says. */
  readonly eol?: string
  /** Half a sentence, such as “all 14 lines end with CR LF”. */
  readonly why: string
}

type WithoutTime<Event> = Event extends unknown ? Omit<Event, 'at'> : never
/** An event whose time whoever collects events adds. */
export type TimelessEvent = WithoutTime<SeenEvent>

/** `at`: microseconds since the session began. */
export type SeenEvent = { readonly at: number } & (
  | { readonly type: 'started'; readonly actor: string }
  /** As it came: of a terminal with its escape sequences, and with the echo of what was typed. */
  | { readonly type: 'output'; readonly actor: string; readonly stream?: 'stderr'; readonly bytes: Uint8Array }
  /** Typed by a person, or written to standard input. */
  | { readonly type: 'input'; readonly actor: string; readonly bytes: Uint8Array }
  | { readonly type: 'input-ended'; readonly actor: string }
  | { readonly type: 'resized'; readonly actor: string; readonly cols: number; readonly rows: number }
  | { readonly type: 'signal'; readonly actor: string; readonly name: string }
  | { readonly type: 'exit'; readonly actor: string; readonly code?: number; readonly signal?: string }
  | { readonly type: 'connected'; readonly connection: number; readonly client: string; readonly server: string }
  | {
      readonly type: 'sent'
      readonly connection: number
      readonly from: 'client' | 'server'
      readonly bytes: Uint8Array
      /** Of a WebSocket: the kind of message. `bytes` is one whole message there, and one datagram over UDP. */
      readonly message?: 'text' | 'binary'
    }
  | {
      readonly type: 'end' | 'reset' | 'secured'
      readonly connection: number
      readonly from: 'client' | 'server'
    }
  /** The person wrote a note, or asked for the screen. */
  | { readonly type: 'note'; readonly text: string }
  | { readonly type: 'screen'; readonly actor: string }
)
