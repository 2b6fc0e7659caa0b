import type { Styling } from '../model/screen.ts'
import type { Transcript } from '../model/transcript.ts'
import { panesOver } from '../picture/panes-over.ts'
import { drawTerminal } from '../picture/terminal.ts'
import type { Palette } from '../text/palette.ts'

/** The panes of a conversation as they are when its first `rows` rows have come, in so many lines of a terminal at the most. */
export function panesAt(
  transcript: Transcript,
  rows: number,
  palette: Palette & Styling,
  room: { readonly columns: number; readonly lines: number },
): string[] {
  const drawn = drawTerminal(panesOver(transcript, room).at(rows), palette)
  return drawn.trimEnd().split('\n').slice(0, room.lines)
}
