import fs from 'node:fs'
import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import type { Files } from '../pipeline.ts'
import { shellWord } from '../text/shell-word.ts'
import { readTranscript } from '../transcript/read.ts'
import type { Find } from './accept.ts'
import { isOurs } from './ours.ts'
import { oneForEach } from './one-for-each.ts'
import { outputPath, pathFrom, transcriptPath, type Transcripts } from './paths.ts'
import { committedFor, isMeant, projectPart, readNamed, valuesBehind } from './transcript-names.ts'
import { filesBelow, isPending, isScenario, namesIn, scenarioName, statOf } from './walk.ts'

/** Folders, absolute: the downloaded output folders, where their paths start, the working directory, and those of scenarios. */
export interface Upload {
  readonly from: readonly string[]
  readonly base: string
  readonly cwd: string
  /** One for each project, or one alone. */
  readonly homes: readonly Home[]
  readonly find: Find
  /** Which transcripts of their own entries have. */
  readonly forms: ReadonlySet<Transcripts>
}

/** The folder of scenarios beside which transcripts are, and the project whose they are. */
interface Home {
  readonly scenarios: string
  readonly project?: string
}

/** A new transcript that has been checked, and the committed one that it replaces. */
export interface Taken {
  readonly file: string
  readonly committed: string
  readonly bytes: Uint8Array
}

interface Reading {
  readonly files: Pick<Files, 'read'>
  readonly shown: (file: string) => string
}

/**
 * New transcripts in output folders that CI has uploaded: of the named scenarios, transcripts or folders, or all. Each belongs to a
 * scenario and a transcript that are here, can be read, and says that it is of this scenario. With problems nothing is to be taken.
 */
export async function uploaded(
  paths: readonly string[],
  upload: Upload,
  reading: Reading,
): Promise<{ taken: readonly Taken[]; problems: readonly Problem[] }> {
  const missing = upload.from.filter((from) => statOf(from)?.isDirectory() !== true)
  if (missing.length > 0) return { taken: [], problems: missing.map((from) => noFolder(reading.shown(from))) }
  const found = upload.from.flatMap((from) =>
    newIn(from).map((file) => ({ file, owners: ownersOf(file, from, upload) })),
  )
  const named = await namedAmong(found, paths, upload, reading.shown)
  const taken: Taken[] = []
  const problems = [...named.problems]
  for (const each of named.found) {
    const checked = checkedOf(each, upload, reading)
    if ('problem' in checked) problems.push(checked.problem)
    else taken.push(checked)
  }
  const { chosen, problems: several } = oneForEach(taken, reading.shown, 'scenario accept --from FOLDER')
  return { taken: chosen, problems: [...problems, ...several] }
}

/** Folders of a run (`echo.files`) have whatever programs wrote. */
const newIn = (folder: string): string[] =>
  filesBelow(folder, (name) => name === 'node_modules' || name.endsWith('.files')).filter(isPending)

/** A scenario, and the folder beside which its transcript is. */
type Owner = Awaited<ReturnType<Find>>['found'][number] & {
  /** Behind its name in that of the new transcript: `.impl=redis`. */
  readonly values: string
}

interface Found {
  readonly file: string
  /** The scenarios whose run in CI would have written it. */
  readonly owners: readonly Owner[]
}

function ownersOf(file: string, from: string, { base, homes }: Upload): Owner[] {
  const owners = new Map<string, Owner>()
  for (const { scenarios, project } of homes) {
    const inside = path.relative(project === undefined ? from : path.join(from, project), path.dirname(file))
    const folder = path.join(base, inside)
    for (const name of inside.startsWith('..') ? [] : namesIn(folder).filter((each) => scenarioName.test(each))) {
      const entry = { file: path.join(folder, name), ...(project === undefined ? {} : { project }) }
      const values = valuesBehind(outputPath(from, base, entry, ''), file, '.new.txt')
      if (values !== undefined && isScenario(entry.file))
        owners.set(entry.file, { file: entry.file, scenarios, values: `${values}${projectPart(project)}` })
    }
  }
  return [...owners.values()]
}

async function namedAmong(
  found: readonly Found[],
  paths: readonly string[],
  { cwd, from, find }: Upload,
  shown: Reading['shown'],
): Promise<{ found: readonly Found[]; problems: readonly Problem[] }> {
  if (paths.length === 0) return { found, problems: [] }
  const named = new Set<Found>()
  const problems: Problem[] = []
  for (const written of paths) {
    const given = path.resolve(cwd, written)
    const isText = given.endsWith('.txt')
    const asked = readNamed(written)
    const selected = isText ? { found: [], problems: [] } : await find(asked.path)
    const wanted = new Set([given, ...selected.found.map(({ file }) => file)])
    const those = found.filter(({ file, owners }) => {
      const meant = owners.filter(({ values }) => isMeant(asked, values))
      const names = [file, ...meant.flatMap((owner) => [owner.file, transcriptPath(owner.file, owner.scenarios)])]
      return names.some((each) => wanted.has(each))
    })
    for (const each of those) named.add(each)
    if (selected.problems.length > 0) problems.push(...selected.problems)
    else if (those.length === 0) problems.push(nothingNew(written, from.map(shown).join(', ')))
  }
  return { found: [...named], problems }
}

function checkedOf(
  { file, owners }: Found,
  { base, forms }: Upload,
  { files, shown }: Reading,
): Taken | { problem: Problem } {
  const name = shown(file)
  const [owner] = owners
  if (owner === undefined) return { problem: noScenario(name) }
  if (owners.length > 1)
    return {
      problem: severalScenarios(
        name,
        owners.map((each) => shown(each.file)),
      ),
    }
  if (fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true) return { problem: linked(name) }
  const read = files.read(file)
  if ('problem' in read) return read
  const made = readTranscript(new TextDecoder().decode(read.bytes), file, name)
  if ('problem' in made) return made
  const { transcript } = made
  if (!isSame(transcript.source, pathFrom(base, owner.file)))
    return { problem: ofAnother(name, transcript.source, shown(owner.file)) }
  const committed = committedFor(transcriptPath(owner.file, owner.scenarios), owner.values, forms)
  if (!fs.existsSync(committed)) return { problem: noTranscript(name, shown(committed), shown(owner.file)) }
  if (statOf(committed)?.isFile() === true && !isOurs(committed)) return { problem: notOurs(shown(committed)) }
  return { file, committed, bytes: read.bytes }
}

/** A header's path starts in the working directory of that run, which may be above or below the folder where paths start here. */
function isSame(source: string, here: string): boolean {
  const said = source.replace(/^(?:\.\.\/)+/, '')
  return said === here || said.endsWith(`/${here}`) || here.endsWith(`/${said}`)
}

const noFolder = (shown: string): Problem => ({
  code: 'file-not-found',
  message: `there is no folder ${shown} to take transcripts from`,
  hint: 'give the output folder of the CI run, as it was downloaded: scenario accept --from FOLDER',
})

const nothingNew = (written: string, shown: string): Problem => ({
  code: 'nothing-selected',
  message: `there is no new transcript for “${written}” in ${shown}`,
  hint: 'a run in CI keeps one where the conversation differs, as scenarios/echo.new.txt in its output folder',
})

const noScenario = (shown: string): Problem => ({
  code: 'transcript-orphan',
  message: `${shown} belongs to no scenario here`,
  hint: 'give the folder in which “scenarios” of the CI run stands, and check out the branch of that run; or name the scenarios to accept',
})

const severalScenarios = (shown: string, scenarios: readonly string[]): Problem => ({
  code: 'same-transcript',
  message: `${shown} may be of ${scenarios.join(' or ')}`,
  hint: 'give one of them another name',
})

const linked = (shown: string): Problem => ({
  code: 'not-a-file',
  message: `${shown} is a link, and no run writes one there`,
  hint: 'download the output folder again',
})

const ofAnother = (shown: string, source: string, scenario: string): Problem => ({
  code: 'transcript-unreadable',
  message: `${shown} is of ${source}, not of ${scenario}`,
  hint: 'its second line says of which scenario it is: download the output folder again',
})

const noTranscript = (shown: string, committed: string, scenario: string): Problem => ({
  code: 'transcript-missing',
  message: `${shown} replaces ${committed}, which is not there`,
  hint: `check out the branch of the CI run, or record it with “scenario run ${shellWord(scenario)}”`,
})

const notOurs = (shown: string): Problem => ({
  code: 'transcript-unreadable',
  message: `${shown} is not a transcript that a run has written`,
  hint: 'a file without this header is never replaced: remove it or move it elsewhere',
})
