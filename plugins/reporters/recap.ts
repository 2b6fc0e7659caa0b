import { allPrintable, cut, outcomeOf, placeOf } from '../../src/plugin.ts'
import type { Colours, ScenarioResult, Terminal } from '../../src/plugin.ts'

/** So many scenarios are named again. */
const most = 12

/** What did not pass, once more behind a run of many: a row each, and the command that runs just these again. */
export interface Recap {
  add(result: ScenarioResult): void
  /** Begins a paragraph behind the last result: a blank line unless one stands there already. */
  paragraph(text: string): string
  /** Empty when all passed; ends with a newline otherwise. */
  text(): string
}

export function createRecap(terminal: Terminal, colours: Colours): Recap {
  const found: { readonly file: string; readonly row: string }[] = []
  /** Behind a report there is a blank line already. */
  let blank = false
  return {
    add(result) {
      const outcome = outcomeOf(result)
      blank = outcome !== 'passed' && outcome !== 'skipped'
      if (blank) found.push({ file: result.file, row: rowOf(result, terminal, colours) })
    },
    paragraph(text) {
      const before = blank ? '' : '\n'
      blank = false
      return `${before}${text}`
    },
    text() {
      if (found.length === 0) return ''
      // They end in any order; the same failures read the same every time.
      found.sort((one, other) => (one.file < other.file ? -1 : 1))
      const limit = terminal.verbose === true ? Infinity : most
      const rows = found.slice(0, limit).map(({ row }) => row)
      const left = found.length - rows.length
      const more = left === 0 ? [] : [colours.dim(`  … and ${left} more`)]
      const command = `scenario run ${found.map(({ file }) => quoted(file)).join(' ')}`
      const again = `  ${colours.dim('run just these again:')} ${command}`
      return `${blank ? '' : '\n'}${[colours.bold('Not passed:'), ...rows, ...more, again].join('\n')}\n`
    },
  }
}

function rowOf(result: ScenarioResult, { columns }: Terminal, colours: Colours): string {
  const { file, failure, problems, sources } = allPrintable(result)
  const problem = problems[0] ?? failure
  const span = problem?.span
  const place = span === undefined ? file : placeOf(span, (name) => sources.get(name))
  // A place in an included file or a transcript does not show to which scenario it belongs.
  const named = place.startsWith(file) ? place : `${file} (${place})`
  const shown = cut(`${named}  ${problem?.message ?? ''}`, columns - 4)
  return `  ${colours.red(outcomeOf(result) === 'broken' ? '!' : '✗')} ${shown}`
}

/** As a shell takes it for one word. */
const quoted = (file: string): string => (/^[\w./@:+-]+$/.test(file) ? file : `'${file.replaceAll("'", `'\\''`)}'`)
