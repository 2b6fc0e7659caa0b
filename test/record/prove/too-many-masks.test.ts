import { expect, test } from 'vitest'
import type { Transcript } from '../../../src/model/transcript.ts'
import { tooManyMasks } from '../../../src/record/prove/too-many-masks.ts'
import { draftOf, exit, expects, program, start, text } from './drafts.ts'

const words = ['total', 'running', 'sleeping', 'stopped', 'free', 'used', 'cache', 'idle', 'wait', 'load']
const transcriptOf = (value: number, names: readonly string[]): Transcript => ({
  title: 'recorded',
  source: 'recorded.yaml',
  recorded: '2026-11-27 10:00:00 UTC',
  lanes: [],
  rows: [
    { at: 0, lane: 'server', mark: '|', text: 'id <id>' },
    ...names.map((name) => ({ at: 0, lane: 'top', mark: '|' as const, text: `${name} ${value}` })),
  ],
})
const draft = draftOf({
  actors: [program('server', ['node', 'a.js']), program('top', ['top'])],
  masks: [
    { match: '/id (\\d+)/', as: '<id>' },
    { match: '/zombie (\\d+)/', as: '<zombie>' },
  ],
  steps: [start('top'), expects('top', text('total'), exit())],
})

test('rows that would need more masks than anybody reads are only those that are expected', () => {
  const repaired = tooManyMasks(draft, [transcriptOf(1, words), transcriptOf(2, words)])
  expect(repaired?.draft.actors[1]?.options.get('rows')).toBe('taken')
  expect(repaired?.draft.masks).toEqual([{ match: '/id (\\d+)/', as: '<id>' }])
  expect(repaired?.findings).toEqual([expect.stringContaining('top: its transcript has only what is expected')])
})

test('a few masks are no reason', () => {
  expect(tooManyMasks(draft, [transcriptOf(1, words.slice(0, 5)), transcriptOf(2, words.slice(0, 5))])).toBeUndefined()
})
