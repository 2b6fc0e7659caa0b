import type { Problem } from '../model/problem.ts'
import type { Progress, ShardBegun } from '../model/progress.ts'
import { entryOf, type Entry } from './entry.ts'
import { isUnfiltered, withOutline } from './filter-part.ts'
import { timingsAt, withoutTimings, type KeptTimings } from './kept-timings.ts'
import { failedBefore } from './last-run.ts'
import type { SuiteHost, SuiteOptions } from './options.ts'
import { placesOfTranscript } from './paths.ts'
import { groups } from '../text/groups.ts'
import { partsOf, type Part } from './parts.ts'
import type { Selection } from './select.ts'
import { selectForParts } from './select-parts.ts'
import { durationsOf, mediansOf, together } from './timings.ts'

/** What a suite is about to run. */
export interface Plan {
  /** In the order in which they are begun. */
  readonly entries: readonly Entry[]
  /** Why something does not run, or nothing at all. */
  readonly problems: readonly Problem[]
  /** The folders of which all scenarios run: orphaned transcripts can be found only then. */
  readonly whole?: readonly string[]
  /** What reporters show about the order and the part of the suite. */
  readonly begun: Pick<Extract<Progress, { type: 'suite-begun' }>, 'seed' | 'repeat' | 'matrix' | 'shard' | 'expected'>
}

type Host = Pick<SuiteHost, 'cwd' | 'services' | 'env' | 'projects'>
type Selected = Omit<Plan, 'begun'>

/**
 * What is to run: named, then filtered, in random order where that is asked for, and of that one shard. `kept` are the timings of earlier
 * runs here.
 */
export async function planOf(options: SuiteOptions, host: Host, kept?: Pick<KeptTimings, 'known'>): Promise<Plan> {
  const { seed, repeat = options.repeated } = options
  const selected = await selectAll(partsOf(options, host), host.cwd, options.only)
  const inOrder = await orderedBy(seed, selected.entries)
  const part = await partOf(options, inOrder, host)
  const { whole, problems } = selected
  const expected = kept === undefined ? undefined : expectedOf(part.entries, options, kept)
  return {
    entries: part.entries,
    problems: [...problems, ...part.problems, ...(await unusedOf(options, selected.entries, host))],
    ...(whole === undefined || part.shard !== undefined ? {} : { whole }),
    begun: {
      ...(seed === undefined ? {} : { seed }),
      ...(repeat === undefined ? {} : { repeat }),
      ...valuesOf(partsOf(options, host)),
      ...(part.shard === undefined ? {} : { shard: part.shard }),
      ...(expected === undefined ? {} : { expected }),
    },
  }
}

/** Values that no scenario uses, unless others may use them that have been left out. */
async function unusedOf(
  options: SuiteOptions,
  entries: readonly Entry[],
  { services }: Host,
): Promise<readonly Problem[]> {
  const { matrix, lastFailed, changed } = options
  if (matrix === undefined || lastFailed === true || changed !== undefined || entries.length === 0) return []
  return (await import('./matrix.ts')).unusedNames(matrix, entries, services.files)
}

/** The entries of this shard; all of them when the suite is not in shards. */
async function partOf(
  { shard, timings }: SuiteOptions,
  entries: readonly Entry[],
  { services }: Host,
): Promise<{ readonly entries: readonly Entry[]; readonly problems: readonly Problem[]; readonly shard?: ShardBegun }> {
  if (shard === undefined || entries.length === 0) return { entries, problems: [] }
  const { cut, emptyShard } = await import('./shard.ts')
  const known = timings === undefined ? undefined : timingsAt(timings, services.files)
  const { kept, begun } = cut(idsOf(entries), shard, known === undefined ? undefined : mediansOf(known))
  const problems = [
    ...(timings === undefined || known !== undefined ? [] : [withoutTimings(services.shown(timings))]),
    ...(kept.length === 0 ? [emptyShard(begun)] : []),
  ]
  return { entries: kept.map((at) => entries[at] as Entry), problems, shard: begun }
}

const idsOf = (entries: readonly Entry[]): string[] => entries.map(({ id }) => id)

/** Only for several scenarios, since one alone shows its rows, and only here, where it is known how many run at once. */
function expectedOf(
  entries: readonly Entry[],
  { jobs, repeat = 1, elsewhere }: SuiteOptions,
  kept: Pick<KeptTimings, 'known'>,
): number | undefined {
  if (entries.length < 2 || elsewhere === true) return undefined
  const durations = durationsOf(idsOf(entries), mediansOf(kept.known()))
  return durations === undefined ? undefined : together(durations, jobs) * repeat
}

/** The values of all parts, each once. */
function valuesOf(parts: readonly Part<Host>[]): Pick<Plan['begun'], 'matrix'> {
  const matrices = parts.flatMap(({ options: { matrix } }) => matrix ?? [])
  if (matrices.length === 0) return {}
  const all: Record<string, readonly string[]> = {}
  for (const [name, values] of matrices.flatMap((matrix) => [...matrix.values]))
    all[name] = [...new Set([...(all[name] ?? []), ...values])]
  return { matrix: all }
}

async function orderedBy(seed: number | undefined, entries: readonly Entry[]): Promise<readonly Entry[]> {
  if (seed === undefined) return entries
  const { shuffled } = await import('./shuffle.ts')
  return shuffled(idsOf(entries), seed).map((at) => entries[at] as Entry)
}

/** The entries of all parts; with problems there are none. That a part has none is no problem as long as another has some. */
async function selectAll(parts: readonly Part<Host>[], cwd: string, only: SuiteOptions['only']): Promise<Selected> {
  const selections = await selectForParts(
    parts.map(({ options }) => options),
    cwd,
  )
  const unfound = selections.flatMap(({ problems }) => problems)
  const excused = parts[0]?.options.passWithNone === true && unfound.every(({ code }) => code === 'nothing-selected')
  if (unfound.length > 0 && !excused) return { entries: [], problems: unfound }
  const found: Selected[] = []
  for (const [at, part] of parts.entries()) found.push(await chosenOf(part, selections[at] as Selection))
  const all = found.flatMap((each) => each.entries)
  const entries = only === undefined ? all : all.filter(({ file }) => only.has(file))
  const problems = found.flatMap((each) => each.problems)
  const wrong = problems.filter(({ code }) => !saysThatNone.has(code))
  if (wrong.length > 0) return { entries: [], problems: wrong }
  const whole = found.flatMap((each) => each.whole ?? [])
  return {
    entries,
    problems: entries.length > 0 ? [] : eachOnce(problems),
    ...(only === undefined && whole.length === (parts[0]?.options.project?.folders.length ?? 1) ? { whole } : {}),
  }
}

const saysThatNone: ReadonlySet<string> = new Set(['nothing-selected', 'nothing-changed'])

const eachOnce = (problems: readonly Problem[]): readonly Problem[] => [
  ...new Map(problems.map((problem) => [problem.message, problem])).values(),
]

/** The entries of one part, after all that chooses among them; with problems there are none. */
async function chosenOf(part: Part<Host>, selection: Selection): Promise<Selected> {
  const { options } = part
  const host = await knowing(part)
  const left = withOutline(options, selection.files, host.services)
  if ('problem' in left) return { entries: [], problems: [left.problem] }
  const { base = host.cwd } = options
  const all = { ...left, entries: await entriesOf(left.files, part) }
  const failed = options.lastFailed === true ? thoseThatFailed(all, base, options, host) : all
  const chosen = await thoseThatChanged(failed, options, host)
  if ('problem' in chosen) return { entries: [], problems: [chosen.problem] }
  const { entries, missing, none = [] } = chosen
  const isWhole = selection.whole !== undefined && leavesNothingOut(options)
  return {
    entries,
    problems: missing === undefined || options.passWithNone ? none : [missing],
    ...(isWhole ? { whole: [options.scenarios ?? selection.whole] } : {}),
  }
}

const leavesNothingOut = (options: SuiteOptions): boolean =>
  isUnfiltered(options) && !options.lastFailed && options.changed === undefined && options.matrix?.isPart !== true

/** What scenarios are checked with: each value of the matrix is known. */
async function knowing({ options: { matrix }, host }: Part<Host>): Promise<Host> {
  if (matrix === undefined) return host
  const { withValues } = await import('./matrix.ts')
  return { ...host, services: withValues(host.services, matrix) }
}

async function entriesOf(files: readonly string[], { options, host }: Part<Host>): Promise<readonly Entry[]> {
  const { matrix, base = host.cwd, project } = options
  const variant = project === undefined ? {} : { project: project.name }
  if (matrix === undefined) return files.map((file) => entryOf(base, file, variant))
  const { entriesWith } = await import('./matrix.ts')
  return entriesWith(matrix, files, (file, values) => entryOf(base, file, { ...values, ...variant }), host.services)
}

/** Entries, and the problem that there is when there are none. */
interface Chosen {
  readonly entries: readonly Entry[]
  readonly missing?: Problem
  /** A warning: there are none, and that is well. */
  readonly none?: readonly Problem[]
}

async function thoseThatChanged(
  chosen: Chosen,
  options: SuiteOptions,
  host: Host,
): Promise<Chosen | { readonly problem: Problem }> {
  const { changed, scenarios } = options
  if (changed === undefined || chosen.entries.length === 0) return chosen
  const files = [...new Set(chosen.entries.map(({ file }) => file))]
  const { changedAmong } = await import('./changed.ts')
  const ofFiles = groups(chosen.entries, ({ file }) => file)
  const transcripts = new Map(
    ofFiles.map((all) => [all[0].file, all.map((one) => placesOfTranscript(one, options).committed)]),
  )
  const left = await changedAmong(files, changed, { ...host, transcripts, ...(scenarios && { scenarios }) })
  if ('problem' in left) return left
  const those = new Set(left.files)
  const entries = chosen.entries.filter(({ file }) => those.has(file))
  return { entries, ...(left.none === undefined ? {} : { none: [left.none] }) }
}

function thoseThatFailed(chosen: Chosen, base: string, { out, ci }: SuiteOptions, { services }: Host): Chosen {
  if (chosen.entries.length === 0) return chosen
  const failed = new Set(failedBefore({ out, base, ci }, services.files))
  const entries = chosen.entries.filter(({ id }) => failed.has(id))
  return { entries, ...(entries.length === 0 ? { missing: noneFailed(chosen.entries.length, failed.size) } : {}) }
}

function noneFailed(files: number, elsewhere: number): Problem {
  const message =
    files === 1
      ? 'this scenario did not fail when it last ran'
      : `none of these ${files} scenarios failed when it last ran`
  const hint =
    elsewhere === 0
      ? 'all passed, or none has run here: run without --last-failed'
      : `${elsewhere} ${elsewhere === 1 ? 'other has' : 'others have'} failed: leave out the files, --tag and --title to run them`
  return { code: 'nothing-selected', message, hint }
}
