import { describe, expect, test } from 'vitest'
import { countsText, firstDifference, printForensics, printParting } from '../../src/report/forensics.ts'
import type { Forensics } from '../../src/model/forensics.ts'
import { plain } from '../../src/text/palette.ts'
import { widthOf } from '../../src/text/wrap.ts'
import { lostUpdate } from '../forensics/example.ts'

const golden = (name: string): string => `../golden/report/forensics-${name}.txt`
const text = (forensics: Forensics, columns: number): string =>
  `${printForensics(forensics, plain, columns).join('\n')}\n`

describe('where runs part', () => {
  test('the first difference, and side by side what came next', async () => {
    await expect(text(lostUpdate(), 100)).toMatchFileSnapshot(golden('side-by-side'))
  })

  test('on a narrow terminal, one below the other', async () => {
    await expect(text(lostUpdate(), 70)).toMatchFileSnapshot(golden('narrow'))
  })

  test.each([40, 79, 120])('no row is wider than %d columns, but for commands', (columns) => {
    const rows = printForensics(lostUpdate(), plain, columns).filter(
      (row) => !/^(?:compare them|run it again):/.test(row),
    )
    for (const row of rows) expect(widthOf(row)).toBeLessThanOrEqual(columns)
  })

  test('what peers have written cannot reach the terminal', () => {
    const { failures, ...rest } = lostUpdate()
    const event = { lane: 'a', mark: '|', text: '\u001b[2Jgone' } as const
    const hostile = failures.map((each) => ({ ...each, parting: { ...each.parting, event } }))
    expect(text({ ...rest, failures: hostile }, 100)).not.toContain('\u001b')
  })
})

test('several failures are counted by their codes, and each is named', () => {
  const example = lostUpdate()
  const [first] = example.failures
  const two = { ...example, failures: [first!, { ...first!, runs: 1, status: 'broken' as const, code: 'port-in-use' }] }
  expect(countsText(two)).toBe(
    '17 passed, in 2 orders; 3 failed with expectation-not-met, in 1 order; 1 broken with port-in-use, in 1 order',
  )
  expect(text(two, 100)).toContain('\nport-in-use: “b” did not say “7”\n')
})

test('in one line', () => {
  const { parting } = lostUpdate().failures[0]!
  const { after: _, ...order } = parting
  expect(firstDifference(order)).toBe(
    'First difference: “b > GET counter” came before “a | 5”, in 3 of 3 failed runs and in none of 17 that passed',
  )
  expect(firstDifference({ ...order, missing: true })).toContain('“b > GET counter” came without “a | 5” before it, in')
  const { before: __, ...event } = { ...order, by: 'event' as const, failed: { runs: 1, of: 1 } }
  expect(firstDifference(event)).toBe(
    'First difference: “b > GET counter”, in 1 of 1 failed run and in none of 17 that passed',
  )
  expect(firstDifference({ ...event, by: 'end' })).toBe(
    'No event and no order of events sets the failed runs apart before the failure',
  )
})

test('two recordings have their names above what came next', () => {
  const { parting } = lostUpdate().failures[0]!
  const names = { passed: 'one.jsonl', failed: 'other.jsonl' }
  const [headline, , heads] = printParting(parting, names, plain, 140)
  expect(headline).toBe(
    'In order of arrival, the first difference of the second: “b > GET counter” came between “a > GET counter” and “a | 5”',
  )
  expect(heads).toMatch(/^ {5}ms {2}one\.jsonl +ms {2}other\.jsonl$/)
  expect(printParting({ ...parting, by: 'end' }, names, plain, 100)).toEqual([])
})
