import { describe, expect, test } from 'vitest'
import type { Progress } from '../../../src/model/progress.ts'
import type { ScenarioResult } from '../../../src/model/result.ts'
import {
  broken,
  differing,
  failed,
  failure,
  passed,
  recorded,
  invalid,
  reported,
  resultOf,
  skipped,
} from './results.ts'

const begun = ({ file, title }: ScenarioResult): Progress => ({
  type: 'scenario-begun',
  file,
  title,
  lanes: [
    { lane: 'server', kind: 'echo-server', command: 'echo-server' },
    { lane: 'client', kind: 'telnet', command: 'telnet server' },
  ],
})

const row = (mark: '|' | '>', text: string): Progress => ({
  type: 'row',
  file: passed.file,
  row: { lane: 'client', mark, text, at: 2_150_000, step: 1 },
})

describe('the default reporter', () => {
  test('a line each and one for all', async () => {
    expect(await reported('default', [passed, skipped])).toBe(
      [
        '✓ scenarios/echo.yaml  Echo (0.01 s)',
        '- scenarios/echo.yaml  Echo skipped: the command “redis-server” is not installed',
        '',
        '1 passed, 1 skipped (0.42 s)',
        '',
      ].join('\n'),
    )
  })

  test('says what was recorded for the first time', async () => {
    expect(await reported('default', [recorded])).toBe(
      '✓ scenarios/echo.yaml  Echo (0.01 s)\n  recorded transcripts/echo.txt for the first time\n1 passed (0.42 s)\n',
    )
  })

  test('a failure in full', async () => {
    const text = await reported('default', [failed])
    expect(text).toContain('✗ scenarios/echo.yaml  Echo failed (0.01 s)')
    for (const part of [
      'scenarios/echo.yaml:4:23',
      failure.message,
      '^^^^^',
      'Hallo, 100%\\x1b[0m',
      'deadline of 5s',
      'silent for 4.8 s',
    ])
      expect(text).toContain(part)
    expect(text.endsWith('\n\n1 failed (0.42 s)\n')).toBe(true)
  })

  test('broken and refused are never called failed', async () => {
    const text = await reported('default', [broken, invalid])
    expect(text).toContain('! scenarios/echo.yaml  Echo broken')
    expect(text).toContain('✗ scenarios/echo.yaml invalid')
    expect(text).toContain('there is no actor “cliend”')
    expect(text).toContain('“server” is never started')
    expect(text).toContain('\n1 broken, 1 invalid (0.42 s)\n')
  })

  test('a transcript that differs, and how to take the new one', async () => {
    const text = await reported('default', [differing])
    expect(text).toContain('- | Hello')
    expect(text).toContain('+ | Hallo')
    expect(text.replaceAll(/\n +/g, ' ')).toContain(
      '“scenario accept scenarios/echo.yaml” takes the new one (transcripts/echo.new.txt)',
    )
  })

  test('warnings do not fail, but are said', async () => {
    const text = await reported('default', [
      resultOf({ warnings: [{ code: 'echo-of-itself', message: 'meets its own echo', severity: 'warning' }] }),
    ])
    expect(text).toContain('warning echo-of-itself')
    expect(text).toContain('1 passed')
  })

  test('on a terminal, one scenario is watched row by row', async () => {
    const text = await reported('default', [passed], {
      terminal: { isTTY: true },
      before: (result) => [begun(result), row('>', 'Hello'), row('|', 'x\u001b[2J')],
    })
    expect(text).toBe(
      [
        'Echo scenarios/echo.yaml',
        '',
        '00:02.1  client > Hello',
        '00:02.1  client | x\\x1b[2J',
        '',
        '✓ scenarios/echo.yaml  Echo (0.01 s)',
        '1 passed (0.42 s)',
        '',
      ].join('\n'),
    )
  })

  test('on a terminal, many have a line of progress that leaves nothing behind', async () => {
    const text = await reported('default', [passed, failed], {
      terminal: { isTTY: true, columns: 30 },
      before: (result) => [begun(result)],
    })
    expect(text).toContain('\r\u001b[2K0/2  scenarios/echo.yaml')
    // What stays on the screen: of each line only what follows the last time it was erased.
    const screen = text.split('\n').map((line) => line.split('\u001b[2K').at(-1))
    expect(screen.filter((line) => /^\d\/2/.test(line ?? ''))).toEqual([])
    expect(screen[0]).toBe('✓ scenarios/echo.yaml  Echo (0.01 s)')
  })

  test('on a terminal, the line of progress says how long is left, where that is known', async () => {
    const terminal = { isTTY: true }
    const before = (result: ScenarioResult) => [begun(result)]
    const lines = async (expected: number) => reported('default', [passed, failed], { terminal, before, expected })
    expect(await lines(60 * 60_000)).toContain('0/2  about 60 min left  scenarios/echo.yaml')
    expect(await lines(400)).toContain('0/2  scenarios/echo.yaml')
    expect(await reported('default', [passed, failed], { before, expected: 60 * 60_000 })).not.toContain('left')
  })

  test('on a terminal, more than fifty that pass are only counted, and all others have their line', async () => {
    const many = [...Array.from({ length: 60 }, (_, at) => resultOf({ file: `s${at}.yaml` })), recorded, failed]
    const shown = (text: string) => text.split('\n').map((line) => line.split('\u001b[2K').at(-1))
    const lines = shown(await reported('default', many, { terminal: { isTTY: true } }))
    expect(lines.filter((line) => line?.startsWith('✓'))).toEqual(['✓ scenarios/echo.yaml  Echo (0.01 s)'])
    expect(lines).toContain('  recorded transcripts/echo.txt for the first time')
    expect(lines).toContain('✗ scenarios/echo.yaml  Echo failed (0.01 s)')
    expect(lines.at(-2)).toBe('61 passed, 1 failed (0.42 s)')
    const everywhere = shown(await reported('default', many))
    expect(everywhere.filter((line) => line?.startsWith('✓'))).toHaveLength(61)
  })

  test('colours only where they are wanted', async () => {
    expect(await reported('default', [failed, passed])).not.toContain('\u001b')
    expect(await reported('default', [failed, passed], { terminal: { color: true } })).toContain('\u001b[31m')
  })

  test('nothing selected says why, and nothing else', async () => {
    expect(
      await reported('default', [], {
        problems: [{ code: 'nothing-selected', message: 'no scenario was found in “x”', hint: 'look elsewhere' }],
      }),
    ).toBe('error nothing-selected\n  no scenario was found in “x”\n  help: look elsewhere\n')
  })

  test('an interruption is named, with what was not run', async () => {
    const text = await reported('default', [passed], { files: 3, interrupted: true })
    expect(text).toContain('interrupted: 1 passed, 2 not run (0.42 s)')
  })

  test('the command of what did not pass says how many were not run, which it leaves out', async () => {
    const text = await reported('default', [failed, passed], { files: 1002, interrupted: true })
    expect(text).toContain('\n  run just these again, without the 1000 not run: scenario run scenarios/echo.yaml\n')
  })

  test('the command of what did not pass when it was shaken shakes it again', async () => {
    const again = ['--faults', 'reset,stop', '--seed', '42']
    const text = await reported('default', [{ ...failed, shaken: { runs: 3, streams: 2, again } }, passed], {
      files: 2,
    })
    expect(text).toContain(
      '\n  run just these again: scenario shake scenarios/echo.yaml --faults reset,stop --seed 42\n',
    )
  })

  test('where there is no terminal, --verbose prints the same rows as plain lines', async () => {
    const text = await reported('default', [passed], {
      terminal: { verbose: true },
      before: (result) => [begun(result), row('>', 'Hello'), row('|', 'x'.repeat(200))],
    })
    expect(text).toBe(
      [
        'Echo scenarios/echo.yaml',
        '',
        '00:02.1  client > Hello',
        `00:02.1  client | ${'x'.repeat(200)}`,
        '',
        '✓ scenarios/echo.yaml  Echo (0.01 s)',
        '1 passed (0.42 s)',
        '',
      ].join('\n'),
    )
  })

  test('of many that are watched, the rows of each stand together in front of its verdict', async () => {
    const other = { ...passed, file: 'scenarios/other.yaml', title: 'Other' }
    const text = await reported('default', [passed, other], {
      terminal: { verbose: true },
      before: (result) =>
        result === passed
          ? [
              begun(passed),
              begun(other),
              { ...row('|', 'of the other'), file: other.file } as Progress,
              row('|', 'one'),
            ]
          : [],
    })
    const [one, two] = [text.indexOf('client | one'), text.indexOf('client | of the other')]
    expect(text.indexOf('✓ scenarios/echo.yaml')).toBeGreaterThan(one)
    expect(two).toBeGreaterThan(text.indexOf('✓ scenarios/echo.yaml'))
    expect(text.indexOf('✓ scenarios/other.yaml')).toBeGreaterThan(two)
  })

  test('many end with what did not pass, and the command that runs just these again', async () => {
    const spaced = { ...failed, file: 'scenarios/a file.yaml' }
    const text = await reported('default', [failed, passed, spaced], { terminal: { columns: 100 } })
    expect(text).toContain(
      [
        'Not passed:',
        '  ✗ scenarios/a file.yaml (scenarios/echo.yaml:4:23)  “client” did not say “Hello”',
        '  ✗ scenarios/echo.yaml:4:23  “client” did not say “Hello”',
        "  run just these again: scenario run 'scenarios/a file.yaml' scenarios/echo.yaml",
        '',
        '1 passed, 2 failed (0.42 s)',
        '',
      ].join('\n'),
    )
    expect(text).not.toContain('not run')
    expect(await reported('default', [passed, passed])).not.toContain('Not passed')
    expect(await reported('default', [failed])).not.toContain('Not passed')
  })

  test('a problem of all stands between them, a blank line on both sides', async () => {
    const problems = [{ code: 'skipped' as const, message: 'a scenario was skipped' }]
    for (const last of [failed, skipped]) {
      const text = await reported('default', [failed, last], { problems })
      expect(text).toMatch(/[^\n]\n\nerror skipped\n {2}a scenario was skipped\n\nNot passed:\n/)
    }
  })
})
