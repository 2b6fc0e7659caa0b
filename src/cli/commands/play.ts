import type { ReplayStep } from '../../model/replay.ts'
import { openConversation } from '../../pipeline/see.ts'
import { play } from '../../play/play.ts'
import { timelineOf } from '../../play/timeline.ts'
import { writtenAt } from '../../review/step.ts'
import { parseDuration } from '../../text/units.ts'
import { findConversation } from '../find-conversation.ts'
import type { Common, playFlags, Values } from '../options.ts'
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
    const without = () => reportProblems(shell, args, [noTerminal(args.file)])
    return (await import('../play-live.ts')).playLive(args, args.file, shell, without)
  }
  const found = await findConversation(args.file, shell)
  if ('problem' in found) return reportProblems(shell, args, [found.problem])
  const { files, shown, absolute } = toolsFor(shell)
  // A recording has the time of each row, a transcript whole seconds.
  const file = found.recording ?? found.file
  const opened = await openConversation(file, { files, shown }, { verdict: true })
  if ('problem' in opened) {
    const sources = new Map(opened.text === undefined ? [] : [[file, { file, shown: shown(file), text: opened.text }]])
    return reportProblems(shell, args, [opened.problem], sources)
  }
  const terminal = takeTerminal(shell, args.color, { fullScreen: true })
  if (terminal === undefined) return reportProblems(shell, args, [noTerminal(args.file)])
  const scenario = absolute(opened.transcript.source)
  const palette = await coloursOf(args, shell)
  const stepLines = ({ line, verb, file: included }: ReplayStep) =>
    writtenAt(included === undefined ? scenario : absolute(included), line, verb, files)?.lines
  const options = { palette, speed: args.speed, now: () => shell.now(), stepLines }
  await play(timelineOf(opened, idle), terminal, options).finally(() => terminal.close())
  return 0
}

const noTerminal = (file: string) =>
  ({
    code: 'usage',
    message: 'scenario play needs a terminal to draw on and to read keys from',
    hint: `“scenario show ${file}” draws the whole conversation at once`,
  }) as const
