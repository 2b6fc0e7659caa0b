import { readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import { readBegin } from '../disk/read-regular.ts'
import { keptRunStart } from '../report/kept-run.ts'
import { isOurs } from '../suite/ours.ts'
import { statOf } from '../suite/walk.ts'
import { scenariosOf } from './configured.ts'
import type { Shell } from './shell.ts'

/** What a file (absolute) is to the suite that no picture and no report may replace, for a message; undefined for any other, and for none. */
export function keptAs(wanted: string, shell: Shell): string | undefined {
  const stat = statOf(wanted)
  if (stat?.isFile() !== true) return undefined
  const file = realName(wanted)
  const shells = [shell, ...(shell.projects ?? []).map(({ configuration }) => ({ ...shell, configuration }))]
  if (shells.some(({ configuration }) => configuration !== undefined && realName(configuration.file) === file))
    return 'the configuration'
  const isBelow = shells.some((each) => file.startsWith(realName(scenariosOf(each)) + path.sep))
  if (/\.ya?ml$/i.test(file) && (isBelow || hasSteps(file))) return 'a scenario'
  // An empty file looks like a transcript, and loses nothing.
  const isAmong = file.split(path.sep).includes('transcripts')
  if (isAmong && stat.size > 0 && file.endsWith('.txt') && isOurs(file)) return 'a transcript'
  return isRecorded(file) ? 'a recording' : undefined
}

function hasSteps(file: string): boolean {
  try {
    return /^(?:actors|steps)\s*:/m.test(readFileSync(file, 'utf8'))
  } catch {
    return false
  }
}

/** What recordings and kept runs begin with. */
const beginnings = ['{"t":0,"recording":', keptRunStart]

function isRecorded(file: string): boolean {
  try {
    const begin = readBegin(file, 64).toString('latin1')
    return beginnings.some((each) => begin.startsWith(each))
  } catch {
    return false
  }
}

/** Without links; of what is not there, with the folder's name without links. */
export function realName(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    const folder = path.dirname(file)
    return folder === file ? file : path.join(realName(folder), path.basename(file))
  }
}
