import { describe, expect, test } from 'vitest'
import formats from '../../../plugins/formats/index.ts'
import { conversations } from '../../../plugins/formats/conversation.ts'
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
  test('keeps Markdown out of the title and fences inside the fence', async () => {
    const written = await write('md', transcript(rows('a | ````'), { title: '*x* <b>' }))
    expect(written).toContain('# \\*x\\* \\<b\\>\n')
    expect(written).toContain('\n`````text\n')
  })
})

const lanes = (...kinds: [string, string][]) => ({
  lanes: kinds.map(([lane, kind]) => ({ lane, kind, command: kind })),
})

describe('on the wire', () => {
  test('a client has the rows of what it received', () => {
    const conversation = rows(
      's | client connected',
      'c * connected to localhost:9000',
      'c | hi',
      'c > HELO',
      'c ~ 250',
      'c * end',
      'c * closed',
      'c * left',
    )
    expect(conversations(transcript(conversation, lanes(['s', 'echo-server'], ['c', 'tcp-client'])))).toEqual([
      {
        lane: 'c',
        lines: [
          'C: <connected to localhost:9000>',
          'S: hi',
          'C: HELO',
          'S: 250',
          'S: <end>',
          'S: <closed>',
          'C: <left>',
        ],
      },
    ])
  })

  test('what telnet says of itself is not the server’s', () => {
    const conversation = rows(
      'c | Trying ::1...',
      'c | Connected to localhost.',
      'c | Hello',
      'c |',
      'c | Connection closed by foreign host.',
    )
    expect(conversations(transcript(conversation, lanes(['c', 'telnet'])))[0]?.lines).toEqual([
      'C: <Trying ::1...>',
      'C: <Connected to localhost.>',
      'S: Hello',
      'S:',
      'C: <Connection closed by foreign host.>',
    ])
  })

  test('without a client there are the rows of what the connections received', () => {
    const conversation = rows('s#1 | HELO', 's#1 > 250', 's#1 * reset', 's#2 > x')
    expect(conversations(transcript(conversation, lanes(['s', 'tcp-server'])))).toEqual([
      { lane: 's#1', lines: ['C: HELO', 'S: 250', 'C: <reset>'] },
      { lane: 's#2', lines: ['S: x'] },
    ])
  })

  test('of programs alone nothing is known', () => {
    expect(conversations(transcript(rows('p | x', 'p > y'), lanes(['p', 'program'])))).toEqual([])
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
