import {
  claimsOf,
  listenerFacts,
  listenOptions,
  serverEvents,
  streamSettings as settings,
  text,
} from '../../src/plugin.ts'

/** Options of a server that prints what it does. */
export const announcing = {
  ...listenOptions,
  announce: text().optional().describe('what it prints when it listens'),
  connected: text().optional().describe('what it prints when a client has connected'),
}

/** What is the same for every server that prints what it does. */
export const announcingServer = {
  role: 'server',
  ownOutput: true,
  facts: listenerFacts,
  can: ['send', 'end', 'close', 'reset', 'pause', 'resume', 'set'],
  pausesAfter: true,
  events: serverEvents,
  settings,
  claims: claimsOf,
} as const
