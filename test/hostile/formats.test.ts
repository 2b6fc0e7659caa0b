import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import formats from '../../plugins/formats/index.ts'
import type { Transcript } from '../../src/model/transcript.ts'
import { draw, openConversation } from '../../src/pipeline/see.ts'
import { coloursFor } from '../../src/report/colours.ts'
import { withoutCommands } from '../../src/cli/outlet-text.ts'
import { writeTranscript } from '../../src/transcript/write.ts'
import { allPrintable } from '../../src/text/all-printable.ts'
import { readReport } from '../page-file/reading.ts'
import { elementsOf, expectSafe, uncoloured } from './readers.ts'
import { anyText, hostileTexts } from './texts.ts'

const runs = Number(process.env['FUZZ_RUNS'] ?? 60)

/** A stranger's transcript in which every text is this one, and who may have written it with another program than ours. */
function stranger(text: string): Transcript {
  const line = text.replace(/[\r\n]/g, ' ')
  const lane = `a${text.replace(/[\s:]/g, '')}`
  const marks = ['|', '~', '!', '>', '*', '#'] as const
  return {
    title: line,
    source: `${line}.yaml`,
    recorded: '2026-01-01 00:00:00 UTC',
    lanes: [
      { lane, kind: lane, command: line },
      { lane: 'client', kind: 'telnet', command: line },
    ],
    rows: marks.flatMap((mark) => [
      { at: 0, lane, mark, text: line },
      { at: 1, lane: 'client', mark, text: line },
    ]),
  }
}

async function opened(text: string): Promise<Transcript> {
  const bytes = Buffer.from(writeTranscript(stranger(text)))
  const conversation = await openConversation('/p/a.txt', { files: { read: () => ({ bytes }) }, shown: () => 'a.txt' })
  if ('problem' in conversation) throw new Error(conversation.problem.message)
  return conversation.transcript
}

/** A transcript from elsewhere, and the same as a plugin may hand it to a format. */
const both = async (text: string): Promise<Transcript[]> => [await opened(text), stranger(text)]

async function holds(format: string, text: string): Promise<void> {
  for (const transcript of await both(text)) {
    const document = String(await formats.formats?.[format]?.write(transcript, {}))
    if (format === 'html') {
      // The rest of the page is its program; what it is given is printable, and no element of the page.
      const { index, scenario } = readReport(document)
      for (const data of [index, scenario(0).id, scenario(0).runs[0]?.replay?.transcript])
        expect(allPrintable(data)).toEqual(data)
      continue
    }
    expectSafe(withoutCommands(document, true), format)
    if (format === 'svg') {
      const elements = new Set(elementsOf(document).map(({ name }) => name))
      for (const name of elements)
        expect(['svg', 'title', 'desc', 'style', 'g', 'rect', 'path', 'circle', 'text']).toContain(name)
    }
    if (format === 'md') {
      const outside = document.replace(/^(`{3,})text\n[^]*?\n\1$/gm, '')
      expect(outside.replaceAll(/\\[\\`*_[\]<>#&|~]/g, '')).not.toMatch(/[<`]|~~~/)
    }
  }
}

/** Pixels are no text; they are drawn from the same SVG. */
const texts = Object.keys(formats.formats ?? {}).filter((name) => name !== 'png')

describe.each(texts)('%s', (format) => {
  test.each(Object.entries(hostileTexts))('%s goes into the document printable', (_, text) => holds(format, text))
  test('as does any text', () =>
    fc.assert(
      fc.asyncProperty(anyText, (text) => holds(format, text)),
      { numRuns: runs },
    ))
})

describe('drawn on a terminal', () => {
  test.each(Object.entries(hostileTexts))('%s', async (_, text) => {
    const colours = await coloursFor(true)
    for (const layout of ['rows', 'columns'] as const) {
      const drawn = draw(await opened(text), colours, { columns: 80, layout })
      expectSafe(uncoloured(withoutCommands(drawn, true)))
      expect(drawn).not.toContain('\u001b[35mours')
    }
  })
})
