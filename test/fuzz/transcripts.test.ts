import fs from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import { registryOf } from '../../src/pipeline.ts'
import { compare, draw, openConversation, type Reading } from '../../src/pipeline/see.ts'
import { printDifference } from '../../src/report/difference.ts'
import { printProblem } from '../../src/report/printing.ts'
import { filesBelow } from '../../src/suite/walk.ts'
import { plain } from '../../src/text/palette.ts'
import { readTranscript } from '../../src/transcript/read.ts'
import { writeTranscript } from '../../src/transcript/write.ts'
import { encoded } from '../run/recording/encoded.ts'
import { home } from '../scenarios/house.ts'
import { first } from './judge.ts'
import { mutated, numbersFrom } from './mutate.ts'

/** How many mutations are read; FUZZ_TRANSCRIPTS raises it. */
const amount = Number(process.env['FUZZ_TRANSCRIPTS'] ?? 600)

const texts = filesBelow(path.join(home, 'transcripts'), () => false)
  .filter((file) => file.endsWith('.txt'))
  .map((file) => fs.readFileSync(file, 'utf8'))
  .filter((text) => text.length < 20_000)
const formats = [...registryOf(plugins).formats.values()].map(({ value }) => value)

/** Drawing pixels takes some ten milliseconds for each row that moves. */
const inPixels = /^\.(?:png|gif)$/
const fewRows = 40

/** A recording of what a transcript tells, so that recordings are taken apart, too. */
function recordingOf(text: string): string {
  const read = readTranscript(text, 'a.txt', 'a.txt')
  if ('problem' in read) return ''
  const { title, source, lanes, rows } = read.transcript
  const begun = {
    type: 'begun',
    at: 0,
    scenario: title,
    file: source,
    wall: '2026-11-22T18:25:37.000Z',
    lanes,
  } as const
  const reported = rows.map(({ lane, mark, text: row, at }, step) => ({
    type: 'row' as const,
    at: at * 1e6,
    row: { lane, mark, text: row, at: at * 1e6, step },
  }))
  return `${[begun, ...reported].map(encoded).join('\n')}\n`
}
const recordings = texts.map(recordingOf)

/** What is wrong with how a mutation was taken; undefined when nothing is. */
async function mistakeIn(seed: number): Promise<string | undefined> {
  const next = numbersFrom(seed)
  const isRecording = next(4) === 0
  const text = mutated(isRecording ? recordings : texts, seed)
  const file = isRecording ? 'a.jsonl' : 'a.txt'
  const reading: Reading = { files: { read: () => ({ bytes: Buffer.from(text) }) }, shown: (name) => name }
  const opened = await openConversation(file, reading)
  if ('problem' in opened) {
    const { span, message } = opened.problem
    if (message === '') return 'a problem that says nothing'
    if (span === undefined || span.start < 0 || span.end > Buffer.from(text).toString().length) return 'a place outside'
    printProblem(opened.problem, () => ({ file, shown: file, text }), plain, { columns: 80 })
    return undefined
  }
  const { transcript } = opened
  for (const columns of [1 + next(200), 80])
    for (const layout of ['rows', 'columns'] as const) draw(transcript, plain, { columns, layout })
  for (const format of formats) {
    const options = next(2) === 0 ? {} : { width: 1 + next(200) }
    if (!inPixels.test(format.extension) || transcript.rows.length <= fewRows) await format.write(transcript, options)
  }
  const other = readTranscript(texts[next(texts.length)] ?? '', 'b.txt', 'b.txt')
  if ('transcript' in other)
    printDifference(await compare(other.transcript, transcript), plain, { columns: 1 + next(200) })
  if (isRecording) return undefined
  const again = readTranscript(writeTranscript(transcript), 'a.txt', 'a.txt')
  if ('problem' in again) return `it cannot be read again: ${again.problem.message}`
  return (await compare(transcript, again.transcript)).lanes.length > 0
    ? 'it differs when it is written again'
    : undefined
}

test(
  `${amount} mutations of transcripts and recordings from seed ${first} on are read, drawn and compared, or refused with a place`,
  { timeout: 0 },
  async () => {
    const wrong: string[] = []
    for (let seed = first; seed < first + amount && wrong.length < 3; seed++) {
      const began = performance.now()
      const why = await mistakeIn(seed).catch((error: unknown) => `it threw ${(error as Error).stack}`)
      if (why !== undefined) wrong.push(`seed ${seed}: ${why}`)
      else if (performance.now() - began > 10_000) wrong.push(`seed ${seed}: it took for ever`)
    }
    expect(wrong.join('\n\n')).toBe('')
  },
)
