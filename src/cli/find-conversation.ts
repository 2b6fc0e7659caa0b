import type { Problem } from '../model/problem.ts'
import { outputPath, transcriptPath } from '../suite/paths.ts'
import { allForms, committedFor, projectPart, readNamed, valuesWithTranscript } from '../suite/transcript-names.ts'
import { groups } from '../text/groups.ts'
import { shellWord } from '../text/shell-word.ts'
import { suggest } from '../text/suggest.ts'
import { baseOf, outOf } from './configured.ts'
import { scenariosNamed, type Named } from './projects.ts'
import type { Shell } from './shell.ts'
import { toolsFor } from './tools.ts'

/** A conversation that was named, and what there is of it; paths are absolute. */
export interface FoundConversation {
  /** The transcript or the recording that was named, or the transcript of the scenario, or its last recording while there is none. */
  readonly file?: string
  /** The last recording beside a scenario's transcript. */
  readonly recording?: string
  /** The scenario that was named, with its values of a matrix as names of files have them (`.impl=redis`). */
  readonly scenario?: { readonly file: string; readonly values: string; readonly project?: string }
  /** Why there is no `file`; `run` says that running the scenario gives one. */
  readonly missing?: { readonly problem: Problem; readonly run: boolean }
}

/**
 * The file that holds a conversation: a transcript or a recording as named, or the transcript of the scenario named, or its last recording
 * while there is none; `echo[impl=redis]` is the scenario with a value of a matrix. `recording` is the last one beside a scenario's transcript.
 */
export async function findConversation(
  written: string,
  shell: Shell,
): Promise<{ file: string; recording?: string } | { problem: Problem }> {
  const conversations = await findConversations(written, shell)
  if ('problem' in conversations) return conversations
  const [first, second] = conversations.found
  if (second !== undefined)
    return {
      problem: {
        code: 'usage',
        message: `“${written}” means ${conversations.found.length} scenarios, and one is wanted`,
        hint: `such as ${toolsFor(shell).shown((first?.scenario ?? second.scenario)?.file ?? written)}`,
      },
    }
  const { file, recording, missing } = first ?? {}
  if (file !== undefined) return { file, ...(recording === undefined ? {} : { recording }) }
  return { problem: missing?.problem ?? notThere(written) }
}

/** The same of all scenarios that a word means: one, those of a folder, those that a glob matches. At least one is found. */
export async function findConversations(
  written: string,
  shell: Shell,
): Promise<{ readonly found: readonly FoundConversation[] } | { readonly problem: Problem }> {
  const { files, absolute, shown } = toolsFor(shell)
  const given = absolute(written)
  if (/\.(?:txt|jsonl)$/.test(written)) {
    return files.exists(given)
      ? { found: [{ file: given }] }
      : { problem: { code: 'file-not-found', message: `there is no file ${shown(given)}` } }
  }
  const named = readNamed(written)
  const { found: all, problems } = await scenariosNamed(named.path, shell)
  const found = all.filter(({ project }) => project === (named.project ?? project))
  if (found.length === 0) return { problem: problems[0] ?? notThere(written) }
  return { found: groups(found, ({ file }) => file).map((each) => ofScenario(each, named, shell)) }
}

const notThere = (written: string): Problem => ({
  code: 'file-not-found',
  message: `there is no file “${written}”`,
})

/** What there is of a scenario, which several projects may have. */
function ofScenario(
  found: readonly [Named, ...Named[]],
  { path: written, values = '', project }: ReturnType<typeof readNamed>,
  shell: Shell,
): FoundConversation {
  const { files, shown } = toolsFor(shell)
  const [first] = found
  const shared = transcriptPath(first.file, first.scenarios)
  const transcript = committedFor(shared, `${values}${projectPart(project)}`, allForms)
  const recording = found
    .map((each) => outputPath(outOf(shell), baseOf(shell), each, `${values}.jsonl`))
    .find((file) => files.exists(file))
  const scenario = { file: first.file, values, ...(project === undefined ? {} : { project }) }
  if (files.exists(transcript)) return { scenario, file: transcript, ...(recording === undefined ? {} : { recording }) }
  if (recording !== undefined) return { scenario, file: recording }
  const known = valuesWithTranscript(shared)
  const ofValue = suggest(values.slice(1), known) ?? known[0]
  const run = ofValue === undefined || known.includes(values.slice(1))
  const hint = run
    ? `“scenario run ${shellWord(shown(first.file))}” records it`
    : `name a value: “${written}[${ofValue}]”`
  const problem: Problem = {
    code: 'transcript-missing',
    message: `there is no transcript ${shown(transcript)} yet`,
    hint,
  }
  return { scenario, missing: { problem, run } }
}
