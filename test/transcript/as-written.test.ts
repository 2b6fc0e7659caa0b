import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import type { Transcript } from '../../src/model/transcript.ts'
import { isAsWritten } from '../../src/transcript/as-written.ts'
import { sameTranscript } from '../../src/transcript/compare.ts'
import { readTranscript } from '../../src/transcript/read.ts'
import { writeTranscript } from '../../src/transcript/write.ts'

const texts = fc.constantFrom('', 'a', 'b b', '# unmatched output', 'héllo', String.raw`\x20`)
const row = fc.record({
  at: fc.constantFrom(0, 59, 61, 3600, 75 * 60 + 2, 6001 * 60),
  lane: fc.constantFrom('client', 'server', 'server#1', 'ünï'),
  mark: fc.constantFrom('|', '>', '*', '='),
  text: texts,
})
const transcripts = fc
  .record({
    title: fc.constantFrom('', 'Echo'),
    rows: fc.array(row, { maxLength: 6 }),
    tails: fc.array(row, { maxLength: 3 }),
    open: fc.constantFrom(undefined, ['server']),
  })
  .map(({ title, rows, tails, open }): Transcript => ({
    title,
    source: 'scenarios/echo.yaml',
    recorded: '2026-11-22 18:25:37 UTC',
    lanes: [
      { lane: 'client', kind: 'tcp-client', command: 'tcp-client server' },
      { lane: 'server', kind: 'echo-server', command: 'echo-server' },
    ],
    rows: [...rows, ...tails.map((each) => ({ ...each, tail: true }))],
    ...(open && { open }),
  }))

const later = (transcript: Transcript): Transcript => ({
  ...transcript,
  recorded: '2027-01-01 00:00:00 UTC',
  rows: transcript.rows.map((each) => ({ ...each, at: each.at + 61 })),
})

test('a transcript is as it was written, whenever it was', () => {
  fc.assert(
    fc.property(transcripts, (transcript) => {
      expect(isAsWritten(writeTranscript(transcript), later(transcript))).toBe(transcript.rows.length > 0)
    }),
  )
})

test('what is as written is the same when it is read', () => {
  fc.assert(
    fc.property(transcripts, transcripts, (one, other) => {
      const text = writeTranscript(one)
      if (!isAsWritten(text, other)) return
      const read = readTranscript(text, '/t', 't')
      expect('transcript' in read && sameTranscript(read.transcript, other)).toBe(true)
    }),
  )
})

test('a changed character, a row more and a row less are seen', () => {
  fc.assert(
    fc.property(transcripts, fc.nat(), fc.constantFrom('x', '\r', '\n', ''), (transcript, place, instead) => {
      const text = writeTranscript(transcript)
      const at = place % text.length
      const changed = text.slice(0, at) + instead + text.slice(at + 1)
      if (changed === text || !isAsWritten(changed, transcript)) return
      const read = readTranscript(changed, '/t', 't')
      expect('transcript' in read && sameTranscript(read.transcript, transcript)).toBe(true)
    }),
    { numRuns: 500 },
  )
  const [first, second] = ['a', 'b'].map((text) => ({ at: 0, lane: 'client', mark: '|' as const, text }))
  const given = { title: 'T', source: 's', recorded: '2026-11-22 18:25:37 UTC', lanes: [] }
  const both = writeTranscript({ ...given, rows: [first!, second!] })
  expect(isAsWritten(both, { ...given, rows: [first!] })).toBe(false)
  expect(isAsWritten(writeTranscript({ ...given, rows: [first!] }), { ...given, rows: [first!, second!] })).toBe(false)
  for (const text of ['', '\n', '# T', `# T\n# s · recorded never\n`])
    expect(isAsWritten(text, { ...given, rows: [] })).toBe(false)
})
