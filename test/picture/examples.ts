import type { Style } from '../../src/model/screen.ts'
import type { Row, Transcript } from '../../src/model/transcript.ts'

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

const names = ['black', 'red', 'green', 'yellow', 'blue', 'magenta', 'cyan', 'white']
type Look = (name: string) => Style

/** A row of a screen that has each of these words in its look. */
function wordsIn(look: Look, words: readonly string[] = names): Row {
  let text = ''
  const styles = words.map((word) => {
    const start = text.length
    text += word.padEnd(9)
    return { start, end: text.length, style: look(word) }
  })
  return { at: 0, lane: 'pty', mark: '=', text, styles }
}

const ways: Readonly<Record<string, Style>> = {
  bold: { bold: true },
  dim: { dim: true },
  italic: { italic: true },
  underlined: { underline: true },
  reverse: { reverse: true },
  green: { reverse: true, color: 'green' },
  '208': { color: '208' },
  '#000080': { color: '#000080' },
}

/** A terminal with every colour that has a name, as text and behind it. */
export const colours: Transcript = {
  title: 'Colours',
  source: 'scenarios/colours.yaml',
  recorded: '2026-11-22 12:00:00 UTC',
  lanes: [{ lane: 'pty', kind: 'program', command: 'colours' }],
  rows: [
    wordsIn((color) => ({ color })),
    wordsIn((color) => ({ color: `bright-${color}` })),
    wordsIn((background) => ({ background })),
    wordsIn((background) => ({ background, color: 'black' })),
    wordsIn((background) => ({ background, color: 'white' })),
    wordsIn((background) => ({ background: `bright-${background}` })),
    wordsIn((way) => ways[way] as Style, Object.keys(ways)),
  ],
}

const line = (lane: string, text: string, mark: Row['mark'] = '|'): Row => ({ at: 0, lane, mark, text })

/** A crash behind a proxy: one lane says much, three say little. */
export const crash: Transcript = {
  title: 'A crash',
  source: 'scenarios/crash.yaml',
  recorded: '2026-11-22 12:00:00 UTC',
  lanes: [
    { lane: 'server', kind: 'program', command: 'node server.mjs' },
    { lane: 'wire', kind: 'proxy', command: 'proxy server' },
    { lane: 'client', kind: 'program', command: 'node client.mjs <wire.port>' },
  ],
  rows: [
    line('server', 'server accepting connections'),
    line('wire', 'listening on localhost:<wire.port>', '*'),
    line('client', 'connected to server!'),
    line('client', 'Grüße, Привет, 你好, 😀 👩‍👩‍👧 ✓ ⠋ ░▒▓█', '>'),
    line('wire#1', 'RST received', '*'),
    ...Array.from({ length: 14 }, (_, at) => line('server', `    at frame ${at} of node:internal/streams`, '!')),
    line('server', 'exited 1', '*'),
    line('client', 'exited 0', '*'),
  ],
}
