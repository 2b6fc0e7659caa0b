import { execa, execaSync } from 'execa'
import fs from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import os from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'
import { onTerminal, type Desk } from '../../terminal/pty.ts'
import type { Person, RealSession } from './session.ts'

const changer = path.resolve(import.meta.dirname, '../../peers/changed-answer.mjs')
/** Where daemons stand, which a desk may not search. */
const searched = `${process.env['PATH']}:/usr/sbin:/usr/local/sbin`

/** Where a command is, or undefined. */
const located = (command: string): string | undefined =>
  searched
    .split(':')
    .map((folder) => path.join(folder, command))
    .find((file) => fs.existsSync(file))

/** A command that is there; one with words behind it must exit with 0. */
export const isThere = (command: string): boolean =>
  command.includes(' ')
    ? execaSync({ shell: true, reject: false, stdio: 'ignore', env: { PATH: searched } })`${command}`.exitCode === 0
    : located(command) !== undefined

/** A recorded session in a folder of its own. */
export interface Held {
  /** How `scenario record` ended, and what it printed. */
  readonly code: number
  readonly shown: string
  readonly scenario: string
  /** Runs the scenario as in CI. `changed`: an answer is another by one byte. */
  run(changed?: boolean): Promise<Ran>
  /** Runs another scenario for the same programs. */
  runOther(text: string, changed?: boolean): Promise<Ran>
}

export interface Ran {
  readonly code: number
  readonly output: string
}

/** Records it as a person does. */
export async function hold(program: string, session: RealSession): Promise<Held> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'session-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  for (const [name, content] of Object.entries(session.files ?? {})) {
    const place = path.join(folder, name)
    fs.mkdirSync(name.endsWith('/') ? place : path.dirname(place), { recursive: true })
    if (!name.endsWith('/')) fs.writeFileSync(path.join(folder, name), content)
  }
  const ports = await freePorts(3)
  const port = (index: number): number => ports[index] ?? 0
  const words = session.record(port)
  const recorder = [program, 'record', session.name, ...words]
  const { code, shown } =
    session.person === undefined
      ? await alone(folder, recorder)
      : await byPerson(folder, recorder, words.filter((word) => word === '::').length + 1, (desk) =>
          session.person?.(desk, port),
        )
  const file = path.join(folder, 'scenarios', `${session.name}.yaml`)
  return {
    code,
    shown,
    scenario: fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : '',
    run: (changed = false) => runIn(folder, [program, 'run', session.name], session, changed),
    runOther(text, changed = false) {
      const { from, to } = session.change
      // One that brings its files has the answer in them.
      const isOwn = changed && /^files:/m.test(text)
      fs.writeFileSync(path.join(folder, 'scenarios/by-hand.yaml'), isOwn ? text.replace(from, to) : text)
      return runIn(folder, [program, 'run', 'by-hand'], session, changed, '')
    },
  }
}

async function alone(folder: string, recorder: readonly string[]): Promise<{ code: number; shown: string }> {
  const { exitCode, all } = await execa(process.execPath, recorder, {
    cwd: folder,
    env: { PATH: searched },
    stdin: 'ignore',
    reject: false,
    all: true,
  })
  return { code: exitCode ?? -1, shown: all }
}

async function byPerson(
  folder: string,
  recorder: readonly string[],
  programs: number,
  person: (desk: Person) => Promise<void> | undefined,
): Promise<{ code: number; shown: string }> {
  const desk = onTerminal(process.execPath, recorder, { cwd: folder, columns: 100, rows: 121, env: { PATH: searched } })
  // The last program has started, and stands in front.
  await desk.shows(new RegExp(`\\[${programs} `))
  // It ends by itself when all programs have ended, maybe before what was typed last is seen.
  const isOver = await Promise.race([
    Promise.resolve(person(personAt(desk))).then(() => false),
    desk.exit.then(() => true),
  ])
  if (!isOver) desk.type('\u0007q')
  const { exitCode } = await desk.exit
  return { code: exitCode, shown: desk.lines().join('\n').trimEnd() }
}

/** The program in front has all rows but the last that is not empty, the status line. */
const inFront = (lines: readonly string[]): string[] => {
  const used = lines.findLastIndex((line) => line !== '')
  const shown = lines.slice(0, Math.max(0, used))
  return shown.slice(0, shown.findLastIndex((line) => line !== '') + 1)
}

function personAt(desk: Desk): Person {
  return {
    sees: (text) => desk.until((lines) => inFront(lines).some((line) => text.test(line))),
    async enters(line, answer) {
      const before = inFront(desk.lines()).length
      desk.type(`${line}\r`)
      await desk.until((lines) => {
        const shown = inFront(lines)
        const echo = shown.findIndex((each, at) => at >= before - 1 && each.includes(line))
        if (line !== '' && echo === -1) return false
        return answer === undefined || shown.slice(echo + 1).some((each) => answer.test(each))
      })
    },
    async presses(keys, answer) {
      const before = inFront(desk.lines()).length
      desk.type(keys)
      await desk.until((lines) =>
        inFront(lines)
          .slice(before)
          .some((line) => answer.test(line)),
      )
    },
    async turns() {
      const front = /\[(\d) /.exec(desk.lines().findLast((line) => line !== '') ?? '')?.[1]
      desk.type('\u0007n')
      await desk.until((lines) => {
        const now = /\[(\d) /.exec(lines.findLast((line) => line !== '') ?? '')?.[1]
        return now !== undefined && now !== front
      })
    },
  }
}

async function runIn(
  folder: string,
  call: readonly string[],
  session: RealSession,
  changed: boolean,
  ci = 'true',
): Promise<Ran> {
  const { from, to, by } = session.change
  const bin = path.join(folder, 'bin')
  const undo = changed && 'file' in by ? replaceIn(path.join(folder, by.file), from, to) : undefined
  if (changed && 'command' in by) {
    const { command, over = 'tcp' } = by
    fs.mkdirSync(bin, { recursive: true })
    const call = `exec '${process.execPath}' '${changer}' '${located(command)}' "$@"`
    const shim = `#!/bin/sh\nCHANGE='${from}=${to}' CHANGE_OVER=${over} ${call}\n`
    fs.writeFileSync(path.join(bin, command), shim, { mode: 0o755 })
  }
  const env = { PATH: changed && 'command' in by ? `${bin}:${searched}` : searched, CI: ci }
  const { exitCode, all } = await execa(process.execPath, call, {
    cwd: folder,
    env,
    reject: false,
    all: true,
  })
  undo?.()
  return { code: exitCode ?? -1, output: all }
}

function replaceIn(file: string, from: string, to: string): () => void {
  const text = fs.readFileSync(file, 'utf8')
  const write = (content: string) => {
    fs.writeFileSync(file, content)
    // Python keeps what it has compiled while a file has the same length and the same second.
    later += 10
    fs.utimesSync(file, later, later)
  }
  write(text.replace(from, to))
  return () => write(text)
}

/** Seconds since 1970, which no file has yet. */
let later = Math.ceil(Date.now() / 1000)

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'))
  await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))))
  const ports = servers.map((server) => (server.address() as AddressInfo).port)
  await Promise.all(servers.map((server) => new Promise((resolve) => server.close(resolve))))
  return ports
}
