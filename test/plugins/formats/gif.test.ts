import { join } from 'node:path'
import omggif from 'omggif'
import { expect, test } from 'vitest'
import { drawPanes } from '../../../plugins/formats/draw-svg.ts'
import { gif } from '../../../plugins/formats/gif.ts'
import { changesOf } from '../../../plugins/formats/gif-parts.ts'
import { loadRaster } from '../../../plugins/formats/raster.ts'
import { loadDrawing } from '../../../src/plugin.ts'
import type { DrawOptions, Transcript } from '../../../src/plugin.ts'
import { panesOver } from '../../../src/picture/panes-over.ts'
import { replayOf } from '../../../src/picture/replay-of.ts'
import { echo } from '../../picture/examples.ts'
import { expectGoldenBytes } from '../../picture/golden-bytes.ts'
import { rows, transcript } from '../../transcript/raw-transcripts.ts'

/** Every frame as a reader of GIF shows it, with its hundredths of a second. */
async function framesOf(of: Transcript, options: DrawOptions = {}) {
  const bytes = (await gif.write(of, options)) as Uint8Array
  const reader = new omggif.GifReader(bytes)
  const seen = new Uint8Array(reader.width * reader.height * 4)
  const frames = Array.from({ length: reader.numFrames() }, (_, index) => {
    const { delay, width, height } = reader.frameInfo(index)
    reader.decodeAndBlitFrameRGBA(index, seen)
    return { delay, size: width * height, rgba: seen.slice() }
  })
  return { bytes, frames, width: reader.width, height: reader.height, loops: reader.loopCount() }
}

/** The largest difference of a colour between what is shown and what would be drawn whole, where that is opaque. */
function farthest(shown: Uint8Array, drawn: Uint8Array): number {
  let most = 0
  for (let at = 0; at < drawn.length; at += 4) {
    if ((drawn[at + 3] as number) < 255) continue
    for (let one = at; one < at + 4; one++)
      most = Math.max(most, Math.abs((shown[one] as number) - (drawn[one] as number)))
  }
  return most
}

const drawnWhole = async (of: Transcript, count: number, scale = 1) => {
  const picture = panesOver(of, { columns: 100, lines: 36 }).at(count)
  return (await loadRaster()).pixels(drawPanes(await loadDrawing(), picture, { theme: 'dark', scale }), 1)
}

test('each frame is what the panes show then, though it holds only what is new', async () => {
  const { frames, width, height } = await framesOf(echo)
  expect(frames).toHaveLength(echo.rows.length + 1)
  for (const [count, { rgba, size }] of frames.entries()) {
    expect(farthest(rgba, (await drawnWhole(echo, count)).rgba), `frame ${count}`).toBeLessThan(16)
    if (count > 0) expect(size).toBeLessThan((width * height) / 4)
  }
})

test('panes that scroll, wide characters and another size are drawn as they would be whole', async () => {
  const of = transcript(
    rows(...Array.from({ length: 50 }, (_, at) => `${at % 3 === 0 ? 'b' : 'a'} | ${at} 日本語 ─│█`)),
  )
  const { frames } = await framesOf(of, { fontSize: 17 })
  // The edges of letters are rounded in another way; a letter at another place would be a difference of 200.
  for (const count of [1, 30, 50])
    expect(farthest(frames[count]!.rgba, (await drawnWhole(of, count, 17 / 14)).rgba), `frame ${count}`).toBeLessThan(
      128,
    )
})

test('of a pane that scrolls only what is new is drawn, and the rest is moved', async () => {
  const lines = Array.from({ length: 60 }, (_, at) => `a | ${at} gjpqy ÄÖÅ ${'─│█'.repeat(at % 5)}`)
  const of = transcript(rows(...lines))
  const panes = panesOver(of, { columns: 100, lines: 36 })
  for (const [scale, count] of [
    [1, 1],
    [1.5, 2],
    [2, 7],
  ] as const) {
    const [change, ...more] = changesOf(panes.at(50), panes.at(50 + count), scale)
    expect(more).toEqual([])
    expect(change?.moved?.by).toBe(count * 20 * scale)
    const heights = change?.parts.map(({ box }) => box.height) ?? []
    expect(heights.reduce((sum, height) => sum + height, 0)).toBeLessThan((count + 3.5) * 20 * scale)
  }
  // Rows would come to stand between two pixels.
  expect(changesOf(panes.at(50), panes.at(51), 17 / 14)[0]).not.toHaveProperty('moved')
  const { frames } = await framesOf(of)
  // Letters that stood elsewhere would differ by 200.
  for (const count of [36, 47, 60])
    expect(farthest(frames[count]!.rgba, (await drawnWhole(of, count)).rgba), `frame ${count}`).toBeLessThan(100)
})

test('a frame lasts until the next, the last one three seconds, and then it begins again', async () => {
  const of = transcript(rows('a | one', 'a | two', 'a | three'))
  const replay = { ...replayOf(of), exact: true, times: [100_000, 100_000, 1_234_567] }
  const { frames, loops } = await framesOf(of, { replay, pace: 'real' })
  expect(frames.map(({ delay }) => delay)).toEqual([10, 113, 300])
  expect(loops).toBe(0)
})

test('what comes faster than browsers draw is still seen', async () => {
  const of = transcript(rows('a | one', 'b | two'))
  const replay = { ...replayOf(of), exact: true, times: [1, 2] }
  expect((await framesOf(of, { replay, pace: 'real' })).frames.map(({ delay }) => delay)).toEqual([2, 2, 300])
})

test('the same conversation gives the same bytes on each machine', async () => {
  const { bytes } = await framesOf(echo, { theme: 'light', width: 80 })
  expectGoldenBytes(join(import.meta.dirname, '../../golden/picture/echo-light.gif'), bytes)
})

test('a conversation without rows is one picture', async () => {
  expect((await framesOf(transcript([]))).frames).toHaveLength(1)
})
