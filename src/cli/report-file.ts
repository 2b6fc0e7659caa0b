import { readFileSync, realpathSync } from 'node:fs'
import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import { isOurs } from '../suite/ours.ts'
import { statOf } from '../suite/walk.ts'
import { scenariosOf } from './configured.ts'
import type { Shell } from './shell.ts'

/** Reporters by the files that they write, without links. */
type Writers = Map<string, string>

/**
 * What is wrong with this file for the report of this reporter, which joins `writers`: another one writes it, or what stands there is
 * of the suite. Devices and pipes take any number of reports.
 */
export function wrongFile(
  { name, file }: { readonly name: string; readonly file: string },
  writers: Writers,
  shell: Shell,
): Problem | undefined {
  const absolute = path.resolve(shell.cwd, file)
  const there = statOf(absolute)
  if (there !== undefined && !there.isFile() && !there.isDirectory()) return undefined
  const real = realName(absolute)
  const what = there?.isDirectory() === true ? 'a folder' : there && keptAs(real, there.size, shell)
  if (what !== undefined)
    return {
      code: 'usage',
      message: `the reporter “${name}” cannot write ${file}, which is ${what}`,
      hint: `name another file, such as --reporter ${name}=reports/${name}.out`,
    }
  const other = writers.get(real)
  writers.set(real, name)
  return other === undefined ? undefined : bothWrite(other, name, file)
}

/** What a regular file is to the suite that a report must not replace. */
function keptAs(file: string, size: number, shell: Shell): string | undefined {
  const shells = [
    shell,
    ...(shell.projects ?? []).map(({ configuration }) => ({
      ...shell,
      configuration,
    })),
  ]
  if (shells.some(({ configuration }) => configuration !== undefined && realName(configuration.file) === file))
    return 'the configuration'
  const isBelow = shells.some((each) => file.startsWith(realName(scenariosOf(each)) + path.sep))
  if (/\.ya?ml$/i.test(file) && (isBelow || hasSteps(file))) return 'a scenario'
  // An empty file looks like a transcript, and loses nothing.
  const isAmong = file.split(path.sep).includes('transcripts')
  return isAmong && size > 0 && file.endsWith('.txt') && isOurs(file) ? 'a transcript' : undefined
}

function hasSteps(file: string): boolean {
  try {
    return /^(?:actors|steps)\s*:/m.test(readFileSync(file, 'utf8'))
  } catch {
    return false
  }
}

/** Without links; of what is not there, with the folder's name without links. */
function realName(file: string): string {
  try {
    return realpathSync(file)
  } catch {
    const folder = path.dirname(file)
    return folder === file ? file : path.join(realName(folder), path.basename(file))
  }
}

const bothWrite = (one: string, other: string, file: string): Problem => ({
  code: 'usage',
  message: `the reporters “${one}” and “${other}” write one file, ${file}`,
  hint: 'give each a file of its own',
})
