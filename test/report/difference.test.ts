import { describe, expect, it } from 'vitest'
import type { Difference, HunkLine } from '../../src/model/transcript.ts'
import { printDifference } from '../../src/report/difference.ts'
import { differingRanges } from '../../src/text/diff-words.ts'
import { plain } from '../../src/text/palette.ts'
import { visible } from './fixtures.ts'

const golden = (name: string) => `../golden/report/difference-${name}.txt`

function changed(expected: string, received: string): HunkLine[] {
  const ranges = differingRanges(expected, received)
  return [
    { side: 'expected', mark: '|', text: expected, marked: ranges.expected },
    { side: 'received', mark: '|', text: received, marked: ranges.received },
  ]
}

const difference: Difference = {
  parts: {
    lane: 'client',
    expected: { at: 5, lane: 'client', mark: '|', text: 'Hello server, this is attempt 1' },
    received: { at: 5, lane: 'client', mark: '|', text: 'Hello sever, this is attempt 2' },
  },
  lanes: [
    {
      lane: 'client',
      hunks: [
        {
          lines: [
            { side: 'same', mark: '>', text: 'Hello server' },
            ...changed('Hello server, this is attempt 1', 'Hello sever, this is attempt 2'),
          ],
        },
        {
          lines: [
            { side: 'same', mark: '|', text: 'ready' },
            { side: 'received', mark: '*', text: 'reset by peer', marked: [[0, 13]] },
          ],
        },
      ],
    },
    { lane: 'server#2', hunks: [{ lines: [{ side: 'expected', mark: '!', text: 'Good bye' }] }] },
  ],
}

describe('a difference of transcripts', () => {
  it('is shown lane by lane, with what differs marked and where they differ first', async () => {
    await expect(`${printDifference(difference, plain)}\n`).toMatchFileSnapshot(golden('lanes'))
  })

  it('is coloured by the palette', async () => {
    await expect(`${printDifference(difference, visible)}\n`).toMatchFileSnapshot(golden('colours'))
  })

  it('of nothing is nothing', () => {
    expect(printDifference({ lanes: [] }, plain)).toBe('')
  })

  it('counts what is too long to show', () => {
    const lines = Array.from({ length: 500 }, (_, index): HunkLine => ({
      side: 'received',
      mark: '|',
      text: `line ${index}`,
    }))
    const printed = printDifference({ lanes: [{ lane: 'client', hunks: [{ lines }] }] }, plain)
    expect(printed.split('\n').length).toBeLessThan(50)
    expect(printed).toMatch(/\n {2}\+ \| line 20\n {4}… 479 more lines differ$/)
  })

  it('says which side lacks the first line that differs', () => {
    const row = { at: 0, lane: 'client', mark: '>', text: 'bye' } as const
    const lanes = difference.lanes
    expect(printDifference({ lanes, parts: { lane: 'client', expected: row } }, plain)).toContain(
      'First difference at client: sent “bye” is missing',
    )
    expect(printDifference({ lanes, parts: { lane: 'client', received: row } }, plain)).toContain(
      'sent “bye” was not expected',
    )
  })

  it('says what to do below it, within its width', () => {
    const hint = `if it is right, “scenario run --update ${'a/'.repeat(30)}it.yaml” takes it (it.new.txt)`
    const printed = printDifference(difference, plain, { columns: 100, hint })
    expect(printed).toMatch(/\n\n {2}help: if it is right, [^]*it\.new\.txt\)$/)
    for (const line of printed.split('\n')) expect(line.length).toBeLessThanOrEqual(100)
  })

  it('of any two conversations has their names', () => {
    const names = { expected: 'one.txt', received: 'other\u001b.jsonl' }
    expect(printDifference(difference, plain, { names })).toMatch(/^- one\.txt\n\+ other\\x1b\.jsonl\n\nFirst/)
  })
})
