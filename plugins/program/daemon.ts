import { processes } from '../../src/plugin.ts'
import type { ProcessTree } from './process/process-tree.ts'
import { wordsOf, type Ending, type Running } from './process/running.ts'

/** Where a program stands: its first process runs, it has left and others go on as the program, or all is over. */
export type Phase = 'running' | 'background' | 'over'

/** The end of a program: that of its first process or, when that goes into the background, of the last process that it leaves. */
export interface Course {
  phase(): Phase
  /** Resolves when its first process has left and it is known whether it goes on in the background. */
  readonly decided: Promise<void>
  /** Resolves when the end was announced. Never rejects. */
  readonly over: Promise<Ending>
  /** A step has asked it to end, so no step need expect the end. */
  asked(): void
  /** Looks no longer for the end of a daemon. */
  close(): void
}

/** What is known of a program that may go into the background. */
export interface Background {
  /** Its `ready` is a port or a path: it is a server, which may become a daemon. */
  readonly possible: boolean
  isReady(): boolean
  /** Some process of it listens where `ready` expects it. */
  serves(): boolean
  /** Called when its first process has left and it goes on. */
  begins(): void
}

/** The row of the end; `expected`: no step need expect it. */
export type Announce = (
  words: string,
  how: { readonly ending?: Ending; readonly last: boolean; readonly expected: boolean },
) => void

/** Milliseconds for which processes must go on after their ready program's end, to be a daemon and not workers on their way out. */
const lingering = 250
/** Milliseconds between two looks at a daemon: the kernel reports its end only to its parent. */
const pause = 10

/** Follows a program to its end, and announces it. */
export function courseOf(
  running: Running,
  processTree: ProcessTree,
  background: Background,
  announce: Announce,
): Course {
  let phase: Phase = 'running'
  let expected = false
  const closed = new AbortController()
  let decide = (): void => {}
  const decided = new Promise<void>((resolve) => (decide = resolve))
  const follow = async (): Promise<Ending> => {
    const ending = await running.ended
    const left = 'code' in ending && ending.code === 0 && background.possible && (await goesOn(processTree, background))
    if (left) {
      phase = 'background'
      background.begins()
      announce(wordsOf(ending), { ending, last: false, expected: true })
      decide()
      await lastGone(processTree, closed.signal)
      await running.receivedOut()
    }
    running.silence()
    phase = 'over'
    announce(left ? 'ended' : wordsOf(ending), { ...(left ? {} : { ending }), last: true, expected: left && expected })
    decide()
    return ending
  }
  return {
    phase: () => phase,
    decided,
    over: follow(),
    asked: () => void (expected = true),
    close: () => closed.abort(),
  }
}

/** Whether what the first process has left is the program: it may become ready yet, or it goes on serving. */
async function goesOn(processTree: ProcessTree, background: Background): Promise<boolean> {
  if (processTree.pids().length === 0) return false
  if (!background.isReady()) return true
  for (const end = performance.now() + lingering; performance.now() < end;) {
    if (!background.serves()) return false
    await sleep(pause)
  }
  return true
}

async function lastGone(processTree: ProcessTree, signal: AbortSignal): Promise<void> {
  let [known] = processTree.pids()
  while (known !== undefined && !signal.aborted) {
    await sleep(pause)
    // One that lives is enough, and asked of more cheaply than all.
    if (!processes.isAlive(known)) [known] = processTree.pids()
  }
}

const sleep = (milliseconds: number) => new Promise<void>((resolve) => void setTimeout(resolve, milliseconds))
