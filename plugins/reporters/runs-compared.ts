import { coloursFor, printing } from '../../src/plugin.ts'
import type { ScenarioResult, Terminal } from '../../src/plugin.ts'

/** How the runs of a scenario differ that ran more than once, for a person; empty, or ends with a newline. */
export async function describeRuns({ forensics }: ScenarioResult, terminal: Terminal): Promise<string> {
  if (forensics === undefined) return ''
  const [{ printForensics }, colours] = await Promise.all([printing(), coloursFor(terminal.color)])
  return printForensics(forensics, colours, terminal.columns - 2)
    .map((line) => `${line === '' ? '' : `  ${line}`}\n`)
    .join('')
}

/** The same as plain text for a document: no colours, no line end behind it. */
export const runsParagraph = async (result: ScenarioResult): Promise<string> =>
  (await describeRuns(result, { isTTY: false, color: false, columns: 100 })).trimEnd()

/** In short: how many runs in how many orders, and the first difference of each failure; `[]` where there is nothing to compare. */
export async function runsLines({ forensics }: ScenarioResult): Promise<string[]> {
  if (forensics === undefined) return []
  const { compareCommand, countsText, firstDifference } = await printing()
  const differences = forensics.failures.flatMap(({ parting }) => {
    const compare = compareCommand(parting)
    return [firstDifference(parting), ...(compare === undefined ? [] : [`compare them: ${compare}`])]
  })
  return [countsText(forensics), ...differences, `run it again: ${forensics.again}`]
}
