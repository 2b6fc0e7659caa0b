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

  const output = (text: string) => ({ type: 'output', actor: 'asker', bytes: bytes(text) }) as const
  const input = (text: string) => ({ type: 'input', actor: 'asker', bytes: bytes(text) }) as const
  const begins = { type: 'started', actor: 'asker' } as const
  const ends = { type: 'exit', actor: 'asker', code: 0 } as const

  it('expects the echo first where the answer is the same line', async () => {
    const cat: SeenActor = { type: 'program', name: 'asker', command: ['cat'], terminal: { cols: 80, rows: 24 } }
    const seen = session(
      'programs',
      [cat],
      [
        begins,
        ...[...'hello'].flatMap((key): Plain[] => [input(key), output(key)]),
        input('\r'),
        output('\r\n'),
        output('hello\r\n'),
        input('bye\r'),
        output('bye\r\nbye\r\n'),
        input('\u0004'),
        ends,
      ],
    )
    expect(stepsOf(seen)).toEqual([
      '  - start: asker',
      '  - send: { asker: hello }',
      '  - expect: { asker: [{ line: hello, next: true }, hello] }',
      '  - send: { asker: bye }',
      '  - expect: { asker: [{ line: bye, next: true }, bye] }',
      '  - send: { asker: { key: ctrl-d } }',
      '  - expect: { asker: { exit: 0 } }',
    ])
    await passes(textOf(seen))
  })

  it('does not expect what a line editor shows below the line that is typed', () => {
    // As the REPL of Node draws: the value below the line in grey, the cursor back up; it is erased at the next key.
    const shown = (value: string, column: number) => [
      output(`\r\n\u001b[90m${value}\u001b[39m`),
      output(`\u001b[${column}G\u001b[1A`),
    ]
    const erased = '\u001b[1B\u001b[2K\u001b[1A'
    const prompt = '\u001b[1G\u001b[0J> \u001b[3G'
    const seen = session(
      'programs',
      [shell],
      [
        begins,
        output(prompt),
        input('f'),
        output('f'),
        ...shown('[Function: f]', 4),
        input('('),
        output(`${erased}(`),
        input(')'),
        output(')'),
        ...shown('42', 6),
        input('\r'),
        output(`${erased}\r\r\n`),
        output('\u001b[33m42\u001b[39m\r\n'),
        output(prompt),
        input('.exit\r'),
        output('.exit\r\n'),
        ends,
      ],
    )
    expect(stepsOf(seen)).toEqual([
      '  - start: asker',
      '  - expect: { asker: { prompt: "> " } }',
      '  - send: { asker: f() }',
      '  - expect: { asker: [{ line: "42" }, { prompt: "> " }] }',
      '  - send: { asker: .exit }',
      '  - expect: { asker: { exit: 0 } }',
    ])
  })

  it('shows a painted screen where somebody has looked at it, not at each character', () => {
    const [taken, given] = ['\u001b[?1049h', '\u001b[?1049l']
    const typed = (text: string): Plain[] => [...text].flatMap((key): Plain[] => [input(key), output(key)])
    const events = session(
      'programs',
      [shell],
      [begins, output(`${taken}empty`), ...typed('ihello'), input('\u001b'), output('-'), ...typed(':wq'), input('\r')],
    ).events
    const pause = 2_000_000
    const late = [output(`${taken}saved`), ...typed('x'), input('q'), output(given), ends].map((event, index) => ({
      ...event,
      at: events.at(-1)!.at + pause + index * 100_000 + (index >= 3 ? pause : 0),
    }))
    expect(stepsOf({ source: 'programs', actors: [shell], events: [...events, ...late] })).toEqual([
      '  - start: asker',
      '  - screen: asker',
      '  - send: { asker: [{ text: ihello }, { key: escape }] }',
      '  - screen: asker',
      '  - send: { asker: :wq }',
      '  - screen: asker',
      '  - send: { asker: { text: x } }',
      '  - screen: asker',
      '  - send: { asker: { text: q } }',
      '  - expect: { asker: { exit: 0 } }',
    ])
  })

  it('answers the prompt that telnet shows after its escape character', () => {
    const events = [begins, output('Hello\r\n'), input('\u001d'), output('^]\r\ntelnet> '), input('quit\r')]
    const seen = session('programs', [shell], [...events, output('quit\r\nConnection closed.\r\n'), ends])
    expect(stepsOf(seen)).toEqual([
      '  - start: asker',
      '  - expect: { asker: Hello }',
      '  - send: { asker: { key: "ctrl-]" } }',
      '  - expect: { asker: { prompt: "telnet> " } }',
      '  - send: { asker: quit }',
      '  - expect: { asker: [Connection closed., { exit: 0 }] }',
    ])
  })

  it('has the port of a program in lines that are typed, and in lines that are printed', () => {
    const typed = [input('nc localhost 9123\r'), output('nc localhost 9123\r\nconnected to 9123, not 91234\r\n')]
    const seen = session('programs', [server, shell], [{ type: 'started', actor: 'server' }, begins, ...typed, ends])
    expect(stepsOf(seen)).toEqual([
      '  - start: [server, client]',
      '  - send: { client: "nc localhost ${free-port.server}" }',
      '  - expect: { client: ["connected to ${free-port.server}, not 91234", { exit: 0 }] }',
    ])
  })

  it('begins anew with the files that a program changes', async () => {
    const editor: SeenActor = {
      type: 'program',
      name: 'asker',
      command: ['sh', '-c', 'cat words.txt; echo more >> words.txt'],
      changed: { 'words.txt': 'a ${b}\n', 'new.txt': null },
    }
    const seen = session('programs', [editor], [begins, output('a ${b}\n'), ends])
    expect(textOf(seen)).toContain('files: { words.txt: "a $${b}\\n" }')
    expect(textOf(seen)).toContain('cwd: "${tmp}"')
    await passes(textOf(seen))
  })

  it('does not take the echo of Ctrl-C for a prompt, and cuts a long prompt at a word', () => {
    const question = `What should ${'the name of this be '.repeat(4)}(empty for none): `
    const seen = session(
      'programs',
      [shell],
      [begins, output(question), input('\u0003'), output('^C'), { type: 'exit', actor: 'asker', signal: 'SIGINT' }],
    )
    expect(stepsOf(seen)).toEqual([
      '  - start: asker',
      '  - expect: { asker: { prompt: "of this be (empty for none): " } }',
      '  - send: { asker: { key: ctrl-c } }',
      '  - expect: { asker: { exit: SIGINT } }',
    ])
  })

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
