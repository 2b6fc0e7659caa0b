import { chosen } from '../../pipeline/open-to-draw.ts'
import { draw } from '../../pipeline/see.ts'
import { findConversation } from '../find-conversation.ts'
import type { Common, Values, showFlags } from '../options.ts'
import { choiceOf, drawOptionsOf, isOfSteps } from '../render/draw-options.ts'
import { openSubject } from '../render/draw.ts'
import { columnsOf } from '../shell.ts'
import type { Shell } from '../shell.ts'
import { coloursOf, reportProblems } from '../tools.ts'

type Args = Common & Values<typeof showFlags> & { readonly file: string }

/** Draws a conversation in the terminal, or the part of it that was chosen. */
export async function execute(args: Args, shell: Shell): Promise<number> {
  const drawing = drawOptionsOf(args)
  if ('problem' in drawing) return reportProblems(shell, args, [drawing.problem])
  const choosing = choiceOf(args)
  if ('problem' in choosing) return reportProblems(shell, args, [choosing.problem])
  const found = await findConversation(args.file, shell)
  if ('problem' in found) return reportProblems(shell, args, [found.problem])
  const opened = await openSubject(found, { timed: isOfSteps(choosing.choice) }, shell)
  if ('problems' in opened) return reportProblems(shell, args, opened.problems, opened.sources)
  const part = chosen(opened.replay, choosing.choice)
  if ('problem' in part) return reportProblems(shell, args, [part.problem])
  const { width: columns = columnsOf(shell.stdout), layout = 'columns' } = drawing.options
  await shell.stdout.write(draw(part.replay.transcript, await coloursOf(args, shell), { columns, layout }))
  return 0
}
