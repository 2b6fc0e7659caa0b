import fs from 'node:fs'
import path from 'node:path'
import { readTranscript } from '../transcript/read.ts'
import { transcriptStem, valuesPart, type Transcripts } from './paths.ts'
import { namesIn } from './walk.ts'

/** What stands behind a scenario's name in `echo.impl=redis.tls=on.new.txt`. */
const valuesInName = /^(?:\.[A-Za-z_][\w-]*=.*)?$/

/** A scenario as an author or a report names it, with what names of files have of its values. */
interface NamedEntry {
  readonly path: string
  /** `.impl=redis`. */
  readonly values?: string
  readonly project?: string
}

const withVariant =
  /^([^]+?)(?:(?: ?\[([^[\]=]+=[^[\]]*)\])(?: \[([A-Za-z0-9][\w.-]*)\])?|(?<!\]) \[([A-Za-z0-9][\w.-]*)\])$/
/** A value may have brackets, too. */
const withBrackets = /^([^]+?) ?\[([A-Za-z_][\w-]*=[^]*?)\](?: \[([A-Za-z0-9][\w.-]*)\])?$/

/** `echo[impl=redis]`, or `scenarios/echo.yaml [impl=redis] [staging]`. */
export function readNamed(written: string): NamedEntry {
  if (fs.existsSync(written)) return { path: written }
  const [, name = '', values, behindValues, alone] = withVariant.exec(written) ?? withBrackets.exec(written) ?? []
  const project = behindValues ?? alone
  if (name === '') return { path: written }
  const pairs = values?.split(/, ?(?=[A-Za-z_][\w-]*=)/).map((pair) => pair.split(/=([^]*)/) as [string, string]) ?? []
  return {
    path: name,
    ...(values === undefined ? {} : { values: valuesPart(Object.fromEntries(pairs)) }),
    ...(project === undefined ? {} : { project }),
  }
}

/** What names of files have of a project; empty without one. */
export const projectPart = (project: string | undefined): string =>
  project === undefined ? '' : valuesPart({ project })

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
export function valuesWithTranscript(transcript: string): readonly string[] {
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

/** A transcript in these bytes, which `file` has; undefined where there is none. */
export function transcriptIn(file: string, bytes: Uint8Array) {
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
