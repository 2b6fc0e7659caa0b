import { problemError, type Actor, type Lane, type processes } from '../../src/plugin.ts'
import type { Course } from './daemon.ts'
import { askAll, endGroup, type Stop } from './end-group.ts'
import { inputOf, isSignal, sizeOption, type Options } from './options.ts'
import { seenWaiting, waits } from './ready/input.ts'
import { lookUntil } from './ready/watch.ts'
import { wordsOf, type Running } from './running.ts'
import { send } from './send.ts'

/** A program that is ready. */
export interface Program {
  readonly lane: Lane
  readonly options: Options
  readonly running: Running
  readonly processTree: processes.ProcessTree
  readonly facts: Readonly<Record<string, string | number>>
  readonly stop: Stop
  readonly course: Course
}

/** What a step sends to make a program end; others, such as SIGHUP, ask for something else. */
const endings: ReadonlySet<string> = new Set(['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGKILL'])

/** What the core sees of a running program. */
export function actorOf(program: Program): Actor {
  const { lane, options, running, processTree, facts, course } = program
  const given = new AbortController()
  let inputEnded = false
  void course.over.then(() => given.abort())
  let looking = false
  const lookForWaiting = async (): Promise<void> => {
    if (looking) return
    looking = true
    const found = await lookUntil(() => (running.unsent() ? undefined : seenWaiting(program)), given.signal)
    looking = false
    if (found && course.phase() === 'running')
      lane.event({ name: 'waiting', words: 'waiting for input', outOfBand: true })
  }
  /** Its row stands at the step that does it, as that of a FIN. */
  const reportEnd = (words: string): void => {
    if (!inputEnded && inputOf(options, lane) === 'pipe' && running.left() === undefined)
      lane.event({ name: 'input-ended', words, did: 'end' })
    inputEnded = true
  }
  const endInput = async (): Promise<void> => {
    reportEnd('input ended')
    await running.endInput()
  }
  const mustRun = (what: string): void => {
    const left = running.left()
    if (left !== undefined)
      throw problemError('step-failed', `“${lane.name}” ${wordsOf(left)} before, so ${what}`, undefined, 'failed')
  }
  return {
    facts: () => facts,
    typed: running.resize !== undefined,
    send(bytes, { times }) {
      mustRun('nothing can be sent to it')
      if (inputEnded && running.resize === undefined)
        throw problemError(
          'step-failed',
          `the input of “${lane.name}” was ended before, so nothing can be sent to it`,
          undefined,
          'failed',
        )
      running.write(bytes, times)
    },
    end: endInput,
    async exit() {
      if (running.left() === undefined) {
        if (options.exit === undefined) await endInput()
        else {
          lane.replied(options.exit)
          const line = new TextEncoder().encode(`${options.exit}${running.resize === undefined ? '\n' : '\r'}`)
          lane.sent(line)
          running.write(line, 1)
        }
      }
      // What its first process leaves behind may be the program, whenever that process leaves.
      await course.decided
      if (course.phase() === 'background') {
        course.asked()
        askAll(processTree, program.stop.signal)
      }
      await course.over
    },
    async close() {
      if (running.resize === undefined) return endInput()
      reportEnd('terminal closed')
      running.hangUp()
    },
    signal(name, { group }) {
      if (!isSignal(name))
        throw problemError(
          'invalid-value',
          `this system does not know the signal “${name}”`,
          'write its name, such as SIGINT, SIGTERM or SIGHUP',
          'failed',
        )
      if (course.phase() === 'background') {
        if (endings.has(name) || name === program.stop.signal) course.asked()
        if (group) askAll(processTree, name)
        else send(Number(facts['pid']), name)
        return
      }
      mustRun(`${name} has no target`)
      send(group ? -running.pid : running.pid, name)
    },
    set(option, value) {
      if (option !== 'size') return `a program has no option “${option}” to set while it runs; its terminal has “size”`
      if (running.resize === undefined) return 'only a program on a terminal (pty: true) has a size'
      const size = sizeOption.safeParse(value)
      if (!size.success) return 'a size is { cols: 80, rows: 24 }'
      running.resize(size.data.cols, size.data.rows)
    },
    busy: () => busy(program),
    processes: () => processTree.pids(),
    look(event) {
      if (event === 'waiting' && course.phase() === 'running') void lookForWaiting()
    },
    state() {
      const left = running.left()
      if (course.phase() === 'background') return 'running in the background'
      if (left !== undefined) return wordsOf(left)
      return waits(program) ? 'running, waits for input' : 'running'
    },
    async stop({ grace }) {
      given.abort()
      const stop = { ...program.stop, grace: Math.min(program.stop.grace, grace) }
      const { problem, gone } = await endGroup(lane.name, running, processTree, stop, course.phase() === 'background')
      course.close()
      if (gone) lane.guard?.removeGroup(running.pid)
      return problem
    },
  }
}

/** Between an end, which /proc shows before Node reports it, and the last byte of its pipes there is something to come. */
function busy({ running, processTree, course }: Program): boolean {
  switch (course.phase()) {
    case 'running':
      return running.unsent() || running.left() !== undefined || !processTree.pids().includes(running.pid)
    case 'background':
      return processTree.pids().length === 0
    case 'over':
      return false
  }
}
