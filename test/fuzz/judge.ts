import path from 'node:path'
import { plugins } from '../../plugins/index.ts'
import type { Problem } from '../../src/model/problem.ts'
import { problemCodes } from '../../src/model/problem.ts'
import { check, type Checked, type Services } from '../../src/pipeline.ts'
import { printProblem, printProblems } from '../../src/report/printing.ts'
import { widthOf } from '../../src/text/wrap.ts'
import { plain } from '../../src/text/palette.ts'
import { home, servicesAt } from '../scenarios/house.ts'

const day = Math.floor(Date.now() / 86_400_000)
/** How many mutations are tried; FUZZ_RUNS raises it. */
export const runs = Number(process.env['FUZZ_RUNS'] ?? 1500)
/** The seed of the first; others every day, and FUZZ_SEED tries those of a finding again. */
export const first = Number(process.env['FUZZ_SEED'] ?? day * 100_000)
/** Milliseconds that no check may take, however slow the machine is. */
const longest = 10_000

const codes: ReadonlySet<string> = new Set([
  ...problemCodes,
  ...plugins.flatMap(({ problems = {} }) => Object.keys(problems)),
])

/** Where the mutated text stands: among the shipped ones, so that what they include and run is found. */
export const mutatedFile = path.join(home, 'scenarios', 'course', 'mutated.yaml')
const real = servicesAt(home)

/** The real files, with this text as the mutated one. */
export function servicesWith(text: string): Services {
  const bytes = Buffer.from(text)
  return {
    ...real,
    files: { ...real.files, read: (name) => (name === mutatedFile ? { bytes } : real.files.read(name)) },
  }
}

/** What is wrong with how a text was judged; undefined when nothing is. */
function mistakeIn(checked: Checked, text: string): string | undefined {
  const { scenario, problems, warnings, sources } = checked
  if (scenario === undefined && problems.length === 0) return 'it was refused without a reason'
  if (scenario !== undefined && problems.length > 0) return 'it was taken in spite of its problems'
  if (problems.length > 200) return `it has ${problems.length} problems`
  const printed = new Set<string>()
  for (const problem of [...problems, ...warnings]) {
    const wrong = misplaced(problem, sources) ?? badlyWorded(problem, text)
    if (wrong !== undefined) return `${wrong}: ${JSON.stringify(problem)}`
    const key = `${problem.code} ${problem.message} ${problem.span?.file} ${problem.span?.start}`
    if (printed.has(key)) return `it says the same twice: ${key}`
    printed.add(key)
  }
  return undefined
}

function misplaced({ span }: Problem, sources: Checked['sources']): string | undefined {
  if (span === undefined) return 'a problem without a place'
  const source = sources.get(span.file)
  if (source === undefined) return 'a place in a file that nobody has read'
  const inside = Number.isInteger(span.start) && Number.isInteger(span.end) && span.start >= 0 && span.end >= span.start
  return inside && span.end <= source.text.length ? undefined : `a place outside of ${source.text.length} characters`
}

function badlyWorded({ code, message, hint }: Problem, text: string): string | undefined {
  if (!codes.has(code)) return 'an unknown code'
  if (message === '' || message.length > 1000 || message.endsWith('.')) return 'a message that is none'
  const ours = /\[object |undefined|NaN|\n\s+at |function ?\(/.exec(`${message} ${hint ?? ''}`)?.[0]
  // A report may well show what the author wrote.
  if (ours !== undefined && !text.includes(ours)) return 'a message with code in it'
  return code === 'internal-error' || code === 'plugin-error' ? 'a bug of ours' : undefined
}

/** What is wrong with how a scenario is checked, if anything: no throw, no hang, and no problem without its place. */
/** More than 40 rows of 100 columns. */
export const isTooLong = (printed: string): boolean => {
  const lines = printed.trimEnd().split('\n')
  return lines.length > 40 || lines.some((line) => widthOf(line) > 100)
}

async function judged(text: string, met: Set<string>): Promise<string | undefined> {
  const began = performance.now()
  let checked: Checked
  try {
    checked = await check(mutatedFile, servicesWith(text))
    met.add(checked.scenario === undefined ? 'invalid' : 'valid')
    for (const problem of [...checked.problems, ...checked.warnings]) {
      met.add(problem.code)
      printProblem(problem, (name) => checked.sources.get(name), plain, { columns: 80 })
    }
    const all = [...checked.problems, ...checked.warnings]
    const printed = printProblems(all, (name) => checked.sources.get(name), plain, { columns: 100 })
    if (isTooLong(printed)) return `its problems take more than a screen:\n${printed}`
  } catch (error) {
    return `it threw ${error instanceof Error ? error.stack : String(error)}`
  }
  if (performance.now() - began > longest) return 'it took for ever'
  return mistakeIn(checked, text)
}

/** Tries these texts; answers with the first few that were judged wrongly, and with the codes of everything that was met. */
export async function wronglyJudged(
  textOf: (seed: number) => string,
): Promise<{ wrong: string; met: ReadonlySet<string> }> {
  const met = new Set<string>()
  const found: string[] = []
  for (let seed = first; seed < first + runs && found.length < 5; seed++) {
    const text = textOf(seed)
    const wrong = await judged(text, met)
    if (wrong !== undefined) found.push(`seed ${seed}: ${wrong}\n---\n${text}\n---`)
  }
  return { wrong: found.join('\n\n'), met }
}
