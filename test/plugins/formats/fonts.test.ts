import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { expect, test } from 'vitest'
import { fontFiles } from '../../../plugins/formats/fonts.ts'
import { ownCharacters } from '../../../plugins/formats/pieces.ts'

/** The characters of a TrueType font, from its table `cmap` in format 4. */
function charactersOf(file: string): Set<number> {
  const font = readFileSync(file)
  const u16 = (at: number): number => font.readUInt16BE(at)
  const tables = Array.from({ length: u16(4) }, (_, index) => 12 + index * 16)
  const cmap = font.readUInt32BE((tables.find((at) => font.toString('latin1', at, at + 4) === 'cmap') as number) + 8)
  const found = new Set<number>()
  for (let table = 0; table < u16(cmap + 2); table++) {
    const at = cmap + font.readUInt32BE(cmap + 4 + table * 8 + 4)
    if (u16(at) !== 4) continue
    const size = u16(at + 6)
    for (let entry = at + 14; entry < at + 14 + size; entry += 2) {
      const [end, start, delta] = [u16(entry), u16(entry + size + 2), u16(entry + 2 * size + 2)]
      const offset = u16(entry + 3 * size + 2)
      for (let character = start; character <= end && character < 0xff_ff; character++) {
        const glyph =
          offset === 0 ? (character + delta) % 0x1_00_00 : u16(entry + 3 * size + 2 + offset + (character - start) * 2)
        if (glyph !== 0) found.add(character)
      }
    }
  }
  return found
}

test('each face has all characters that are drawn as one text', () => {
  const own = new RegExp(`[${ownCharacters}]`)
  const wanted = Array.from({ length: 0x30_00 }, (_, code) => code).filter((code) =>
    own.test(String.fromCharCode(code)),
  )
  expect(wanted.length).toBeGreaterThan(1000)
  const faces = fontFiles('')
  expect(faces.map((file) => basename(file))).toEqual([
    'DejaVuSansMono.ttf',
    'DejaVuSansMono-Bold.ttf',
    'DejaVuSansMono-Oblique.ttf',
    'DejaVuSansMono-BoldOblique.ttf',
  ])
  for (const file of faces) {
    const has = charactersOf(file)
    expect(
      wanted.filter((code) => !has.has(code)).map((code) => code.toString(16)),
      file,
    ).toEqual([])
  }
})

test('the second font is read only where the first may lack something', () => {
  expect(fontFiles('<svg>Grüße, Γειά, Привет → ┌─┐\n</svg>')).toHaveLength(4)
  expect(fontFiles('⠋').map((file) => basename(file))).toContain('DejaVuSans.ttf')
})

test('fonts that are missing are said', () => {
  expect(() => fontFiles('', '/')).toThrow('the fonts of the package are missing; install it again')
})
