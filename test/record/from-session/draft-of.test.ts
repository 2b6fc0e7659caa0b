import { describe, expect, it } from 'vitest'
import { check, run } from '../../../src/index.ts'
import { draftOf } from '../../../src/record/from-session/draft-of.ts'
import type { SeenActor, SeenEvent, Session } from '../../../src/record/session.ts'
import { terminalText } from '../../../plugins/program/terminal/text.ts'
import { writeDraft } from '../../../src/record/write-draft.ts'

const bytes = (text: string): Uint8Array => new TextEncoder().encode(text)
type Plain = SeenEvent extends infer Each ? (Each extends unknown ? Omit<Each, 'at'> : never) : never

/** Events a tenth of a second after one another. */
const session = (source: Session['source'], actors: SeenActor[], events: Plain[]): Session => ({
  source,
  actors,
  events: events.map((event, index) => ({ ...event, at: index * 100_000 })),
})
const textOf = (seen: Session, strict = false): string =>
  writeDraft(draftOf(seen, { title: 'recorded', strict, terminalText }))
const stepsOf = (seen: Session, strict = false): string[] => {
  const text = textOf(seen, strict)
  return text.slice(text.indexOf('steps:')).trimEnd().split('\n').slice(1)
}

async function passes(text: string): Promise<void> {
  const checked = await check({ text })
  expect([...checked.problems, ...checked.warnings].map(({ message, hint }) => `${message}: ${hint}`)).toEqual([])
  const result = await run({ text })
  if (result.status !== 'passed') expect(JSON.stringify(result.failure ?? result.problems)).toBe('')
  expect(result.status).toBe('passed')
}

const echo =
  "require('net').createServer((s) => { s.write('welcome\\n'); s.on('data', (d) => s.write('you said: ' + d)) }).listen(process.argv[1], '127.0.0.1', () => console.log('listening'))"
const server: SeenActor = {
  type: 'program',
  name: 'server',
  command: ['node', '-e', echo, '9123'],
  ready: { port: 9123 },
}
const client: SeenActor = { type: 'client', name: 'client', transport: 'tcp', to: 'server', played: true }

const greeted = session(
  'wire',
  [server, client],
  [
    { type: 'started', actor: 'server' },
    { type: 'output', actor: 'server', bytes: bytes('listening\n') },
    { type: 'connected', connection: 1, client: 'client', server: 'server' },
    { type: 'sent', connection: 1, from: 'server', bytes: bytes('welcome\n') },
    { type: 'sent', connection: 1, from: 'client', bytes: bytes('hel') },
    { type: 'sent', connection: 1, from: 'client', bytes: bytes('lo\n') },
    { type: 'sent', connection: 1, from: 'server', bytes: bytes('you said: hello\n') },
    { type: 'end', connection: 1, from: 'client' },
    { type: 'end', connection: 1, from: 'server' },
  ],
)

describe('a client of a real server', () => {
  it('sends what it has sent, and expects what came back', async () => {
    expect(stepsOf(greeted)).toEqual([
      '  - start: server',
      '  - expect: { server: listening }',
      '  - connect: client',
      '  - expect: { client: welcome }',
      '  - send: { client: hello }',
      '  - expect: { client: "you said: hello" }',
      '  - exit: client',
    ])
    await passes(textOf(greeted))
  })

  it('expects every line when it is strict', async () => {
    await passes(textOf(greeted, true))
  })
})

describe('a program on a terminal', () => {
  const shell: SeenActor = {
    type: 'program',
    name: 'asker',
    command: [
      'node',
      '-e',
      "const r = require('readline').createInterface({ input: process.stdin, output: process.stdout }); r.question('name? ', (n) => { console.log('hello ' + n); r.close() })",
    ],
    terminal: { cols: 80, rows: 24 },
  }
  const asked = session(
    'programs',
    [shell],
    [
      { type: 'started', actor: 'asker' },
      { type: 'output', actor: 'asker', bytes: bytes('\u001b[1G\u001b[0Jname? \u001b[7G') },
      ...[...'anma'].flatMap((key): Plain[] => [
        { type: 'input', actor: 'asker', bytes: bytes(key) },
        { type: 'output', actor: 'asker', bytes: bytes(key) },
      ]),
      { type: 'input', actor: 'asker', bytes: bytes('\u007f\u007f') },
      { type: 'output', actor: 'asker', bytes: bytes('\u001b[1G\u001b[0Jname? an\u001b[9G') },
      { type: 'input', actor: 'asker', bytes: bytes('na\r') },
      { type: 'output', actor: 'asker', bytes: bytes('na\r\nhello anna\r\n') },
      { type: 'exit', actor: 'asker', code: 0 },
    ],
  )

  it.each(['as it is typed', 'when Enter has been pressed'])(
    'a line that is drawn again with each key is no output (%s)',
    (when) => {
      const prompt = '127.0.0.1:6379> '
      // As linenoise draws: from the first column, the line, a hint in another colour, and the cursor behind the line.
      const drawn = (line: string, hint: string): string =>
        `\r${prompt}${line}\u001b[0;90;49m${hint}\u001b[0m\u001b[0K\r\u001b[${prompt.length + line.length}C`
      const keys = [...'GET big']
      const drawings = keys.map((_, at) => {
        const line = keys.slice(0, at + 1).join('')
        return drawn(line, at < 3 ? '' : at === 3 ? 'key' : ' ')
      })
      const output = (text: string) => ({ type: 'output', actor: 'asker', bytes: bytes(text) }) as const
      const input = (text: string) => ({ type: 'input', actor: 'asker', bytes: bytes(text) }) as const
      const typed: Plain[] =
        when === 'as it is typed'
          ? [...keys.flatMap((key, at) => [input(key), output(drawings[at]!)]), input('\r')]
          : [input('GET big\r'), ...drawings.map(output)]
      const seen = session(
        'programs',
        [shell],
        [
          { type: 'started', actor: 'asker' },
          output(drawn('', '')),
          ...typed,
          output('\r\n"hello"\r\n'),
          output(drawn('', '')),
          input('quit\r'),
          output(`${drawn('quit', ' ')}\r\n`),
          { type: 'exit', actor: 'asker', code: 0 },
        ],
      )
      expect(stepsOf(seen)).toEqual([
        '  - start: asker',
        '  - expect: { asker: { prompt: "127.0.0.1:6379> " } }',
        '  - send: { asker: GET big }',
        `  - expect: { asker: ['"hello"', { prompt: "127.0.0.1:6379> " }] }`,
        '  - send: { asker: quit }',
        '  - expect: { asker: { exit: 0 } }',
      ])
      expect(textOf(seen)).toContain('env: { TERM: dumb }')
    },
  )

  it('has a prompt, a line that was corrected, an answer and an exit', async () => {
    expect(stepsOf(asked)).toEqual([
      '  - start: asker',
      '  - expect: { asker: { prompt: "name? " } }',
      '  - send: { asker: anna }',
      '  - expect: { asker: [hello anna, { exit: 0 }] }',
    ])
    await passes(textOf(asked))
  })
})
