import type { Row } from '../../model/transcript.ts'
import { placesOfTranscript } from '../../suite/paths.ts'
import { pendingBeside } from '../../suite/transcript-names.ts'
import { escapeRegex } from '../../text/regex.ts'
import { looksLikeTranscript, readTranscript } from '../../transcript/read.ts'
import { scenarioOf } from '../names/family.ts'
import type { Workspace } from '../workspace/workspace.ts'
import type { LastRuns } from './last-runs.ts'

/**
 * The value that a name such as `server.port` had in the last run: where the transcript has `<server.port>`, the recording has the text
 * for which it stands. Undefined where no row shows it.
 */
export function factValue(workspace: Workspace, runs: LastRuns, file: string, name: string): string | undefined {
  const scenario = scenarioOf(workspace, file)
  const known = scenario === undefined ? undefined : runs.of(scenario)
  if (known === undefined) return undefined
  const { committed } = placesOfTranscript({ file: scenario! }, workspace.project)
  const named = [...pendingBeside(committed).map(({ file: each }) => each), committed].flatMap((path) =>
    rowsWith(`<${name}>`, workspace.text(path), path),
  )
  for (const { lane, mark, text } of named) {
    const pattern = new RegExp(`^${text.split(`<${name}>`).map(loosely).join('([^\\s<>]+)')}$`)
    for (const row of known.run.rows) {
      const found =
        row.lane === lane && row.mark === mark && typeof row.text === 'string' ? pattern.exec(row.text) : null
      if (found?.[1] !== undefined) return found[1]
    }
  }
  return undefined
}

function rowsWith(name: string, text: string | undefined, file: string): readonly Row[] {
  if (text === undefined || !text.includes(name) || !looksLikeTranscript(text)) return []
  const read = readTranscript(text, file, file)
  return 'transcript' in read ? read.transcript.rows.filter((row) => row.text.includes(name)) : []
}

/** Other names in the same row stand for any text. */
const loosely = (text: string): string =>
  text
    .split(/<[\w.#-]+>/)
    .map(escapeRegex)
    .join('[^\\s<>]+')
