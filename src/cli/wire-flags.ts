import type { Flag } from './flag.ts'

/** How `record` stands between a client and a server. */
export const wireFlags = {
  listen: {
    type: 'string',
    requiresArg: true,
    describe: 'Record what clients send that connect to this port (or host:port, or path), and what --to answers',
  },
  to: { type: 'string', requiresArg: true, describe: 'Pass on what comes at --listen to this port, host:port or path' },
  tls: { type: 'boolean', describe: 'Speak TLS with the clients at --listen and with the server at --to' },
  udp: { type: 'boolean', describe: 'Pass on datagrams instead of connections' },
  play: {
    type: 'string',
    requiresArg: true,
    choices: ['client', 'server', 'both', 'none'],
    describe: 'Play this side in the scenario; the client by default. The other one is real',
  },
  connections: {
    type: 'number',
    requiresArg: true,
    describe: 'End the recording when this many connections through --listen are over',
  },
} satisfies Record<string, Flag>
