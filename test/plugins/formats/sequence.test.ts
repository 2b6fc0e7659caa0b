import { describe, expect, test } from 'vitest'
import { sequence } from '../../../plugins/formats/sequence.ts'
import type { DrawOptions } from '../../../src/model/format.ts'
import { echo } from '../../picture/examples.ts'
import { throughProxy, twoClients } from '../../picture/sequence/examples.ts'

const draw = async (options: DrawOptions, of = echo): Promise<string> => String(await sequence.write(of, options))

describe('is as it was', () => {
  test.each([
    ['sequence-proxy', { replay: throughProxy }],
    ['sequence-clients-light', { replay: twoClients, theme: 'light' as const }],
    ['sequence-echo-auto', { theme: 'auto' as const }],
  ])('%s', async (name, options) => {
    await expect(await draw(options)).toMatchFileSnapshot(`../../golden/picture/${name}.svg`)
  })
})

test('the size of the font makes all larger', async () => {
  const size = (drawing: string) => Number(/ width="([\d.]+)"/.exec(drawing)?.[1])
  expect(size(await draw({ fontSize: 28 }))).toBeCloseTo(2 * size(await draw({})), 1)
})

test('no text of a conversation is markup', async () => {
  const rows = [{ at: 0, lane: 'x"y', mark: '|' as const, text: '<script>&</svg>' }]
  const drawing = await draw({}, { title: '<b>', source: '', recorded: '', lanes: [], rows })
  expect(drawing).toContain('&lt;script&gt;&amp;&lt;/svg&gt;')
  expect(drawing).not.toMatch(/<script|<b>/)
})

test('nobody and nothing is a picture too', async () => {
  expect(await draw({}, { title: '', source: '', recorded: '', lanes: [], rows: [] })).toMatch(/^<svg .*<\/svg>\n$/s)
})
