import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { openSeenFile } from '../../../src/record/readers/open-file.ts'
import { readFile } from '../../../src/record/readers/read-file.ts'
import type { Seen } from '../../../src/record/readers/seen/result.ts'
import { scriptFiles } from '../../../src/record/readers/script/find-parts.ts'
import { timingOf } from '../../../src/record/readers/script/timing.ts'
import { made, shownOf, rowsOf } from './rows.ts'

const played = { client: true, server: true }
const read = (name: string) => readFile(openSeenFile(join(made, name)), { played }) as Seen

const typed = ['a', 'n', 'n', 'a'].flatMap((key) => [`> ${key}`, `< ${key}`])
const withInput = ['started cmd', '< name? ', ...typed, '> \\r', '< \\r\\n', '< hello anna\\r\\n', 'exit 0']

/** As the terminal had it, whichever pieces script has read it in. */
const joined = (lines: string[]) => lines.join('\n').replaceAll(/\n< (?=.*\n)/g, '')

describe('a log of script (util-linux 2.38)', () => {
  test.each(['advanced.out', 'advanced.in', 'advanced.timing', 'both.log', 'both.timing'])(
    'is found from %s alone, with what was typed',
    (name) => {
      expect(joined(rowsOf(read(name)))).toBe(joined(withInput))
      expect(shownOf(read(name)).actors).toEqual([
        { type: 'program', name: 'cmd', command: ['sh', 'cmd.sh'], terminal: { cols: 80, rows: 24 } },
      ])
    },
  )

  test.each(['classic.log', 'classic.timing'])('in the older form is found from %s, its typed line guessed', (name) => {
    expect(rowsOf(read(name)).filter((line) => !line.startsWith('<'))).toEqual(['started cmd', '> anna\\r', 'exit 0'])
    expect(shownOf(read(name))).toMatchObject({
      wall: expect.stringMatching(/^2026-11-27T08:1/) as string,
      unseen: ['The recording has no input: the typed line is guessed from its echo.'],
    })
  })
})

const nothingBeside = { names: () => [], begin: () => new Uint8Array(), read: () => undefined }
const problemOf = (text: string) => {
  const files = scriptFiles(Buffer.from(text), 'log', nothingBeside)
  return 'problem' in files ? files.problem : undefined
}

test('what is missing beside a file is named', () => {
  expect(problemOf('Script started on 2026-11-27\nx')?.message).toBe(
    'there is no timing file beside this log of script',
  )
  expect(problemOf('0.1 5\n0.2 x\n')).toMatchObject({
    message: 'this line is not an entry of a timing file of script',
    span: { start: 6, end: 11 },
  })
  expect(problemOf('0.1 5\n')?.message).toBe('no log of script beside this timing file has the length that it names')
  expect(problemOf('H 0.0 OUTPUT_LOG /tmp/out\nO 0.1 5\n')?.message).toBe(
    'there is no log of the output (/tmp/out) beside this timing file',
  )
})

test('a terminal that is resized', () => {
  expect(timingOf('O 0.5 3\nS 0.25 SIGWINCH ROWS=30 COLS=100\nS 0.1 SIGUSR1\nI 1.0 1\n')).toEqual({
    entries: [
      { type: 'output', at: 500_000, length: 3 },
      { type: 'resized', at: 750_000, rows: 30, cols: 100 },
      { type: 'input', at: 1_850_000, length: 1 },
    ],
  })
})

test('a log that is shorter than its timing', () => {
  const log = readFileSync(join(made, 'classic.log'))
  const beside = { names: () => ['t'], begin: () => Buffer.from('H 0'), read: () => log.subarray(0, 60) }
  const files = scriptFiles(Buffer.from('H 0.0 OUTPUT_LOG t\nO 0.1 500\n'), 'log', beside)
  expect('timing' in files).toBe(true)
})
