import fs from 'node:fs'
import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import type { Files } from '../pipeline.ts'
import { readTranscript } from '../transcript/read.ts'
import { isOurs } from './ours.ts'
import { outputPath, transcriptPath } from './paths.ts'
import { selectFiles } from './select.ts'
import { filesBelow, isPending, isScenario, scenarioName, statOf } from './walk.ts'

/** Folders, absolute: the downloaded output folder, where its paths start, the working directory, and that of the scenarios. */
export interface Upload {
  readonly from: string
  readonly base: string
  readonly cwd: string
  readonly scenarios: string
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
 * New transcripts in an output folder that CI has uploaded: of the named scenarios, transcripts or folders, or all. Each belongs to a
 * scenario and a transcript that are here, can be read, and says that it is of this scenario. With problems nothing is to be taken.
 */
export async function uploaded(
  paths: readonly string[],
  upload: Upload,
  reading: Reading,
): Promise<{ taken: readonly Taken[]; problems: readonly Problem[] }> {
  const { from } = upload
  if (statOf(from)?.isDirectory() !== true) return { taken: [], problems: [noFolder(reading.shown(from))] }
  const found = newIn(from).map((file) => ({ file, scenarios: scenariosOf(file, upload) }))
  const named = await namedAmong(found, paths, upload, reading.shown)
  const taken: Taken[] = []
  const problems = [...named.problems]
  for (const each of named.found) {
    const checked = checkedOf(each, upload, reading)
    if ('problem' in checked) problems.push(checked.problem)
    else taken.push(checked)
  }
  return { taken, problems }
}

/** Folders of a run (`echo.files`) have whatever programs wrote. */
const newIn = (folder: string): string[] =>
  filesBelow(folder, (name) => name === 'node_modules' || name.endsWith('.files')).filter(isPending)

interface Found {
  readonly file: string
  /** The scenarios whose run in CI would have written it. */
  readonly scenarios: readonly string[]
}

function scenariosOf(file: string, { from, base }: Upload): string[] {
  const folder = path.join(base, path.relative(from, path.dirname(file)))
  return namesIn(folder)
    .filter((name) => scenarioName.test(name))
    .map((name) => path.join(folder, name))
    .filter((scenario) => outputPath(from, base, { file: scenario }, '.new.txt') === file && isScenario(scenario))
}

function namesIn(folder: string): string[] {
  try {
    return fs.readdirSync(folder)
  } catch {
    return []
  }
}

async function namedAmong(
  found: readonly Found[],
  paths: readonly string[],
  { cwd, scenarios, from }: Upload,
  shown: Reading['shown'],
): Promise<{ found: readonly Found[]; problems: readonly Problem[] }> {
  if (paths.length === 0) return { found, problems: [] }
  const named = new Set<Found>()
  const problems: Problem[] = []
  for (const written of paths) {
    const given = path.resolve(cwd, written)
    const isText = given.endsWith('.txt')
    const selected = isText ? { files: [], problems: [] } : await selectFiles([written], cwd, scenarios)
    const wanted = new Set([given, ...selected.files])
    const those = found.filter((each) =>
      [each.file, ...each.scenarios, ...each.scenarios.map((file) => transcriptPath(file, scenarios))].some((file) =>
        wanted.has(file),
      ),
    )
    for (const each of those) named.add(each)
    if (selected.problems.length > 0) problems.push(...selected.problems)
    else if (those.length === 0) problems.push(nothingNew(written, shown(from)))
  }
  return { found: [...named], problems }
}

function checkedOf(
  { file, scenarios }: Found,
  upload: Upload,
  { files, shown }: Reading,
): Taken | { problem: Problem } {
  const name = shown(file)
  const [scenario] = scenarios
  if (scenario === undefined) return { problem: noScenario(name) }
  if (scenarios.length > 1) return { problem: severalScenarios(name, scenarios.map(shown)) }
  if (fs.lstatSync(file, { throwIfNoEntry: false })?.isSymbolicLink() === true) return { problem: linked(name) }
  const read = files.read(file)
  if ('problem' in read) return read
  const made = readTranscript(new TextDecoder().decode(read.bytes), file, name)
  if ('problem' in made) return made
  const { source } = made.transcript
  if (!isSame(source, path.relative(upload.base, scenario)))
    return { problem: ofAnother(name, source, shown(scenario)) }
  const committed = transcriptPath(scenario, upload.scenarios)
  if (!fs.existsSync(committed)) return { problem: noTranscript(name, shown(committed), shown(scenario)) }
  if (statOf(committed)?.isFile() === true && !isOurs(committed)) return { problem: notOurs(shown(committed)) }
  return { file, committed, bytes: read.bytes }
}

/** A header's path starts in the working directory of that run, which may be above or below the folder where paths start here. */
function isSame(source: string, scenario: string): boolean {
  const said = source.replace(/^(?:\.\.\/)+/, '')
  const here = scenario.replaceAll(path.sep, '/')
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
  hint: `check out the branch of the CI run, or record it with “scenario run ${scenario}”`,
})

const notOurs = (shown: string): Problem => ({
  code: 'transcript-unreadable',
  message: `${shown} is not a transcript that a run has written`,
  hint: 'a file without this header is never replaced: remove it or move it elsewhere',
})
