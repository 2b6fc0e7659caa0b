import fs from 'node:fs'
import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import { sameTranscript } from '../transcript/compare.ts'
import { readTranscript } from '../transcript/read.ts'
import { transcriptStem, type Transcripts } from './paths.ts'
import { inFileName } from '../text/file-name.ts'
import { groups } from '../text/groups.ts'
import { shellWord } from '../text/shell-word.ts'

/** What stands behind a scenario's name in `echo.impl=redis.tls=on.new.txt`. */
const valuesInName = /^(?:\.[A-Za-z_][\w-]*=.*)?$/

/** A scenario as an author or a report names it, with what names of files have of its values. */
interface NamedEntry {
  readonly path: string
  /** `.impl=redis`. */
  readonly values?: string
  readonly project?: string
}

/** `echo[impl=redis]`, or `scenarios/echo.yaml [impl=redis] [staging]`. */
export function readNamed(written: string): NamedEntry {
  const [, name = '', values, project] =
    /^([^]*?)(?: ?\[([^[\]=]+=[^\]]*)\])?(?: \[([A-Za-z0-9][\w.-]*)\])?$/.exec(written) ?? []
  if (name === '' || name === written || fs.existsSync(written)) return { path: written }
  const pairs = values?.split(/, ?/).map((pair) => pair.split(/=([^]*)/) as [string, string]) ?? []
  return {
    path: name,
    ...(values === undefined ? {} : { values: pairs.map(([key, value]) => part(key, value)).join('') }),
    ...(project === undefined ? {} : { project }),
  }
}

const part = (name: string, value: string): string => `.${inFileName(name)}=${inFileName(value)}`

/** What names of files have of a project; empty without one. */
export const projectPart = (project: string | undefined): string =>
  project === undefined ? '' : part('project', project)

/** What a name of a file has behind that of its scenario, in two parts: `.impl=redis` and `.project=staging`. */
function partsIn(behind: string): readonly [values: string, project: string] {
  const at = behind.search(/\.project=[^=]*$/)
  return at === -1 ? [behind, ''] : [behind.slice(0, at), behind.slice(at)]
}

/** Whether a name of a file is that of what was asked for. */
export function isMeant({ values, project }: NamedEntry, behind: string): boolean {
  const [ofValues, ofProject] = partsIn(behind)
  return (values ?? ofValues) === ofValues && (project === undefined || projectPart(project) === ofProject)
}

/** Where it is not known which there are. */
export const allForms: ReadonlySet<Transcripts> = new Set(['shared', 'per-value', 'per-project'])

/**
 * The transcript of an entry, which names of files have as `behind`, `shared` being the one that all share: its own where `forms` says that there
 * are such, and where it is there.
 */
export function committedFor(shared: string, behind: string, forms: ReadonlySet<Transcripts>): string {
  const [ofValues, ofProject] = partsIn(behind)
  const named = (own: string): string => shared.replace(/\.txt$/, `${own}.txt`)
  const own = [...(forms.has('per-value') ? [ofValues] : []), ...(forms.has('per-project') ? [ofProject] : [])]
  return (
    own
      .filter((each) => each !== '')
      .map(named)
      .find((each) => fs.existsSync(each)) ?? shared
  )
}

/**
 * The transcript that all values share, `echo.txt`, for a new one that waits as `echo.impl=redis.new.txt`, and its values: its header says
 * that it is of `echo.yaml`. Undefined where its name has no values.
 */
export function sharedBy(pending: string): { readonly shared: string; readonly values: string } | undefined {
  const name = path.basename(pending, '.new.txt')
  const made = name.includes('=') ? transcriptAt(pending) : undefined
  if (made === undefined) return undefined
  const own = transcriptStem(path.basename(made.source))
  const values = name.startsWith(own) ? name.slice(own.length) : ''
  return values !== '' && valuesInName.test(values)
    ? { shared: path.join(path.dirname(pending), `${own}.txt`), values }
    : undefined
}

/** New transcripts that wait beside a transcript, or would if it were there: of the scenario, and of values of a matrix. */
export function pendingBeside(transcript: string): { readonly file: string; readonly values: string }[] {
  const stem = path.basename(transcript, '.txt')
  return namesIn(path.dirname(transcript)).flatMap((name) => {
    if (!name.startsWith(stem) || !name.endsWith('.new.txt')) return []
    const values = name.slice(stem.length, -'.new.txt'.length)
    const file = path.join(path.dirname(transcript), name)
    const isOf = values === '' || (valuesInName.test(values) && sharedBy(file)?.shared === transcript)
    return isOf ? [{ file, values }] : []
  })
}

/** The values, such as `impl=redis`, of transcripts that are of one value each, where `transcript` would be the one that all share. */
export function transcriptsOfValues(transcript: string): readonly string[] {
  const stem = path.basename(transcript, '.txt')
  return namesIn(path.dirname(transcript)).flatMap((name) => {
    const values = name.endsWith('.new.txt') ? undefined : valuesBehind(stem, name, '.txt')
    return values === undefined || values === '' ? [] : [values.slice(1).replace(/\.(?=[A-Za-z_][\w-]*=)/g, ', ')]
  })
}

/** What stands behind a scenario's own name in that of a file, such as `.impl=redis`; undefined when it is another scenario's. */
export function valuesBehind(stem: string, file: string, ending: string): string | undefined {
  if (!file.startsWith(stem) || !file.endsWith(ending) || file.length < stem.length + ending.length) return undefined
  const values = file.slice(stem.length, file.length - ending.length)
  return valuesInName.test(values) ? values : undefined
}

function namesIn(folder: string): readonly string[] {
  try {
    return fs.readdirSync(folder).sort()
  } catch {
    return []
  }
}

/** A new transcript, and the one that it replaces. */
export interface Candidate {
  readonly file: string
  readonly committed: string
  readonly bytes: Uint8Array
}

/**
 * One new transcript for each that is replaced: of several that would replace it, such as those of values that share it, all must be the
 * same. `others` are the same as it; `command` takes one of them.
 */
export function oneForEach<One extends Candidate>(
  candidates: readonly One[],
  shown: (file: string) => string,
  command: string,
): {
  readonly chosen: readonly (One & { readonly others: readonly string[] })[]
  readonly problems: readonly Problem[]
} {
  const problems: Problem[] = []
  const chosen: (One & { others: readonly string[] })[] = []
  for (const [first, ...others] of groups(candidates, ({ committed }) => committed)) {
    const other = others.find((each) => !areSame(first, each))
    if (other === undefined) chosen.push({ ...first, others: others.map(({ file }) => file) })
    else
      problems.push({
        code: 'same-transcript',
        message: `${shown(first.file)} and ${shown(other.file)} differ, and both replace ${shown(first.committed)}`,
        hint: `name the one to take, such as “${command} ${shellWord(shown(first.file))}”`,
      })
  }
  return { chosen, problems }
}

function areSame(one: Candidate, other: Candidate): boolean {
  const [first, second] = [transcriptIn(one.file, one.bytes), transcriptIn(other.file, other.bytes)]
  return first !== undefined && second !== undefined && sameTranscript(first, second)
}

function transcriptIn(file: string, bytes: Uint8Array) {
  const read = readTranscript(new TextDecoder().decode(bytes), file, file)
  return 'transcript' in read ? read.transcript : undefined
}

function transcriptAt(file: string) {
  try {
    return transcriptIn(file, fs.readFileSync(file))
  } catch {
    return undefined
  }
}
