import type { Problem } from '../model/problem.ts'
import type { Replay } from '../model/replay.ts'
import type { Transcript } from '../model/transcript.ts'
import { replayOf } from '../picture/replay-of.ts'
import { openConversation, type Reading } from './see.ts'

export { chosen, lanesOf, readStretch, type Choice, type Stretch } from '../picture/chosen.ts'

/** A conversation to be drawn, and where it was taken from: `both` has the texts of a transcript and the times of a recording. */
export interface ToDraw {
  readonly replay: Replay
  readonly from: 'transcript' | 'recording' | 'both'
}

/**
 * Opens a transcript or a recording to draw it. `timed` wants to know when everything came: then the last recording beside a transcript
 * is drawn, with the texts of the transcript where both have the same rows. Without it a transcript is drawn as it is, with the colours
 * of screens, so that the same transcript gives the same picture.
 */
export async function openToDraw(
  { file, recording }: { readonly file: string; readonly recording?: string },
  reading: Reading,
  { timed }: { readonly timed: boolean },
): Promise<ToDraw | { readonly problem: Problem; readonly text?: string }> {
  const opened = await openConversation(file, reading, { replay: true, recording })
  if ('problem' in opened) return opened
  if (opened.replay !== undefined) return { replay: opened.replay, from: 'recording' }
  const plain = { replay: replayOf(opened.transcript), from: 'transcript' } as const
  if (!timed || recording === undefined) return plain
  return (await recordedToDraw(recording, reading, opened.transcript)) ?? plain
}

/** A recording with the texts of the transcript of the same run, where it can be read: it may be cut off at its beginning. */
export async function recordedToDraw(
  recording: string,
  reading: Reading,
  transcript: Transcript | undefined,
): Promise<ToDraw | undefined> {
  const opened = await openConversation(recording, reading, { replay: true })
  if ('problem' in opened || opened.replay === undefined) return undefined
  if (transcript === undefined) return { replay: opened.replay, from: 'recording' }
  const { withTexts } = await import('../transcript/with-texts.ts')
  const both = withTexts(opened.replay, transcript)
  return both === undefined ? { replay: opened.replay, from: 'recording' } : { replay: both, from: 'both' }
}
