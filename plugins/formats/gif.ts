import { allPrintable, loadDrawing } from '../../src/plugin.ts'
import type { Format, Picture } from '../../src/plugin.ts'
import { drawPanes } from './draw-svg.ts'
import { changesOf, type Change, type Part } from './gif-parts.ts'
import { gifFile } from './gif-file.ts'
import { movingSize } from './moving.ts'
import { around, cutOut, moveUp, put, type Box } from './pixel-box.ts'
import { loadRaster, shadeOf, type Pixels } from './raster.ts'
import { fontSize as usualSize } from './units.ts'

/** Microseconds for which the end is shown before it begins again. */
const lastLook = 3_000_000

/** GIF 89a (W3C). */
export const gif: Format = {
  about: 'the panes as they fill, moving, for documents and chats that show no video',
  extension: '.gif',
  timed: true,
  async write(unsafe, options) {
    const [drawing, raster] = await Promise.all([loadDrawing(), loadRaster()])
    const transcript = allPrintable(unsafe)
    const { width = movingSize.columns, fontSize = usualSize, replay, pace = 'readable' } = options
    const panes = drawing.panesOver(transcript, { columns: width, lines: movingSize.lines })
    const look = { theme: shadeOf(options.theme), scale: fontSize / usualSize } as const
    const draw = (picture: Picture, part?: Part): Pixels =>
      raster.pixels(drawPanes(drawing, picture, { ...look, ...(part && { part }) }), 1)
    const times = drawing.pacedTimes(replay ?? drawing.replayOf(transcript), pace)
    return moving({ at: panes.at, times, scale: look.scale, draw })
  },
}

interface Moving {
  at(rows: number): Picture
  /** Microseconds at which each row is shown. */
  readonly times: readonly number[]
  readonly scale: number
  draw(picture: Picture, part?: Part): Pixels
}

/** Each row is a frame that has what changed and nothing else; rows that come at once are one. */
async function moving({ at, times, scale, draw }: Moving): Promise<Uint8Array> {
  let picture = at(0)
  const shown = draw(picture)
  const file = await gifFile(shown)
  for (const [index, time] of times.entries()) {
    if (times[index + 1] === time) continue
    const next = at(index + 1)
    const changed = changesOf(picture, next, scale).flatMap(
      (change) => applied(shown, change, (part) => draw(next, part)) ?? [],
    )
    picture = next
    if (changed.length > 0) file.frame(shown, around(changed), time)
  }
  return file.end((times.at(-1) ?? 0) + lastLook)
}

/** Makes a change in what is shown; answers where pixels have another colour now, if there are some. */
function applied(shown: Pixels, { box, moved, parts }: Change, draw: (part: Part) => Pixels): Box | undefined {
  const now = cutOut(shown, box)
  if (moved !== undefined) moveUp(now, moved)
  for (const part of parts) put(now, draw(part), { ...part.box, x: part.box.x - box.x, y: part.box.y - box.y })
  return put(shown, now, box)
}
