import type { Event } from '../model/event.ts'
import type { Problem } from '../model/problem.ts'
import type { Files } from './services.ts'

const keepBoth = 'the large pieces that a recording names stand there: keep both files together'

/** The events of a recording whose text this is; `use` is called while the bytes that stand beside it can be read. */
export async function readRecording<Found>(
  text: string,
  file: string,
  files: Pick<Files, 'read'>,
  use: (events: readonly Event[]) => Found,
): Promise<{ readonly found: Found } | { readonly problem: Problem }> {
  const [{ decodeRecording }, { besideRecording }] = await Promise.all([
    import('../run/recording/decode.ts'),
    import('../run/recording/bytes-beside.ts'),
  ])
  let beside: ReturnType<Files['read']> | undefined
  const { events, problem } = decodeRecording(text, file, (from, length) => {
    beside ??= files.read(besideRecording(file))
    return 'bytes' in beside ? beside.bytes.subarray(from, from + length) : new Uint8Array()
  })
  if (problem !== undefined) return { problem }
  const found = use(events)
  return beside !== undefined && 'problem' in beside ? { problem: { ...beside.problem, hint: keepBoth } } : { found }
}
