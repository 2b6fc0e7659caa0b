import type { Transcript } from '../../src/model/transcript.ts'

/** The conversation of the course's slide, with one of everything that a row can be. */
export const echo: Transcript = {
  title: 'TCP echo server',
  source: 'scenarios/echo.yaml',
  recorded: '2026-11-22 23:59:37 UTC',
  lanes: [
    { lane: 'server', kind: 'program', command: 'node simple-echo-server.js' },
    { lane: 'client', kind: 'telnet', command: 'telnet localhost <server.port>' },
  ],
  rows: [
    { at: 0, lane: 'server', mark: '*', text: 'listening on localhost:<server.port>' },
    { at: 0, lane: 'server', mark: '|', text: 'server accepting connections' },
    { at: 2, lane: 'client', mark: '|', text: 'Trying 127.0.0.1...' },
    { at: 2, lane: 'client', mark: '|', text: 'Connected to localhost.' },
    { at: 2, lane: 'client', mark: '|', text: "Escape character is '^]'." },
    { at: 2, lane: 'client', mark: '|', text: 'Hello client!' },
    { at: 4, lane: 'server', mark: '|', text: 'client connected' },
    { at: 8, lane: '', mark: '#', text: 'now the client speaks' },
    { at: 8, lane: 'client', mark: '>', text: 'Hello server' },
    { at: 8, lane: 'client', mark: '|', text: 'Hello server' },
    { at: 8, lane: 'server', mark: '|', text: 'Hello server' },
    {
      at: 17,
      lane: 'client',
      mark: '>',
      text: 'This is a simple echo & it goes on for so long that it has to be wrapped 日本語',
    },
    { at: 24, lane: 'client', mark: '~', text: 'login:\\x20' },
    { at: 24, lane: 'server', mark: '!', text: '\\x1b[2J C:\\\\dir <warning>' },
    { at: 24, lane: 'server#1', mark: '*', text: 'end' },
    { at: 25, lane: 'server', mark: '*', text: 'exited 0', tail: true },
  ],
}
