import type { Problem } from '../model/problem.ts'
import type { Progress, ShardBegun } from '../model/progress.ts'
import { outline } from '../pipeline.ts'
import { entryOf, type Entry } from './entry.ts'
import { filtered, isOpen } from './filter.ts'
import { timingsAt, withoutTimings, type KeptTimings } from './kept-timings.ts'
import { failedBefore } from './last-run.ts'
import type { SuiteHost, SuiteOptions } from './options.ts'
import { selectFiles } from './select.ts'
import { durationsOf, mediansOf, together } from './timings.ts'

/** What a suite is about to run. */
export interface Plan {
  /** In the order in which they are begun. */
  readonly entries: readonly Entry[]
  /** Why something does not run, or nothing at all. */
  readonly problems: readonly Problem[]
  /** The folder of which all scenarios run: orphaned transcripts can be found only then. */
  readonly whole?: string
  /** What reporters show about the order and the part of the suite. */
  readonly begun: Pick<Extract<Progress, { type: 'suite-begun' }>, 'seed' | 'repeat' | 'shard' | 'expected'>
}

type Host = Pick<SuiteHost, 'cwd' | 'services' | 'env'>
type Selected = Omit<Plan, 'begun'>

/**
 * What is to run: named, then filtered, in random order where that is asked for, and of that one shard. `kept` are the timings of earlier
 * runs here.
 */
export async function planOf(options: SuiteOptions, host: Host, kept?: Pick<KeptTimings, 'known'>): Promise<Plan> {
  const { seed, repeat } = options
  const selected = await selectScenarios(options, host)
  const inOrder = await orderedBy(seed, selected.entries)
  const part = await partOf(options, inOrder, host)
  const { whole, problems } = selected
  const expected = kept === undefined ? undefined : expectedOf(part.entries, options, kept)
  return {
    entries: part.entries,
    problems: [...problems, ...part.problems],
    ...(whole === undefined || part.shard !== undefined ? {} : { whole }),
    begun: {
      ...(seed === undefined ? {} : { seed }),
      ...(repeat === undefined ? {} : { repeat }),
      ...(part.shard === undefined ? {} : { shard: part.shard }),
      ...(expected === undefined ? {} : { expected }),
    },
  }
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

/** Only for several scenarios: one alone shows its rows, and none of the time left. */
function expectedOf(
  entries: readonly Entry[],
  { jobs, repeat = 1 }: SuiteOptions,
  kept: Pick<KeptTimings, 'known'>,
): number | undefined {
  if (entries.length < 2) return undefined
  const durations = durationsOf(idsOf(entries), mediansOf(kept.known()))
  return durations === undefined ? undefined : together(durations, jobs) * repeat
}

async function orderedBy(seed: number | undefined, entries: readonly Entry[]): Promise<readonly Entry[]> {
  if (seed === undefined) return entries
  const { shuffled } = await import('./shuffle.ts')
  return shuffled(idsOf(entries), seed).map((at) => entries[at] as Entry)
}

/** The entries to run, after all that chooses among them; with problems there are none. */
async function selectScenarios(options: SuiteOptions, host: Host): Promise<Selected> {
  const selection = await selectFiles(options.paths, host.cwd, options.scenarios)
  const excused = options.passWithNone && selection.problems.every((problem) => problem.code === 'nothing-selected')
  if (selection.problems.length > 0 && !excused) return { entries: [], problems: selection.problems }
  const left = withOutline(options, selection.files, host)
  if ('problem' in left) return { entries: [], problems: [left.problem] }
  const { base = host.cwd } = options
  const all = { ...left, entries: left.files.map((file) => entryOf(base, file)) }
  const failed = options.lastFailed === true ? thoseThatFailed(all, base, options, host) : all
  const chosen = await thoseThatChanged(failed, options, host)
  if ('problem' in chosen) return { entries: [], problems: [chosen.problem] }
  const { entries, missing, none = [] } = chosen
  const isWhole =
    selection.whole !== undefined && isOpen(options) && !options.lastFailed && options.changed === undefined
  return {
    entries,
    problems: missing === undefined || options.passWithNone ? none : [missing],
    ...(isWhole ? { whole: selection.whole } : {}),
  }
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
  { changed, scenarios }: SuiteOptions,
  host: Host,
): Promise<Chosen | { readonly problem: Problem }> {
  if (changed === undefined || chosen.entries.length === 0) return chosen
  const files = [...new Set(chosen.entries.map(({ file }) => file))]
  const { changedAmong } = await import('./changed.ts')
  const left = await changedAmong(files, changed, { ...host, ...(scenarios === undefined ? {} : { scenarios }) })
  if ('problem' in left) return left
  const entries = chosen.entries.filter(({ file }) => left.files.includes(file))
  return { entries, ...(left.none === undefined ? {} : { none: [left.none] }) }
}

function withOutline(
  options: SuiteOptions,
  files: readonly string[],
  host: Host,
): { readonly files: readonly string[]; readonly missing?: Problem } | { readonly problem: Problem } {
  if (isOpen(options)) return { files }
  const left = filtered(options, files, (file) => outline(file, host.services))
  if ('problem' in left) return left
  return { files: left.items, ...(left.items.length === 0 ? { missing: nothingLeft(options, files.length) } : {}) }
}

function nothingLeft(options: SuiteOptions, files: number): Problem {
  const asked = [
    ...options.tags.map((tag) => `--tag ${tag}`),
    ...(options.title === undefined ? [] : [`--title “${options.title}”`]),
  ]
  const message = `none of ${files} ${files === 1 ? 'scenario' : 'scenarios'} has ${asked.join(' and ')}`
  return { code: 'nothing-selected', message, hint: '“scenario list” shows titles and tags' }
}

function thoseThatFailed(chosen: Chosen, base: string, { out, ci }: SuiteOptions, { services }: Host): Chosen {
  if (chosen.entries.length === 0) return chosen
  const failed = new Set(failedBefore({ out, base, ci }, services.files))
  const entries = chosen.entries.filter(({ id }) => failed.has(id))
  return { entries, ...(entries.length === 0 ? { missing: noneFailed(chosen.entries.length, failed.size) } : {}) }
}

function noneFailed(files: number, elsewhere: number): Problem {
  const message = `of ${files === 1 ? 'this scenario' : `these ${files} scenarios`} none failed when it last ran`
  const hint =
    elsewhere === 0
      ? 'all passed, or none has run here: run without --last-failed'
      : `${elsewhere} ${elsewhere === 1 ? 'other has' : 'others have'} failed: leave out the files, --tag and --title to run them`
  return { code: 'nothing-selected', message, hint }
}
