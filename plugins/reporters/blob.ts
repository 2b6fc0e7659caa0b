import { loadBlob } from '../../src/plugin.ts'
import type { Progress } from '../../src/plugin.ts'

/** All progress as data, for `scenario merge`. */
export async function* report(progress: AsyncIterable<Progress>): AsyncIterable<string> {
  const { writeBlob } = await loadBlob()
  yield* writeBlob(progress)
}
