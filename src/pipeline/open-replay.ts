import type { Problem } from '../model/problem.ts'
import type { Replay } from '../model/replay.ts'
import { readRecording } from './read-recording.ts'
import { replayFrom } from './replay.ts'
import type { Reading } from './see.ts'

/** What a recording says of itself, before all else in it is read. */
export interface RecordingHead {
  /** The scenario's path as it was shown in its run. */
  readonly file: string
  readonly title: string
  /** ISO 8601. */
  readonly wall: string
}

/** A recording as a replay, unless `wanted` says of its head that it is not the one; then undefined. */
export async function openReplay(
  file: string,
  { files, shown }: Reading,
  wanted: (head: RecordingHead) => boolean = () => true,
): Promise<{ readonly replay: Replay } | { readonly problem: Problem } | undefined> {
  const read = files.read(file)
  if ('problem' in read) return read
  const text = new TextDecoder().decode(read.bytes)
  const opened = await readRecording(text, file, files, (events) => {
    const [begun] = events
    if (begun?.type !== 'begun') return { problem: noBeginning(shown(file)) }
    if (!wanted({ file: begun.file, title: begun.scenario, wall: begun.wall })) return undefined
    const replay = replayFrom(events)
    return replay === undefined ? { problem: noBeginning(shown(file)) } : { replay }
  })
  return 'problem' in opened ? opened : opened.found
}

const noBeginning = (shown: string): Problem => ({ code: 'recording-unreadable', message: `${shown} has no beginning` })
