import { problemError } from '../../src/plugin.ts'
import type { Shade, Theme } from '../../src/plugin.ts'
import { fontFiles } from './fonts.ts'

type Library = Pick<typeof import('@resvg/resvg-js'), 'Resvg'>

/** Makes pixels of a drawing. */
export interface Raster {
  /** A PNG file of an SVG file, each of whose units is `scale` pixels wide. */
  png(svg: string, scale: number): Uint8Array
  /** The same as four bytes for each pixel, row by row: red, green, blue, and how opaque it is. */
  pixels(svg: string, scale: number): Pixels
}

export interface Pixels {
  readonly width: number
  readonly height: number
  readonly rgba: Uint8Array
}

/** Pixels have no style sheet that could follow the reader's system. */
export const shadeOf = (theme: Theme | undefined): Shade => (theme === 'light' ? 'light' : 'dark')

/** Four bytes each in memory: a gigabyte. */
const most = 2 ** 28
/** Pixels of a side: what JPEG can have, and programs that show pictures take. Text of that height takes seconds to draw. */
const longest = 2 ** 16 - 1

/**
 * Loads what draws pixels, an optional package. Fonts are those of our package alone, so that a drawing is the same on every machine.
 * Throws a `ProblemError` `package-missing` where it is not installed or does not load, and at a drawing `usage` where it is too large.
 */
export async function loadRaster(load: () => Promise<Library> = () => import('@resvg/resvg-js')): Promise<Raster> {
  const { Resvg } = await loaded(load)
  const render = (svg: string, scale: number) => {
    refuseTooLarge(svg, scale)
    const family = 'DejaVu Sans Mono'
    return new Resvg(simplified(svg), {
      fitTo: { mode: 'zoom', value: scale },
      font: {
        loadSystemFonts: false,
        fontFiles: fontFiles(svg),
        defaultFontFamily: family,
        monospaceFamily: family,
        sansSerifFamily: family,
        serifFamily: family,
      },
    }).render()
  }
  return {
    png: (svg, scale) => render(svg, scale).asPng(),
    pixels(svg, scale) {
      const { width, height, pixels } = render(svg, scale)
      return { width, height, rgba: pixels }
    },
  }
}

async function loaded(load: () => Promise<Library>): Promise<Library> {
  try {
    return await load()
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException
    const isMissing = code === 'MODULE_NOT_FOUND' || code === 'ERR_MODULE_NOT_FOUND'
    const why = isMissing ? 'is not installed here' : `cannot be loaded: ${message.split('\n')[0]}`
    throw problemError(
      'package-missing',
      `a picture of pixels needs the optional package @resvg/resvg-js, which ${why}`,
      'npm install --save-dev @resvg/resvg-js@2.6.2, or draw with --to svg',
    )
  }
}

/** Emoji of several characters (families, skin tones, keycaps) by their first one: no font here joins them, and they would take more than their cells. */
const simplified = (svg: string): string =>
  svg
    .replaceAll(
      /(\p{Extended_Pictographic})(?:\u200d\p{Extended_Pictographic}|[\ufe0e\ufe0f]|\p{Emoji_Modifier})+/gu,
      '$1',
    )
    .replaceAll(/\ufe0f?\u20e3/g, '')

/** By the size in its first tag, before the whole is read. */
function refuseTooLarge(svg: string, scale: number): void {
  const [, wide, high] = /^<svg [^>]*?width="([\d.]+)" height="([\d.]+)"/.exec(svg) ?? []
  const [width, height] = [Math.ceil(Number(wide) * scale), Math.ceil(Number(high) * scale)]
  const isLong = Math.max(width, height) > longest
  if (width * height <= most && !isLong) return
  throw problemError(
    'usage',
    `the picture would have ${width} × ${height} pixels, which is more than ${isLong ? 'most programs can show' : 'can be drawn'}`,
    'choose fewer rows (--steps, --lines, --lanes) or a smaller --font-size or --width, or draw with --to svg',
  )
}
