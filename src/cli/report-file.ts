import path from 'node:path'
import type { Problem } from '../model/problem.ts'
import { statOf } from '../suite/walk.ts'
import { keptAs, realName } from './kept-files.ts'
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
  const what = there?.isDirectory() === true ? 'a folder' : keptAs(absolute, shell)
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

const bothWrite = (one: string, other: string, file: string): Problem => ({
  code: 'usage',
  message: `the reporters “${one}” and “${other}” write one file, ${file}`,
  hint: 'give each a file of its own',
})
