import { openConversation, type Opened } from '../pipeline/see.ts'
import { findConversation } from './find-conversation.ts'
import type { Common } from './options.ts'
import type { Shell } from './shell.ts'
import { reportProblems, toolsFor } from './tools.ts'

type Conversation = Exclude<Opened, { readonly problem: unknown }>

/** Finds and opens a conversation, with the events of a recording; when that fails, prints the reason and answers undefined. */
export async function openedWhole(
  written: string,
  shell: Shell,
  common: Pick<Common, 'color'>,
  options: {
    readonly named?: boolean
    readonly whole?: boolean
  } = {},
): Promise<Conversation | undefined> {
  const found = await findConversation(written, shell)
  if ('problem' in found) {
    await reportProblems(shell, common, [found.problem])
    return undefined
  }
  const { files, shown } = toolsFor(shell)
  const { file, recording } = found
  const conversation = await openConversation(file, { files, shown }, { ...options, recording })
  if ('transcript' in conversation) return conversation
  const { problem, text } = conversation
  await reportProblems(
    shell,
    common,
    [problem],
    new Map(text === undefined ? [] : [[file, { file, shown: shown(file), text }]]),
  )
  return undefined
}
