import { openToDraw, type ToDraw } from '../../pipeline/open-to-draw.ts'
import type { Problem } from '../../model/problem.ts'
import { findConversation } from '../find-conversation.ts'
import type { Shell } from '../shell.ts'
import { toolsFor } from '../tools.ts'

/**
 * Opens the conversation of a block: the committed transcript alone, which is the same on every machine, unless the block names a
 * recording itself. `file` is the one that was opened, absolute.
 */
export async function conversationFor(
  name: string,
  shell: Shell,
): Promise<{ readonly conversation: ToDraw; readonly file: string } | { readonly problem: Problem }> {
  const found = await findConversation(name, shell)
  if ('problem' in found) return found
  const { file } = found
  if (file.endsWith('.jsonl') && !name.endsWith('.jsonl')) return { problem: notCommitted(name) }
  const { files, shown } = toolsFor(shell)
  const opened = await openToDraw({ file }, { files, shown }, { timed: false })
  if (!('problem' in opened)) return { conversation: opened, file }
  // The place is that of the block: its excerpt is the one that is printed.
  const { span: _, ...problem } = opened.problem
  return { problem: { ...problem, message: `${shown(file)}: ${problem.message}` } }
}

const notCommitted = (name: string): Problem => ({
  code: 'transcript-missing',
  message: `there is no transcript of “${name}”, and a block shows no recording that it does not name`,
  hint: `“scenario run ${name}” records one when it passes`,
})
