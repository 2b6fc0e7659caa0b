import type { ReplayStep } from '../../model/replay.ts'
import { chosen } from '../../pipeline/open-to-draw.ts'
import { play } from '../../play/play.ts'
import { timelineOf } from '../../play/timeline.ts'
import { writtenAt } from '../../review/step.ts'
import { parseDuration } from '../../text/units.ts'
import { findConversation } from '../find-conversation.ts'
import type { Common, playFlags, Values } from '../options.ts'
import { choiceOf } from '../render/draw-options.ts'
import { openSubject } from '../render/draw.ts'
import type { Shell } from '../shell.ts'
import { takeTerminal } from '../take-terminal.ts'
import { coloursOf, reportProblems, toolsFor } from '../tools.ts'

type Args = Common & Values<typeof playFlags> & { readonly file: string }

/** Plays a recording, or a transcript, to a person at the terminal. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const idle = parseDuration(args.idle)
  if (idle === undefined || !(args.speed > 0)) {
    const [message, hint] =
      idle === undefined
        ? [`--idle “${args.idle}” is not a duration`, 'such as 500ms or 1s']
        : [`--speed ${args.speed} is not more than 0`, 'such as 2 or 0.5']
    return reportProblems(shell, args, [{ code: 'usage', message, hint }])
  }
  if (args.live === true) {
    if (args.lanes !== undefined) return reportProblems(shell, args, [wholeAlone])
    const without = () => reportProblems(shell, args, [noTerminal(args.file)])
    return (await import('../play-live.ts')).playLive(args, args.file, shell, without)
  }
  const choosing = choiceOf({ lanes: args.lanes })
  if ('problem' in choosing) return reportProblems(shell, args, [choosing.problem])
  const found = await findConversation(args.file, shell)
  if ('problem' in found) return reportProblems(shell, args, [found.problem])
  // A recording has the time of each row, a transcript whole seconds.
  const opened = await openSubject({ file: found.recording ?? found.file }, { timed: false }, shell)
  if ('problems' in opened) return reportProblems(shell, args, opened.problems, opened.sources)
  const part = chosen(opened.replay, choosing.choice)
  if ('problem' in part) return reportProblems(shell, args, [part.problem])
  const { transcript, times, steps, exact } = part.replay
  const terminal = takeTerminal(shell, args.color, { fullScreen: true })
  if (terminal === undefined) return reportProblems(shell, args, [noTerminal(args.file)])
  const { files, absolute } = toolsFor(shell)
  const scenario = absolute(transcript.source)
  const palette = await coloursOf(args, shell)
  const stepLines = ({ line, verb, file: included }: ReplayStep) =>
    writtenAt(included === undefined ? scenario : absolute(included), line, verb, files)?.lines
  const options = { palette, speed: args.speed, now: () => shell.now(), stepLines }
  await play(timelineOf({ transcript, steps, ...(exact && { times }) }, idle), terminal, options).finally(() =>
    terminal.close(),
  )
  return 0
}

const wholeAlone = {
  code: 'usage',
  message: '--lanes cannot be used with --live, which shows the whole run',
  hint: 'play the recording of the run afterwards, without --live',
} as const

const noTerminal = (file: string) =>
  ({
    code: 'usage',
    message: 'scenario play needs a terminal to draw on and to read keys from',
    hint: `“scenario show ${file}” draws the whole conversation at once`,
  }) as const
