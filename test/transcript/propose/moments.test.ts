import { describe, expect, test } from 'vitest'
import { atOtherTimes, momentsOfNow } from '../../../src/transcript/propose/moments.ts'

const now = Date.UTC(2026, 10, 27, 14, 31, 54)

/** The text with the pattern of each moment in its place. */
const written = (text: string): string =>
  momentsOfNow(text, now).reduceRight(
    (all, { start, end, shape }) => `${all.slice(0, start)}(${shape.source})${all.slice(end)}`,
    text,
  )

describe('a time or a date of now', () => {
  test.each([
    ['[27/Nov/2026 14:31:54] GET', String.raw`[(\d+\/\w+\/\d+ \d+:\d\d:\d\d)] GET`],
    ['[27/Nov/2026:14:31:54 +0000] GET', String.raw`[(\d+\/\w+\/\d+:\d\d:\d\d:\d\d [+-]\d+)] GET`],
    ['Fri Nov 27 14:31:54 UTC 2026', String.raw`(\w+ \w+ +\d+ \d+:\d\d:\d\d \w+ \d+)`],
    ['Nov 27 14:31:54 host', String.raw`(\w+ +\d+ \d+:\d\d:\d\d) host`],
    ['Fri, 27 Nov 2026 14:31:54 +0100', String.raw`(\w+, \d+ \w+ \d+ \d+:\d\d:\d\d [+-]\d+)`],
    ['at 2026-11-27T14:31:54.123Z', String.raw`at (\d+-\d+-\d+T\d+:\d\d:\d\d\.\d+Z)`],
    ['2026/11/27 14:31:54 begun', String.raw`(\d+\/\d+\/\d+ \d+:\d\d:\d\d) begun`],
    ['on 11/27/2026, 2:31:54 PM', String.raw`on (\d+\/\d+\/\d+, \d+:\d\d:\d\d [AP]M)`],
    ['since 27.11.2026', String.raw`since (\d+\.\d+\.\d+)`],
    ['November 27, Nov 27, 2026', String.raw`November 27, (\w+ +\d+, \d+)`],
    ['clock 14:33:10', String.raw`clock (\d+:\d\d:\d\d)`],
    ['epoch 1795789914 and 1795789914123', String.raw`epoch (\d+) and (\d+)`],
    ['from 2026-11-27 to 2026-11-28', String.raw`from (\d+-\d+-\d+) to (\d+-\d+-\d+)`],
  ])('%s', (text, pattern) => {
    expect(written(text)).toBe(pattern)
    const later = atOtherTimes(text, momentsOfNow(text, now))
    for (const { start, end, shape } of momentsOfNow(text, now)) {
      expect(later.slice(start, end)).not.toBe(text.slice(start, end))
      expect(later.slice(start, end)).toMatch(new RegExp(`^${shape.source}$`))
    }
  })

  test.each([
    'released 2019-05-01',
    'built Jan 12 2024, 10:00:00',
    'lasted 00:00:03',
    'Nov 27 2025',
    'version 14.31.54',
    'id 1234567890',
    'x14:31:54y',
  ])('not: %s', (text) => expect(momentsOfNow(text, now)).toEqual([]))
})
