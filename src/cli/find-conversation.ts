import type { Problem } from '../model/problem.ts'
import { outputPath, transcriptPath } from '../suite/paths.ts'
import { selectFiles } from '../suite/select.ts'
import { baseOf, outOf, scenariosOf } from './configured.ts'
import type { Shell } from './shell.ts'
import { toolsFor } from './tools.ts'

/**
 * The file that holds a conversation: a transcript or a recording as named, or the transcript of the scenario named, or its last recording
 * while there is none. `recording` is the last one beside a scenario's transcript.
 */
export async function findConversation(
  written: string,
  shell: Shell,
): Promise<{ file: string; recording?: string } | { problem: Problem }> {
  const { files, absolute, shown } = toolsFor(shell)
  const given = absolute(written)
  if (/\.(?:txt|jsonl)$/.test(written)) {
    return files.exists(given)
      ? { file: given }
      : { problem: { code: 'file-not-found', message: `there is no file ${shown(given)}` } }
  }
  const { files: scenarios, problems } = await selectFiles([written], shell.cwd, scenariosOf(shell))
  const [first, second] = scenarios
  if (first === undefined)
    return { problem: problems[0] ?? { code: 'file-not-found', message: `there is no file “${written}”` } }
  if (second !== undefined) {
    return {
      problem: {
        code: 'usage',
        message: `“${written}” means ${scenarios.length} scenarios, and one is wanted`,
        hint: `such as ${shown(first)}`,
      },
    }
  }
  const transcript = transcriptPath(first, scenariosOf(shell))
  const recording = outputPath(outOf(shell), baseOf(shell), { file: first }, '.jsonl')
  const recorded = files.exists(recording)
  if (files.exists(transcript)) return { file: transcript, ...(recorded && { recording }) }
  if (recorded) return { file: recording }
  const hint = `“scenario run ${shown(first)}” records it`
  return { problem: { code: 'transcript-missing', message: `there is no transcript ${shown(transcript)} yet`, hint } }
}
