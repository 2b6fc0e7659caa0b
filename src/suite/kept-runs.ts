import path from 'node:path'
import { readBegin } from '../disk/read-regular.ts'
import type { Problem } from '../model/problem.ts'
import type { Files } from '../pipeline.ts'
import type { Blob } from '../report/blob.ts'
import { keptRunName, keptRunStart, readKeptRun } from '../report/kept-run.ts'
import { blobsAt } from './blobs.ts'
import { statOf } from './walk.ts'

/** Runs as they were reported, and what is wrong with those that cannot be read. */
interface Found {
  readonly blobs: readonly Blob[]
  readonly problems: readonly Problem[]
}

/** The last run in the output folder (absolute). */
export function lastRunIn(out: string, files: Files, shown: (file: string) => string): Found {
  const file = path.join(out, keptRunName)
  if (files.exists(file)) return readOne(file, files, shown)
  const hint = '“scenario run” keeps each run there; “--out” of “run” or the configuration names another folder'
  return { blobs: [], problems: [{ code: 'nothing-selected', message: `no run is kept in ${shown(out)}`, hint }] }
}

/** The runs at these absolute places: a kept run, an output folder with one, blobs, or folders with blobs. */
export function runsAt(places: readonly string[], files: Files, shown: (file: string) => string): Found {
  const kept = places.map((place) => keptAt(place, files))
  const others = places.filter((_, at) => kept[at] === undefined)
  const found = [
    ...kept.flatMap((file) => (file === undefined ? [] : [readOne(file, files, shown)])),
    ...(others.length === 0 ? [] : [blobsAt(others, files, shown)]),
  ]
  return { blobs: found.flatMap(({ blobs }) => blobs), problems: found.flatMap(({ problems }) => problems) }
}

/** The file of a kept run: the place itself, or in the folder that it is. */
function keptAt(place: string, files: Pick<Files, 'exists'>): string | undefined {
  const file = statOf(place)?.isDirectory() === true ? path.join(place, keptRunName) : place
  return files.exists(file) && beginsAsKept(file) ? file : undefined
}

function beginsAsKept(file: string): boolean {
  try {
    return readBegin(file, keptRunStart.length).toString('latin1') === keptRunStart
  } catch {
    return false
  }
}

function readOne(file: string, files: Pick<Files, 'read'>, shown: (file: string) => string): Found {
  const read = files.read(file)
  if ('problem' in read) return { blobs: [], problems: [read.problem] }
  const run = readKeptRun(Buffer.from(read.bytes).toString('utf8'))
  if (typeof run !== 'string') return { blobs: [run], problems: [] }
  return { blobs: [], problems: [{ code: 'blob-unreadable', message: `${shown(file)} cannot be reported: ${run}` }] }
}
