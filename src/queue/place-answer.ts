import { closeSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { dropKept } from '../disk/keep-folder.ts'
import { openNew, removeOld } from '../disk/write-whole.ts'
import type { Problem } from '../model/problem.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { Baseline, Services } from '../pipeline.ts'
import { writtenHere } from '../pipeline/written-here.ts'
import { besideRecording } from '../run/recording/bytes-beside.ts'
import type { Answer, AnswerFile } from './answer.ts'

/** Where an attempt puts what it leaves: absolute paths. */
export interface Places {
  readonly out: string
  readonly recordTo: string
  readonly keepTo: string
  readonly baseline: Baseline
  readonly scenario: string
}

/** Puts what a worker has sent where a run here would have written it, and answers the result that this comes to. */
export async function placeAnswer(
  { result, files, ...unwritten }: Answer,
  { out, recordTo, keepTo, baseline, scenario }: Places,
  services: Services,
): Promise<ScenarioResult> {
  const problem = placeFiles(files, { out, recordTo, keepTo })
  const { recording: _, kept: __, ...without } = result
  const placed: ScenarioResult =
    problem === undefined ? result : { ...without, warnings: [...result.warnings, { ...problem, severity: 'warning' }] }
  return writtenHere(placed, unwritten, { ...baseline, scenario }, services)
}

function placeFiles(
  files: readonly AnswerFile[],
  { out, recordTo, keepTo }: Pick<Places, 'out' | 'recordTo' | 'keepTo'>,
): Problem | undefined {
  try {
    removeOld(recordTo)
    removeOld(besideRecording(recordTo))
    dropKept(keepTo)
    for (const { name, mode, bytes } of files) {
      const file = path.resolve(out, name)
      if (![recordTo, besideRecording(recordTo)].includes(file) && !file.startsWith(keepTo + path.sep)) continue
      const descriptor = openNew(file, mode & 0o777)
      try {
        writeFileSync(descriptor, bytes)
      } finally {
        closeSync(descriptor)
      }
    }
    return undefined
  } catch (error) {
    return {
      code: 'cannot-write',
      message: `the recording ${path.basename(recordTo)} cannot be written (${(error as NodeJS.ErrnoException).code ?? 'unknown error'})`,
      hint: 'check that the output folder is yours, and is not full',
    }
  }
}
