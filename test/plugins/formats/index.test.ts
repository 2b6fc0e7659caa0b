import { describe, expect, test } from 'vitest'
import formats from '../../../plugins/formats/index.ts'
import { pieces } from '../../../plugins/formats/pieces.ts'
import { widthOf } from '../../../src/picture/text.ts'
import { readTranscript } from '../../../src/transcript/read.ts'
import { echo } from '../../picture/examples.ts'
import { rows, transcript } from '../../transcript/raw-transcripts.ts'

const write = async (format: string, of = echo, width?: number): Promise<string> => {
  const written = await formats.formats?.[format]?.write(of, width === undefined ? {} : { width })
  if (typeof written !== 'string') throw new Error(`${format} wrote no text`)
  return written
}

test('every format writes files with its own ending', () => {
  const all = Object.entries(formats.formats ?? {})
  expect(Object.fromEntries(all.map(([name, { extension }]) => [name, extension]))).toEqual({
    txt: '.txt',
    panes: '.panes.txt',
    md: '.md',
    svg: '.svg',
    png: '.png',
    gif: '.gif',
    cast: '.cast',
    'cast-v2': '.v2.cast',
    html: '.html',
    sequence: '.sequence.svg',
    mermaid: '.mmd',
    dialogue: '.dialogue.txt',
  })
  expect(new Set(all.map(([, { extension }]) => extension)).size).toBe(all.length)
  expect(all.filter(([, { about }]) => about === '')).toEqual([])
})

test('txt is the transcript itself', async () => {
  expect(readTranscript(await write('txt'), 'x', 'x')).toEqual({ transcript: echo })
})

test('panes are what “show” draws, and as wide as they may be', async () => {
  const panes = await write('panes', echo, 70)
  expect(await write('md', echo, 70)).toContain(`\`\`\`text\n${panes}\`\`\``)
  expect(Math.max(...panes.split('\n').map(widthOf))).toBeLessThanOrEqual(70)
  expect(await write('panes', echo, 100)).not.toBe(panes)
})

describe.each(['md', 'svg'])('%s', (format) => {
  test('is as it was', async () => {
    await expect(await write(format)).toMatchFileSnapshot(`../../golden/picture/echo.${format}`)
  })
  test('is the same every time', async () => expect(await write(format, echo, 70)).toBe(await write(format, echo, 70)))
})

describe('md', () => {
  test('has the conversation as “dialogue” writes it', async () => {
    const [, ...spoken] = (await write('dialogue')).split('\n\n')
    expect(await write('md')).toContain(`## On the wire\n\n\`\`\`text\n${spoken.join('\n\n')}\`\`\``)
  })

  test('keeps Markdown out of the title and fences inside the fence', async () => {
    const written = await write('md', transcript(rows('a | ````'), { title: '*x* <b>' }))
    expect(written).toContain('# \\*x\\* \\<b\\>\n')
    expect(written).toContain('\n`````text\n')
  })
})

describe('svg', () => {
  const hostile = transcript(rows('a<&"> | <script>&amp;"\'', 'b ! ]]> 日本 x'), { title: '</title>&' })

  test('takes no text for markup', async () => {
    const written = await write('svg', hostile)
    expect(written).toContain('&lt;script&gt;&amp;amp;"\'')
    expect(written).toContain('<title>&lt;/title&gt;&amp;</title>')
    expect(written).not.toContain('<script')
  })

  test('every run of text has its length in columns, but for characters that other fonts draw', async () => {
    const texts = (await write('svg')).match(/<text class="(?!name)[^>]*>[^<]*/g) ?? []
    expect(texts.length).toBeGreaterThan(25)
    for (const text of texts) {
      if (/>[日本語]$/.test(text)) expect(text).not.toContain('textLength')
      else expect(text).toMatch(/ textLength="\d+(\.\d+)?"/)
    }
  })
})

test.each([
  ['  Hello server', [{ text: 'Hello server', offset: 2, columns: 12 }]],
  [
    'a  日b ',
    [
      { text: 'a', offset: 0, columns: 1 },
      { text: '日', offset: 3, columns: 2, single: true },
      { text: 'b', offset: 5, columns: 1 },
    ],
  ],
  [
    'éе́x',
    [
      { text: 'é', offset: 0, columns: 1 },
      { text: 'е́', offset: 1, columns: 1, single: true },
      { text: 'x', offset: 2, columns: 1 },
    ],
  ],
  ['   ', []],
])('the run “%s” is drawn in pieces that one font can draw', (text, found) =>
  expect(pieces(text, widthOf)).toEqual(found),
)
