import { expect, test } from 'vitest'
import type { CrashMatrix, CrashRow } from '../../src/model/shake.ts'
import { printCrashes } from '../../src/report/crash-matrix.ts'
import { plain } from '../../src/text/palette.ts'
import { widthOf } from '../../src/text/wrap.ts'

const crash = 'crashed: Error: read ECONNRESET'
const row: CrashRow = {
  runs: [1, 2, 3],
  what: 'reset',
  stream: 'server#1 up',
  at: [0, 3, 6],
  length: 6,
  excerpt: '“│hel│lo\\n│”',
  endedAt: { line: 15, verb: 'expect' },
  became: { server: crash, client: 'RST received' },
  wrong: `“server” has ${crash}`,
}
const held: CrashRow = {
  runs: [4],
  what: 'half-close',
  stream: 'server#1 down',
  at: [6],
  length: 6,
  excerpt: '“hello\\n│”',
  became: { server: 'running' },
}
const matrix: CrashMatrix = { actors: ['server', 'client'], rows: [row, held] }

test('shows where connections broke and what became of each actor', () => {
  expect(printCrashes(matrix, plain, 120)).toEqual([
    '   broken by   stream         after byte                  line  server                           client',
    `✗  reset       server#1 up    0, 3, 6 of 6  “│hel│lo\\n│”  15    ${crash}  RST received`,
    '   half-close  server#1 down  6 of 6        “hello\\n│”          running                          not started',
  ])
})

test('fits into the columns of a terminal, also with wide characters', () => {
  const wide = { ...row, excerpt: `“${'ab漢字'.repeat(6)}│”`, became: { server: `crashed: ${'漢'.repeat(60)}` } }
  for (const columns of [118, 100, 90]) {
    const lines = printCrashes({ actors: ['server'], rows: [wide, held] }, plain, columns)
    for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
  }
})

test('shows six actors, many places as a range, and control characters as text', () => {
  const actors = Array.from({ length: 8 }, (_, index) => `actor${index}`)
  const many = { ...row, at: [0, 1, 2, 3, 4, 5], became: { actor0: 'running\n\u001B[2J' } }
  const lines = printCrashes({ actors, rows: [many] }, plain, 200)
  expect(lines).toHaveLength(3)
  expect(lines[1]).toContain('0 … 5 of 6')
  expect(lines.join('')).not.toContain('\u001B')
  expect(lines[2]).toBe('2 more actors in the data of other reporters')
})

test('leaves the bytes out where a terminal is narrow, before its lines break', () => {
  const many = { ...row, at: [0, 20, 25, 36], length: 36, became: { redis: 'running', cli: 'exited 1' } }
  const lines = printCrashes({ actors: ['redis', 'cli', 'cli2'], rows: [many] }, plain, 78)
  for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(78)
  expect(lines[1]).toBe('✗  reset      server#1 up  0 … 36 of 36  15    running  exited 1  not started')
})

test('cuts no escape in halves', () => {
  const [, line] = printCrashes(
    { actors: ['server'], rows: [{ ...held, excerpt: `“│${String.raw`\r\n`.repeat(30)}”` }] },
    plain,
    70,
  )
  expect(line).toMatch(/“│(?:\\r\\n)+(?:\\r)?…”/)
})

test('is empty where no connection was broken', () => {
  expect(printCrashes({ actors: ['server'], rows: [] }, plain, 100)).toEqual([])
})
