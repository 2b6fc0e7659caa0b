import { coloursFor, printing } from '../../src/plugin.ts'
import type { CrashRow, ScenarioResult, Terminal } from '../../src/plugin.ts'

/**
 * How the runs of a scenario differ that ran more than once, and what became of its actors when connections were broken, for a person;
 * empty, or ends with a newline.
 */
export async function describeRuns({ forensics, shaken }: ScenarioResult, terminal: Terminal): Promise<string> {
  const crashes = shaken?.crashes
  if (forensics === undefined && crashes === undefined) return ''
  const [{ printForensics, printCrashes }, colours] = await Promise.all([printing(), coloursFor(terminal.color)])
  const columns = terminal.columns - 2
  const lines = [
    ...(forensics === undefined ? [] : printForensics(forensics, colours, columns)),
    ...(crashes === undefined ? [] : printCrashes(crashes, colours, columns)),
  ]
  return lines.map((line) => `${line === '' ? '' : `  ${line}`}\n`).join('')
}

/** The same as plain text for a document: no colours, no line end behind it. */
export const runsParagraph = async (result: ScenarioResult): Promise<string> =>
  (await describeRuns(result, { isTTY: false, color: false, columns: 100 })).trimEnd()

/**
 * In short: how many runs in how many orders, and the first difference of each failure, or what broke where; `[]` where there is nothing
 * to compare.
 */
export async function runsLines({ forensics, shaken }: ScenarioResult): Promise<string[]> {
  if (forensics === undefined) return (shaken?.crashes?.rows ?? []).flatMap(crashLine)
  const { compareCommand, countsText, firstDifference } = await printing()
  const differences = forensics.failures.flatMap(({ parting }) => {
    const compare = compareCommand(parting)
    return [firstDifference(parting), ...(compare === undefined ? [] : [`compare them: ${compare}`])]
  })
  return [countsText(forensics), ...differences, `run it again: ${forensics.again}`]
}

/** `reset of server#1 up after byte 6 of 6: “server” has crashed: Error: read ECONNRESET`; only of what should not be so. */
const crashLine = ({ what, stream, at, length, wrong }: CrashRow): string[] =>
  wrong === undefined ? [] : [`${what} of ${stream} after byte ${at.join(', ')} of ${length}: ${wrong}`]
