import { describe, expect, test } from 'vitest'
import { svg } from '../../../plugins/formats/svg.ts'
import type { DrawOptions } from '../../../src/model/format.ts'
import type { StyledRun } from '../../../src/model/screen.ts'
import { colours, crash, echo } from '../../picture/examples.ts'

const draw = async (options: DrawOptions, of = echo): Promise<string> => String(await svg.write(of, options))

/** A row of a screen that begins with cells of these looks. */
const screen = (text: string, styles: readonly StyledRun[]) => ({
  title: '',
  source: '',
  recorded: '',
  lanes: [],
  rows: [{ at: 0, lane: 'p', mark: '=' as const, text, styles }],
})

test('the cells of a screen are drawn in their colours', async () => {
  const drawing = await draw({}, screen('two', [{ start: 0, end: 5, style: { reverse: true, bold: true } }]))
  expect(drawing).toMatch(/<rect class="behind1" x="[\d.]+" y="[\d.]+" width="42.15" height="20"\/>/)
  expect(drawing).toMatch(/<text class="received look1" [^>]*>two<\/text>/)
  expect(drawing).toContain('.look1 { fill: #15181e; font-weight: bold }\n')
  expect(drawing).toContain('.behind1 { fill: #d5d9e2 }\n')
})

test('a row is one text with its mark, where both look alike', async () => {
  const drawing = await draw({})
  expect(drawing).toMatch(/<text class="sent" [^>]*>&gt; Hello server<\/text>/)
})

describe('themes', () => {
  test.each(['light', 'auto'] as const)('%s is as it was', async (theme) =>
    expect(await draw({ theme })).toMatchFileSnapshot(`../../golden/picture/echo-${theme}.svg`),
  )
  test('the picture is the same but for its style sheet', async () => {
    const rest = async (theme: 'dark' | 'light' | 'auto') => (await draw({ theme })).replace(/<style>[^]*<\/style>/, '')
    expect(await rest('light')).toBe(await rest('dark'))
    expect(await rest('auto')).toBe(await rest('dark'))
  })
})

test.each([
  ['colours-dark', colours, { theme: 'dark' }],
  ['colours-light', colours, { theme: 'light' }],
  ['colours-auto', colours, { theme: 'auto' }],
  ['crash', crash, {}],
  ['crash-80', crash, { width: 80, theme: 'light' }],
  ['crash-rows', crash, { layout: 'rows', theme: 'light' }],
] as const)('%s is as it was', async (name, of, options) =>
  expect(await draw(options, of)).toMatchFileSnapshot(`../../golden/picture/${name}.svg`),
)

test('the size of the font makes all larger, and the layout stays', async () => {
  const size = (drawing: string) => /<svg [^>]*? (width="[^"]*" height="[^"]*" viewBox="[^"]*")/.exec(drawing)?.[1]
  expect(size(await draw({}))).toBe('width="1039.6" height="334" viewBox="0 0 1039.6 334"')
  expect(size(await draw({ fontSize: 28 }))).toBe('width="2079.2" height="668" viewBox="0 0 1039.6 334"')
  const content = (drawing: string) => drawing.slice(drawing.indexOf('\n'))
  expect(content(await draw({ fontSize: 28 }))).toBe(content(await draw({})))
})

test('rows in order of time have a line each in all panes', async () => {
  const drawing = await draw({ layout: 'rows' })
  await expect(drawing).toMatchFileSnapshot('../../golden/picture/echo-rows.svg')
  expect(drawing).not.toBe(await draw({ layout: 'columns' }))
})
