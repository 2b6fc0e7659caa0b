import {
  allPrintable,
  cut,
  nameOf,
  outcomeOf,
  placeOf,
  shellWord,
  variantFlags,
  variantText,
} from '../../src/plugin.ts'
import type { Colours, ScenarioResult, Terminal } from '../../src/plugin.ts'

/** So many scenarios are named again. */
const most = 12

/** What did not pass, once more behind a run of many: a row each, and the command that runs just these again. */
export interface Recap {
  add(result: ScenarioResult): void
  /** Begins a paragraph behind the last result: a blank line unless one stands there already. */
  paragraph(text: string): string
  /** Empty when all that ran passed; ends with a newline otherwise. `selected` is how many were to run. */
  text(selected: number): string
}

export function createRecap(terminal: Terminal, colours: Colours): Recap {
  const found: {
    readonly name: string
    readonly result: Pick<ScenarioResult, 'file' | 'variant'>
    readonly row: string
    readonly flaky: boolean
  }[] = []
  /** Flags of `scenario shake`, where the scenarios were shaken. */
  let shakenWith: readonly string[] | undefined
  const limit = terminal.verbose === true ? Infinity : most
  const list = (heading: string, rows: readonly { readonly row: string }[]): string[] => {
    const left = rows.length - limit
    const more = left <= 0 ? [] : [colours.dim(`  … and ${left} more`)]
    return rows.length === 0 ? [] : [colours.bold(heading), ...rows.slice(0, limit).map(({ row }) => row), ...more]
  }
  /** Behind a report there is a blank line already. */
  let blank = false
  let ended = 0
  return {
    add(result) {
      ended += 1
      const outcome = outcomeOf(result)
      shakenWith ??= result.shaken?.again
      if (outcome !== 'passed' && outcome !== 'skipped')
        found.push({
          name: nameOf(result),
          result: { file: result.file, ...(result.variant && { variant: result.variant }) },
          row: rowOf(result, terminal, colours),
          flaky: outcome === 'flaky',
        })
      // Of a flaky scenario only --verbose has a report.
      blank = outcome === 'flaky' ? terminal.verbose === true : outcome !== 'passed' && outcome !== 'skipped'
    },
    paragraph(text) {
      const before = blank ? '' : '\n'
      blank = false
      return `${before}${text}`
    },
    text(selected) {
      if (found.length === 0) return ''
      // They end in any order; the same failures read the same every time.
      found.sort((one, other) => (one.name < other.name ? -1 : 1))
      const rows = [
        ...list(
          'Not passed:',
          found.filter(({ flaky }) => !flaky),
        ),
        ...list(
          'Flaky:',
          found.filter(({ flaky }) => flaky),
        ),
      ]
      const command = commandOf(found, shakenWith)
      // After an interruption the command is that of a part, and its reader must not take it for the rest of the suite.
      const without = selected > ended ? `, without the ${selected - ended} not run` : ''
      const again = `  ${colours.dim(`run just these again${without}:`)} ${command}`
      return `${blank ? '' : '\n'}${[...rows, again].join('\n')}\n`
    },
  }
}

/** What runs these again; shakes them, where they were shaken with such flags. */
function commandOf(
  found: readonly { readonly result: Pick<ScenarioResult, 'file' | 'variant'> }[],
  shakenWith: readonly string[] | undefined,
): string {
  const files = new Set(found.map(({ result }) => result.file))
  const flags = variantFlags(found.map(({ result }) => result.variant ?? {}))
  const words = [shakenWith === undefined ? 'run' : 'shake', ...files, ...flags, ...(shakenWith ?? [])]
  return `scenario ${words.map(shellWord).join(' ')}`
}

function rowOf(result: ScenarioResult, { columns }: Terminal, colours: Colours): string {
  const { file, variant, failure, problems, sources, earlier = [] } = allPrintable(result)
  const outcome = outcomeOf(result)
  // Of a flaky scenario, why the last attempt that did not pass failed.
  const problem = problems[0] ?? (outcome === 'flaky' ? earlier.at(-1)?.failure : failure)
  const span = problem?.span
  const place = span === undefined ? file : placeOf(span, (name) => sources.get(name))
  // A place in an included file or a transcript does not show to which scenario it belongs.
  const named = place.startsWith(file) ? place : `${file} (${place})`
  const shown = cut(`${named}${variantText(variant)}  ${problem?.message ?? ''}`, columns - 4)
  const sign = outcome === 'flaky' ? colours.yellow('≈') : colours.red(outcome === 'broken' ? '!' : '✗')
  return `  ${sign} ${shown}`
}
