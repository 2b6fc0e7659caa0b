import type { Palette } from '../../text/palette.ts'
import { eraseLine } from '../../text/erase-line.ts'
import { printable } from '../../text/printable.ts'
import { fitLine } from '../../terminal/fit-line.ts'
import { columnsOf, type Out } from '../shell.ts'

/** How far a call with many pictures is: a bar in the last line of a terminal, below the lines that stay; elsewhere only those. */
export interface RenderProgress {
  /** One is begun. */
  begin(name: string): Promise<void>
  /** Prints lines that stay; the bar is drawn again by the next `begin`. */
  print(text: string): Promise<void>
  /** Takes the bar away. */
  end(): Promise<void>
}

/** Cells. */
const widest = 24

export function createProgress(
  out: Out,
  total: number,
  { green, dim }: Pick<Palette, 'green' | 'dim'>,
): RenderProgress {
  const isShown = out.isTTY && total > 1
  let begun = 0
  let drawn = false
  const clear = async (): Promise<void> => {
    if (drawn) await out.write(eraseLine)
    drawn = false
  }
  return {
    async begin(name) {
      begun += 1
      if (!isShown) return
      const room = columnsOf(out) - 1
      const bar = Math.min(widest, Math.max(4, room - 24))
      const full = Math.floor(((begun - 1) / total) * bar)
      const count = `${String(begun).padStart(String(total).length)}/${total}`
      const line = `${green('━'.repeat(full))}${dim('╌'.repeat(bar - full))} ${count} ${dim(printable(name))}`
      await out.write(eraseLine + fitLine(line, room))
      drawn = true
    },
    async print(text) {
      await clear()
      await out.write(text)
    },
    end: clear,
  }
}
