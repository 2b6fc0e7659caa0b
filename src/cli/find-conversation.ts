import type { Problem } from '../model/problem.ts'
import { allForms, committedFor, projectPart, readNamed, valuesWithTranscript } from '../suite/transcript-names.ts'
import { outputPath, transcriptPath } from '../suite/paths.ts'
import { baseOf, outOf } from './configured.ts'
import { scenariosNamed } from './projects.ts'
import type { Shell } from './shell.ts'
import { toolsFor } from './tools.ts'
import { shellWord } from '../text/shell-word.ts'
import { suggest } from '../text/suggest.ts'

/**
 * The file that holds a conversation: a transcript or a recording as named, or the transcript of the scenario named, or its last recording
 * while there is none; `echo[impl=redis]` is the scenario with a value of a matrix. `recording` is the last one beside a scenario's transcript.
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
  const named = readNamed(written)
  const { found: all, problems } = await scenariosNamed(named.path, shell)
  const found = all.filter(({ project }) => project === (named.project ?? project))
  const [first] = found
  if (first === undefined)
    return { problem: problems[0] ?? { code: 'file-not-found', message: `there is no file “${written}”` } }
  const scenarios = new Set(found.map(({ file }) => file))
  if (scenarios.size > 1) {
    return {
      problem: {
        code: 'usage',
        message: `“${written}” means ${scenarios.size} scenarios, and one is wanted`,
        hint: `such as ${shown(first.file)}`,
      },
    }
  }
  const shared = transcriptPath(first.file, first.scenarios)
  const { values = '', project } = named
  const transcript = committedFor(shared, `${values}${projectPart(project)}`, allForms)
  const recording = found
    .map((each) => outputPath(outOf(shell), baseOf(shell), each, `${values}.jsonl`))
    .find((file) => files.exists(file))
  if (files.exists(transcript)) return { file: transcript, ...(recording === undefined ? {} : { recording }) }
  if (recording !== undefined) return { file: recording }
  const known = valuesWithTranscript(shared)
  const ofValue = suggest(values.slice(1), known) ?? known[0]
  const hint =
    ofValue === undefined || known.includes(values.slice(1))
      ? `“scenario run ${shellWord(shown(first.file))}” records it`
      : `name a value: “${named.path}[${ofValue}]”`
  return { problem: { code: 'transcript-missing', message: `there is no transcript ${shown(transcript)} yet`, hint } }
}
