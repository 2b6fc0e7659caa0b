import { expect, test } from 'vitest'
import { layoutPanes } from '../../src/picture/layout.ts'
import { readTranscript } from '../../src/transcript/read.ts'
import { writeTranscript } from '../../src/transcript/write.ts'
import type { Transcript } from '../../src/model/transcript.ts'

const transcript: Transcript = {
  title: 'many',
  source: 'many.yaml',
  recorded: '2026-11-22 18:25:37 UTC',
  lanes: [
    { lane: 'server', kind: 'udp', command: 'udp' },
    { lane: 'many', kind: 'tcp-client', command: 'tcp-client server', count: 10 },
    { lane: 'two', kind: 'udp', command: 'udp', count: 2 },
    { lane: 'none', kind: 'program', command: '', count: 3 },
  ],
  rows: [{ at: 0, lane: 'many', mark: '>', text: 'x' }],
}

test('the size of a group stands in the header, and is read from there', () => {
  const text = writeTranscript(transcript)
  expect(text).toContain('# many    tcp-client × 10: tcp-client server\n# two     udp × 2\n# none    program × 3:\n')
  expect(readTranscript(text, 'many.txt', 'many.txt')).toEqual({ transcript })
})

test('and on top of its pane', () => {
  const { panes } = layoutPanes(transcript, { columns: 200 })
  expect(panes.map(({ command }) => command)).toEqual(['udp', 'tcp-client server × 10', 'udp × 2', '× 3'])
})
