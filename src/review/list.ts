import { writeMask } from '../authoring/insert.ts'
import { printDifference } from '../report/difference.ts'
import { shellWord } from '../text/shell-word.ts'
import type { Conflict } from './conflicts.ts'
import type { ReviewHost } from './host.ts'
import type { Item } from './item.ts'
import { proposeFor } from './propose-for.ts'

/** Where somebody decides later, or a program does: each difference, and the commands that decide on it. No line end behind it. */
export function listed(items: readonly Item[], review: ReviewHost, columns: number): string {
  const what = items.length === 1 ? '1 conversation differs and waits' : `${items.length} conversations differ and wait`
  return [review.colours.bold(`${what} for a decision`), ...items.map((item) => oneListed(item, review, columns))].join(
    '\n\n',
  )
}

function oneListed(item: Item, { colours, host: { services } }: ReviewHost, columns: number): string {
  const { seen, pending, step } = item
  const place = step === undefined ? {} : { place: `${services.shown(step.file)}:${step.line}` }
  const shown =
    'problem' in seen
      ? seen.problem.message
      : printDifference(seen.difference, colours, { columns, ...place }) || 'only times and the header differ'
  const decisions = commandsFor(item)
  const width = Math.max(...decisions.map(([command]) => command.length))
  const commands = decisions.map(([command, what]) => `  ${command.padEnd(width)}  ${colours.dim(what)}`)
  return [`${colours.bold(item.name)}  ${services.shown(pending.file)}`, shown, '', ...commands].join('\n')
}

/** Commands that decide by name, and what each does. */
function commandsFor({ name, seen }: Item): (readonly [string, string])[] {
  const accept = `scenario accept ${shellWord(name)}`
  const proposal = 'problem' in seen ? { why: seen.problem.message } : proposeFor(seen)
  return [
    [accept, 'takes the new one'],
    'masks' in proposal
      ? [`${accept} --mask`, `adds ${proposal.masks.map(writeMask).join(', ')}`]
      : [`${accept} --mask`, `does not help: ${proposal.why}`],
    [`${accept} --reject`, 'removes the new one'],
  ]
}

/** Transcripts that git could not merge, and the command that resolves them. */
export const listedConflicts = (conflicts: readonly Conflict[], { colours, host }: ReviewHost): string =>
  [
    colours.bold(`git could not merge ${conflicts.length === 1 ? 'a transcript' : `${conflicts.length} transcripts`}`),
    ...conflicts.map(({ committed }) => host.services.shown(committed)),
    '',
    `  scenario accept --conflicts  ${colours.dim('runs the merged scenarios again, and takes what they say')}`,
  ].join('\n')
