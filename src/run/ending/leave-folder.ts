import type { Failure } from '../../model/result.ts'
import { dropKept } from '../../disk/keep-folder.ts'
import type { RunSetup, RunNames } from '../context/run-context.ts'

/** What has become of the run's folder. */
export interface Left {
  /** Where its files are now, of a failed run. */
  readonly kept?: string
  /** Why they are not, or why the folder is still there. */
  readonly trouble?: string
}

/**
 * Takes the run's folder away: nothing stays in the system's temporary folder. The files of a failed run are moved into the output
 * folder, in the place of those of an earlier one, so that its author can look at them; those of an interrupted one are not.
 */
export function leaveFolder({ folder, host }: RunSetup & RunNames, failure: Failure | undefined): Left {
  const { keepTo } = host
  if (keepTo === undefined) return troubled(folder.remove())
  if (failure === undefined || failure.code === 'interrupted' || folder.empty) {
    const trouble = dropped(keepTo) ?? folder.remove()
    return troubled(trouble)
  }
  const trouble = folder.keep(keepTo, host.redactor?.forms ?? [])
  return trouble === undefined ? { kept: keepTo } : { trouble }
}

const troubled = (trouble: string | undefined): Left => (trouble === undefined ? {} : { trouble })

function dropped(keepTo: string): string | undefined {
  try {
    dropKept(keepTo)
    return undefined
  } catch (error) {
    return `the files of an earlier run could not be removed: ${(error as Error).message}`
  }
}
