import { loadMatrix, outcomeOf, summaryLine, variantText } from '../../src/plugin.ts'
import type { Outcome, Progress, ScenarioResult } from '../../src/plugin.ts'
import { attemptLines, triesText } from './attempts.ts'
import { knownBugLine } from './known-bug.ts'
import { matrixResults, type MatrixResults } from './matrix.ts'
import { paragraph } from './paragraph.ts'
import { runsLines, runsParagraph } from './runs-compared.ts'

/** GitHub refuses a summary of 1 MiB; a line counts what is left out. */
const limit = 900 * 1024
/** So many rows of a list are shown. */
const listed = 50

/** Markdown for the job summary of GitHub Actions: the counts, then what did not pass, with its differences. */
export async function* report(progress: AsyncIterable<Progress>): AsyncIterable<string> {
  const sections: string[] = []
  const bugs: string[] = []
  const flaky: string[] = []
  const matrix = matrixResults()
  let size = 0
  let left = 0
  for await (const update of progress) {
    matrix.update(update)
    if (update.type === 'scenario-ended' && !['passed', 'skipped', 'flaky'].includes(outcomeOf(update.result))) {
      const parts = [
        await paragraph(update.result),
        triesText(update.result).trimEnd(),
        await runsParagraph(update.result),
      ]
      const text = fenced(parts.filter((part) => part !== '').join('\n\n'))
      const section = `### ${inline(titleOf(update.result))}: ${outcomeOf(update.result)}\n\n${text}\n\n`
      const bytes = new TextEncoder().encode(section).length
      if (size + bytes > limit) left += 1
      else sections.push(section)
      size += size + bytes > limit ? 0 : bytes
    }
    if (update.type === 'scenario-ended' && update.result.knownBug !== undefined)
      bugs.push(`- ${inline(titleOf(update.result))}: ${inline(knownBugLine(update.result))}\n`)
    if (update.type === 'scenario-ended' && outcomeOf(update.result) === 'flaky')
      for (const line of [...attemptLines(update.result), ...(await runsLines(update.result))])
        flaky.push(`- ${inline(`${titleOf(update.result)}: ${line}`)}\n`)
    if (update.type === 'suite-ended') {
      const problems = update.summary.problems
        .map(({ code, message }) => `- \`${code}\`: ${inline(message)}\n`)
        .join('')
      const rest = left === 0 ? '' : `${left} more ${left === 1 ? 'scenario is' : 'scenarios are'} not shown.\n`
      yield `## Scenarios: ${summaryLine(update.summary)}\n\n${problems}${problems === '' ? '' : '\n'}${await matrixText(matrix)}${sections.join('')}${rest}${listOf('Flaky', flaky)}${listOf('Known bugs', bugs)}`
    }
  }
}

/** A Markdown table for scenarios that use the same names. */
async function matrixText(matrix: MatrixResults): Promise<string> {
  const tables = await matrix.tables()
  if (tables.length === 0) return ''
  const { joined, rowName, shortened } = await loadMatrix()
  return tables
    .map((table) => {
      const { rows, left } = shortened(table, listed)
      const heads = [joined(table.names), ...table.columns.map(joined)]
      const lines = [
        heads.map(inline),
        heads.map(() => '---'),
        ...rows.map((row) => [inline(rowName(row)), ...row.outcomes.map((outcome) => words[outcome ?? 'none'])]),
      ]
      const more = left === 0 ? '' : `\nand ${left} more, which pass with every value\n`
      return `${lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('')}${more}\n`
    })
    .join('')
}

const words: Readonly<Record<Outcome | 'none', string>> = {
  passed: '✅',
  flaky: '⚠️ flaky',
  failed: '❌ failed',
  broken: '❌ broken',
  invalid: '❌ invalid',
  skipped: 'skipped',
  none: '',
}

const titleOf = ({ title, variant }: ScenarioResult): string => `${title}${variantText(variant)}`

function listOf(heading: string, rows: readonly string[]): string {
  if (rows.length === 0) return ''
  const more = rows.length <= listed ? '' : `- and ${rows.length - listed} more\n`
  return `### ${heading}\n\n${rows.slice(0, listed).join('')}${more}`
}

/** A fence longer than any run of backticks inside. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}

const inline = (text: string): string => text.replace(/[\\`*_<>[\]|&~#]/g, '\\$&').replace(/\s+/g, ' ')
