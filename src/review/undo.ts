import type { Problem } from '../model/problem.ts'
import type { Files } from '../pipeline.ts'

/** Puts files back as they were. */
export type Undo = () => Problem | undefined

/** How to put these files back as they are now; what is not there now is removed. */
export function undoFor(paths: readonly string[], files: Files): Undo {
  const before = paths.map((file) => {
    const read = files.read(file)
    return { file, bytes: 'bytes' in read ? read.bytes : undefined }
  })
  return () => {
    for (const { file, bytes } of before) {
      const problem = bytes === undefined ? files.remove(file) : files.write(file, bytes)
      if (problem !== undefined) return problem
    }
    return undefined
  }
}

/** Writes files and removes others; all are as before where one of them cannot be. */
export function changeTogether(
  written: ReadonlyMap<string, string | Uint8Array>,
  removed: readonly string[],
  files: Files,
): Problem | undefined {
  const undo = undoFor([...written.keys(), ...removed], files)
  const problem = changeEach(written, removed, files)
  if (problem !== undefined) undo()
  return problem
}

function changeEach(
  written: ReadonlyMap<string, string | Uint8Array>,
  removed: readonly string[],
  files: Files,
): Problem | undefined {
  for (const [file, content] of written) {
    const problem = files.write(file, content)
    if (problem !== undefined) return problem
  }
  for (const file of removed) {
    const problem = files.remove(file)
    if (problem !== undefined) return problem
  }
  return undefined
}
