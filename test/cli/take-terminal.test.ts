import { expect, test } from 'vitest'
import { takeTerminal } from '../../src/cli/take-terminal.ts'
import type { In, Shell } from '../../src/cli/shell.ts'
import type { TerminalSignals } from '../../src/terminal/terminal.ts'
import { shellIn } from './fake-shell.ts'

const nothing = (): (() => void) => () => undefined

/** A shell whose terminal writes down what is asked of it. */
function desk(differs: Partial<Shell> = {}): { shell: Shell; done: string[] } {
  const done: string[] = []
  const bare = shellIn('/')
  const stdin: In = { isTTY: true, setRaw: (on) => void done.push(`raw ${on}`), onData: nothing, onEnd: nothing }
  const signals: TerminalSignals = {
    signal: bare.signal,
    onLeaving: nothing,
    onStop: nothing,
    onContinue: nothing,
    stop() {},
    interrupt() {},
  }
  const stdout = {
    isTTY: true,
    columns: 40,
    rows: 10,
    write: async (text: string | Uint8Array) => void done.push(Buffer.from(text).toString()),
  }
  return { shell: { ...bare, stdin, stdout, signals, ...differs }, done }
}

test.each<[string, Partial<Shell>]>([
  ['nobody types', { stdin: { isTTY: false, setRaw() {}, onData: nothing, onEnd: nothing } }],
  ['somebody else reads what is printed', { stdout: { isTTY: false, write: async () => undefined } }],
  ['it cannot draw', { env: { TERM: 'dumb' } }],
])('there is no terminal to take where %s', (_, differs) => {
  const { shell, done } = desk(differs)
  expect(takeTerminal(shell, undefined)).toBeUndefined()
  expect(done).toEqual([])
})

test('what others have printed moves no cursor', () => {
  const { shell, done } = desk()
  const terminal = takeTerminal(shell, true)
  terminal?.print('a\u001b[2Jb \u001b[31mred\u001b[39m')
  terminal?.close()
  expect(terminal).toMatchObject({ columns: 40, rows: 10, colours: true })
  expect(done.join('')).toContain(String.raw`a\u001b[2Jb` + ' \u001b[31mred\u001b[39m')
  expect(done.filter((each) => each.startsWith('raw'))).toEqual(['raw true', 'raw false'])
})
