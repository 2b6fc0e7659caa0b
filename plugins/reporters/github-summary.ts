import { outcomeOf, summaryLine } from '../../src/plugin.ts'
import type { Progress } from '../../src/plugin.ts'
import { knownBugLine } from './known-bug.ts'
import { paragraph } from './paragraph.ts'

/** GitHub refuses a summary of 1 MiB; a line counts what is left out. */
const limit = 900 * 1024
const bugsShown = 50

/** Markdown for the job summary of GitHub Actions: the counts, then what did not pass, with its differences. */
export async function* report(progress: AsyncIterable<Progress>): AsyncIterable<string> {
  const sections: string[] = []
  const bugs: string[] = []
  let size = 0
  let left = 0
  for await (const update of progress) {
    if (update.type === 'scenario-ended' && !['passed', 'skipped'].includes(outcomeOf(update.result))) {
      const text = fenced(await paragraph(update.result))
      const section = `### ${inline(update.result.title)}: ${outcomeOf(update.result)}\n\n${text}\n\n`
      const bytes = new TextEncoder().encode(section).length
      if (size + bytes > limit) left += 1
      else sections.push(section)
      size += size + bytes > limit ? 0 : bytes
    }
    if (update.type === 'scenario-ended' && update.result.knownBug !== undefined)
      bugs.push(`- ${inline(update.result.title)}: ${inline(knownBugLine(update.result))}\n`)
    if (update.type === 'suite-ended') {
      const problems = update.summary.problems
        .map(({ code, message }) => `- \`${code}\`: ${inline(message)}\n`)
        .join('')
      const known = bugs.length === 0 ? '' : `### Known bugs\n\n${bugs.slice(0, bugsShown).join('')}${moreOf(bugs)}`
      const rest = left === 0 ? '' : `${left} more ${left === 1 ? 'scenario is' : 'scenarios are'} not shown.\n`
      yield `## Scenarios: ${summaryLine(update.summary)}\n\n${problems}${problems === '' ? '' : '\n'}${sections.join('')}${rest}${known}`
    }
  }
}

const moreOf = ({ length }: readonly string[]): string =>
  length <= bugsShown ? '' : `- and ${length - bugsShown} more\n`

/** A fence longer than any run of backticks inside. */
function fenced(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return `${fence}text\n${text}\n${fence}`
}

const inline = (text: string): string => text.replace(/[\\`*_<>[\]|&~#]/g, '\\$&').replace(/\s+/g, ' ')
