import type { Problem } from '../model/problem.ts'
import type { Difference, Transcript } from '../model/transcript.ts'
import { compare } from '../pipeline/see.ts'
import { transcriptIn } from '../suite/transcript-names.ts'
import { readTranscript } from '../transcript/read.ts'
import type { ReviewHost } from './host.ts'
import type { Pending } from './pending.ts'

/** Two conversations side by side: the committed one, and the one that waits. */
export interface Differing {
  readonly expected: Transcript
  readonly received: Transcript
  readonly difference: Difference
}

/** How a new transcript differs from the committed one; or why that cannot be read. */
export async function differenceOf(
  { file, committed, bytes }: Pending,
  { host: { services } }: ReviewHost,
): Promise<Differing | { readonly problem: Problem }> {
  const read = services.files.read(committed)
  if ('problem' in read) return read
  const expected = readTranscript(new TextDecoder().decode(read.bytes), committed, services.shown(committed))
  if ('problem' in expected) return expected
  const received = transcriptIn(file, bytes)
  if (received === undefined) return { problem: unreadable(services.shown(file)) }
  return { expected: expected.transcript, received, difference: await compare(expected.transcript, received) }
}

const unreadable = (shown: string): Problem => ({
  code: 'transcript-unreadable',
  message: `${shown} cannot be read`,
  hint: 'remove it, and run its scenario again',
})
