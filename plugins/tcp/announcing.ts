import { listenOptions, text } from '../../src/plugin.ts'

/** Options of a server that prints what it does. */
export const announcing = {
  ...listenOptions,
  announce: text().optional().describe('what it prints when it listens'),
  connected: text().optional().describe('what it prints when a client has connected'),
}
