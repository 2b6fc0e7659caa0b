import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { png } from '../../../plugins/formats/png.ts'
import { loadRaster } from '../../../plugins/formats/raster.ts'
import type { DrawOptions } from '../../../src/model/format.ts'
import type { Transcript } from '../../../src/model/transcript.ts'
import { colours, crash, echo } from '../../picture/examples.ts'
import { expectGoldenBytes } from '../../picture/golden-bytes.ts'
import { rows, transcript } from '../../transcript/raw-transcripts.ts'

const golden = join(import.meta.dirname, '../../golden/picture')
const draw = async (options: DrawOptions = {}, of: Transcript = echo): Promise<Buffer> =>
  Buffer.from((await png.write(of, options)) as Uint8Array)
const sizeOf = (image: Buffer) => [image.readUInt32BE(16), image.readUInt32BE(20)]

describe.each([
  ['echo.png', echo, {}],
  ['echo-light-rows.png', echo, { theme: 'light', layout: 'rows', width: 90 }],
  ['colours-light.png', colours, { theme: 'light', fontSize: 8 }],
  ['crash.png', crash, { fontSize: 10 }],
] as const)('%s', (file, of, options) => {
  test('has the same bytes on each machine', async () => expectGoldenBytes(join(golden, file), await draw(options, of)))
})

test('pixels are two for each unit, and more with a larger font', async () => {
  expect(sizeOf(await draw())).toEqual([2079, 668])
  expect(sizeOf(await draw({ fontSize: 7 }))).toEqual([1040, 334])
})

test('auto is drawn as dark', async () => {
  expect((await draw({ theme: 'auto' })).equals(await draw({ theme: 'dark' }))).toBe(true)
  expect((await draw({ theme: 'light' })).equals(await draw({ theme: 'dark' }))).toBe(false)
})

test('a sign that no font has moves nothing beside it', async () => {
  const { pixels } = await loadRaster()
  const drawn = (text: string) => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="100" height="20"><style>text { font-family: 'DejaVu Sans Mono'; font-size: 14px }</style>${text}</svg>`
    const { width, height, rgba } = pixels(svg, 1)
    // The right half.
    return Array.from({ length: height }, (_, y) => rgba.slice((y * width + 50) * 4, (y + 1) * width * 4).join())
  }
  const behind = '<text x="60" y="14">ab</text>'
  expect(drawn(`<text x="0" y="14" textLength="16.86">日</text>${behind}`)).toEqual(drawn(behind))
})

test('an emoji of several characters takes no more than its own cells', async () => {
  const { png } = await loadRaster()
  const drawn = (text: string) =>
    Buffer.from(
      png(`<svg xmlns="http://www.w3.org/2000/svg" width="99" height="20"><text y="14">${text}</text></svg>`, 1),
    ).toString('base64')
  expect(drawn('👩‍👩‍👧')).toBe(drawn('👩'))
  expect(drawn('👍🏽')).toBe(drawn('👍'))
  expect(drawn('1️⃣')).toBe(drawn('1'))
  expect(drawn('👩👧')).not.toBe(drawn('👩'))
})

test('signs of the second font are drawn, and no two are alike', async () => {
  const images = await Promise.all(['a ⠋', 'a ⠙', 'a 😀'].map((text) => draw({}, transcript(rows(`p | ${text}`)))))
  expect(new Set(images.map((image) => image.toString('base64'))).size).toBe(3)
})

describe('without its package', () => {
  const missing = Object.assign(new Error('Cannot find package'), { code: 'ERR_MODULE_NOT_FOUND' })
  test.each([
    [missing, 'which is not installed here'],
    [new Error('GLIBC_9\nmore'), 'which cannot be loaded: GLIBC_9'],
  ])('%s is a problem that names what installs it', async (thrown, why) => {
    const load = async () => {
      throw thrown
    }
    await expect(loadRaster(load)).rejects.toMatchObject({
      problem: {
        code: 'package-missing',
        message: `a picture of pixels needs the optional package @resvg/resvg-js, ${why}`,
        hint: expect.stringContaining('npm install --save-dev @resvg/resvg-js@2.6.2') as unknown,
      },
    })
  })
})

test.each([
  [1000, {}, 'more than most programs can show'],
  [700, { width: 400, fontSize: 15 }, 'more than can be drawn'],
])('what is too large is refused before it is drawn: %i rows, %o', async (count, options, why) => {
  const long = transcript(rows(...Array.from({ length: count }, (_, at) => `p | ${'x'.repeat(390)} ${at}`)))
  const message = expect.stringMatching(
    new RegExp(`^the picture would have \\d+ × \\d+ pixels, which is ${why}$`),
  ) as unknown
  const hint = expect.stringContaining('--to svg') as unknown
  await expect(draw(options, long)).rejects.toMatchObject({ problem: { code: 'usage', message, hint } })
})
