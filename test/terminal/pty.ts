import { closeSync, constants, openSync } from 'node:fs'
import xterm from '@xterm/headless'
import { spawn } from '@lydell/node-pty'
import { onTestFailed, onTestFinished } from 'vitest'

/** A program on a terminal of its own, as a person has it before them. */
export interface Desk {
  readonly pid: number
  /** Everything that was written to the terminal. */
  written(): string
  /** Its lines as they are seen, those that have left at the top included. */
  lines(): readonly string[]
  type(text: string): void
  resize(columns: number, rows: number): void
  /** Waits until this is so. */
  until(isSo: (lines: readonly string[], written: string) => boolean): Promise<void>
  /** Waits until this stands somewhere. */
  shows(text: string | RegExp): Promise<void>
  /** Closes it, as a window or a connection that goes away does. */
  hangUp(): void
  exit: Promise<{ readonly exitCode: number; readonly signal?: number | undefined }>
}

/** Starts it; it is killed when the test ends. */
export function onTerminal(
  file: string,
  args: readonly string[],
  {
    cwd,
    columns = 80,
    rows = 24,
    env = {},
  }: { cwd?: string; columns?: number; rows?: number; env?: Readonly<Record<string, string>> } = {},
): Desk {
  const pty = spawn(file, [...args], {
    cols: columns,
    rows,
    name: 'xterm-256color',
    ...(cwd === undefined ? {} : { cwd }),
    env: { PATH: process.env['PATH'], HOME: '/nonexistent', PS1: '$ ', ...env },
  })
  // Node loses the last output of a terminal whose other end is closed while it still reads (node-pty, issue 85).
  const held = openSync((pty as unknown as { _pty: string })._pty, constants.O_RDWR | constants.O_NOCTTY)
  const screen = new xterm.Terminal({ cols: columns, rows, allowProposedApi: true, scrollback: 10_000 })
  const waiting = new Set<() => void>()
  let written = ''
  let hasEnded = false
  pty.onData((data) => {
    written += data
    screen.write(data, () => waiting.forEach((look) => look()))
  })
  const exit = new Promise<{ exitCode: number; signal?: number | undefined }>((resolve) =>
    pty.onExit((how) => {
      hasEnded = true
      resolve(how)
    }),
  )
  onTestFinished(() => {
    try {
      if (!hasEnded) process.kill(-pty.pid, 'SIGKILL')
    } catch {
      // It has ended just now.
    }
    closeSync(held)
  })
  const lines = (): string[] => {
    const { active } = screen.buffer
    return Array.from({ length: active.length }, (_, at) => active.getLine(at)?.translateToString(true).trimEnd() ?? '')
  }
  onTestFailed(({ task }) => {
    for (const error of task.result?.errors ?? [])
      error.message += `\nThe terminal shows:\n${lines().join('\n').trimEnd()}`
  })
  const until: Desk['until'] = (isSo) =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!isSo(lines(), written)) return
        waiting.delete(look)
        resolve()
      }
      waiting.add(look)
      look()
    })
  return {
    pid: pty.pid,
    written: () => written,
    lines,
    type: (text) => pty.write(text),
    resize(cols, height) {
      screen.resize(cols, height)
      pty.resize(cols, height)
    },
    until,
    shows: (text) =>
      until((all) => all.some((line) => (typeof text === 'string' ? line.includes(text) : text.test(line)))),
    hangUp: () => (pty as unknown as { destroy(): void }).destroy(),
    exit,
  }
}

/** What a terminal still is after a program, from all that was written to it: its cursor, its marks around a paste, its screen. */
export function leftIn(written: string): { cursor: boolean; paste: boolean; alternate: boolean } {
  const last = (mode: string): string | undefined =>
    Array.from(written.matchAll(new RegExp(String.raw`\u001b\[\?${mode}([hl])`, 'g'))).at(-1)?.[1]
  return { cursor: last('25') !== 'l', paste: last('2004') === 'h', alternate: last('1049') === 'h' }
}
