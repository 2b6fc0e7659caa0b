import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readAsciicast } from '../../../src/record/readers/asciicast/read.ts'
import { made, shownOf, rowsOf } from './rows.ts'

const read = (name: string) => readAsciicast(readFileSync(join(made, name), 'utf8'), name, ['bash'])

const lines = (...values: unknown[]) => values.map((value) => JSON.stringify(value)).join('\n')

describe('an asciicast of asciinema 2.2', () => {
  test('has what was typed when it was recorded', () => {
    expect(rowsOf(read('input.cast'))).toEqual([
      'started bash',
      '< name? ',
      ...['a', 'n', 'n', 'a'].flatMap((key) => [`> ${key}`, `< ${key}`]),
      '> \\r',
      '< \\r\\n',
      '< hello anna\\r\\n',
      'exit',
    ])
  })

  test('says that typed lines are guessed from their echo, with what was erased gone', () => {
    const seen = read('python.cast')
    expect(rowsOf(seen).filter((line) => line.startsWith('>'))).toEqual(['> 6*7\\r', '> print("é")\\r', '> exit()\\r'])
    expect('session' in seen ? seen.session : undefined).toMatchObject({
      title: 'Two sums',
      wall: '2026-11-27T08:02:28.000Z',
      unseen: ['The recording has no input: the 3 typed lines are guessed from their echo.'],
    })
  })

  test('of a shell has the lines for it and for the program in it', () => {
    const typed = rowsOf(read('bash.cast')).filter((line) => line.startsWith('>'))
    expect(typed).toEqual(['> echo one\\r', '> sh cmd.sh\\r', '> anna\\r', '> exit 3\\r'])
  })
})

test('a program that nobody has named is not guessed: what was typed would run in it', () => {
  const text = readFileSync(join(made, 'python.cast'), 'utf8')
  expect(readAsciicast(text, 'python.cast', undefined)).toMatchObject({
    problem: {
      code: 'recording-unreadable',
      message: 'it does not say which program ran',
      hint: 'name it behind --: “-- /bin/bash” where it was the shell, else such as “-- bc -q”',
    },
  })
})

test('version 1 is one value, its times are pauses', () => {
  const cast = {
    version: 1,
    width: 100,
    height: 30,
    command: 'bc -q',
    stdout: [
      [0.5, '> '],
      [0.25, '1+1\r\n2\r\n'],
    ],
  }
  const seen = readAsciicast(JSON.stringify(cast, null, 1), 'one.cast', undefined)
  expect(rowsOf(seen)).toEqual(['started bc', '< > ', '> 1+1\\r', '< 1+1\\r\\n2\\r\\n', 'exit'])
  expect(shownOf(seen).actors).toEqual([
    { type: 'program', name: 'bc', command: ['bc', '-q'], terminal: { cols: 100, rows: 30 } },
  ])
  expect(shownOf(seen).events.map(({ at }) => at)).toEqual([0, 500_000, 750_000, 750_000, 750_000])
})

test('version 3 counts from event to event, and has sizes, notes, comments and the exit', () => {
  const text = `${lines({ version: 3, term: { cols: 90, rows: 20 }, command: "sh -c 'cat'" }, [1, 'i', 'x\r'])}
# a comment
${lines([0.5, 'o', 'x\r\n'], [0.5, 'r', '100x40'], [0, 'm', 'here'], [0, 'z', 'unknown'], [1, 'x', '3'])}
`
  const seen = readAsciicast(text, 'three.cast', undefined)
  expect(rowsOf(seen)).toEqual(['started cat', '> x\\r', '< x\\r\\n', 'resized 100x40', 'note here', 'exit 3'])
  expect(shownOf(seen).events.map(({ at }) => at)).toEqual([0, 1e6, 1.5e6, 2e6, 2e6, 3e6])
})

test('the command behind -- is taken where the file has another', () => {
  expect(shownOf(readAsciicast(lines({ version: 2, command: 'x' }), 'a', ['node', 'b.js'])).actors).toMatchObject([
    { name: 'b', command: ['node', 'b.js'] },
  ])
})

test('marks of progress and a slow program are not typed lines', () => {
  const head = { version: 2, command: 'slow' }
  const dots = lines(head, [0, 'o', 'working'], [1, 'o', '.'], [2, 'o', '.'], [3, 'o', '.'], [4, 'o', '\r\ndone\r\n'])
  expect(rowsOf(readAsciicast(dots, 'dots.cast', undefined)).filter((line) => line.startsWith('>'))).toEqual([])
})

describe('a broken file', () => {
  const problems: [string, string, string][] = [
    ['{"version": 4}', 'this asciicast has version 4, and 1, 2 and 3 can be read', '{"version": 4}'],
    ['{"version": 2}\n[1, "o", "a"]\nnonsense\n[2]\n', 'this line of the asciicast is not JSON', 'nonsense'],
    ['{"version": 2}\n[1, 2]\n', 'this line of the asciicast is not a list of seconds, a code and text', '[1, 2]'],
    [
      '{"version": 1, "stdout": [[1]]}',
      'entry 1 of “stdout” is not a pair of seconds and text',
      '{"version": 1, "stdout": [[1]]}',
    ],
    ['{"version": 1}', 'the asciicast has no list “stdout”', '{"version": 1}'],
  ]
  test.each(problems)('%s', (text, message, place) => {
    const seen = readAsciicast(text, 'a.cast', undefined)
    if (!('problem' in seen)) throw new Error('it was read')
    expect(seen.problem.message).toBe(message)
    expect(text.slice(seen.problem.span?.start, seen.problem.span?.end)).toBe(place)
  })

  test('that ends within an event is read up to there, and says so', () => {
    const seen = readAsciicast('{"version": 2, "command": "x"}\n[1, "o", "a"]\n[2, "o', 'a.cast', undefined)
    expect(shownOf(seen).unseen?.[0]).toBe('The recording ends in the middle of an event.')
  })
})
