import path from 'node:path'
import { expect, test } from 'vitest'
import { clashesOf } from '../../src/suite/clashes.ts'
import type { Variant } from '../../src/model/variant.ts'
import { entryOf } from '../../src/suite/entry.ts'
import { newPath, outputPath, shownFrom, transcriptPath } from '../../src/suite/paths.ts'

const at = (...parts: string[]): string => path.join(path.sep, 'home', 'me', ...parts)

test('a transcript has the same path beside the nearest folder named scenarios', () => {
  expect(transcriptPath(at('scenarios', 'tcp', 'echo.yaml'))).toBe(at('transcripts', 'tcp', 'echo.txt'))
  expect(transcriptPath(at('scenarios', 'a', 'scenarios', 'echo.yml'))).toBe(
    at('scenarios', 'a', 'transcripts', 'echo.txt'),
  )
  expect(transcriptPath(at('echo.yaml'))).toBe(at('transcripts', 'echo.txt'))
})

test('a scenario whose name ends as a new transcript does has one of its own', () => {
  expect(transcriptPath(at('scenarios', 'echo.new.yaml'))).toBe(at('transcripts', 'echo.new.yaml.txt'))
  expect(transcriptPath(at('scenarios', 'ECHO.YAML'))).toBe(at('transcripts', 'ECHO.txt'))
})

test('the new transcript stands beside the committed one', () => {
  expect(newPath(at('transcripts', 'echo.txt'))).toBe(at('transcripts', 'echo.new.txt'))
})

test('output stays inside the output folder, also for a scenario from elsewhere', () => {
  const out = at('p', '.scenario')
  expect(outputPath(out, at('p'), { file: at('p', 'scenarios', 'echo.yaml') }, '.jsonl')).toBe(
    path.join(out, 'scenarios', 'echo.jsonl'),
  )
  expect(outputPath(out, at('p'), { file: at('q', 'echo.yaml') }, '.jsonl')).toBe(
    path.join(out, '_', 'q', 'echo.jsonl'),
  )
})

test('paths are shown from the working directory, unless that is far away', () => {
  const shown = shownFrom(at('p', 'q', 'r'))
  expect(shown(at('p', 'q', 'r', 'scenarios', 'echo.yaml'))).toBe('scenarios/echo.yaml')
  expect(shown(at('p', 'q', 'echo.yaml'))).toBe('../echo.yaml')
  expect(shown(path.join(path.sep, 'etc', 'echo.yaml'))).toBe(path.join(path.sep, 'etc', 'echo.yaml'))
})

test('files in the output folder are of one run of a file: its values are in their names, its project is a folder', () => {
  const [out, file] = [at('p', '.scenario'), at('p', 'scenarios', 'echo.yaml')]
  const pathOf = (variant: Variant): string =>
    path.relative(out, outputPath(out, at('p'), { file, ...variant }, '.jsonl')).replaceAll(path.sep, '/')
  expect(pathOf({ matrix: { impl: 'redis' } })).toBe('scenarios/echo.impl=redis.jsonl')
  expect(pathOf({ matrix: { impl: 'redis', addr: '[::1]/x' } })).toBe('scenarios/echo.impl=redis.addr=___1__x.jsonl')
  expect(pathOf({ matrix: { impl: 'redis' }, project: 'on staging' })).toBe(
    'on_staging/scenarios/echo.impl=redis.jsonl',
  )
})

test('two scenarios that would write one transcript clash, both', () => {
  const [one, two, three] = [at('scenarios', 'echo.yaml'), at('scenarios', 'echo.yml'), at('scenarios', 'other.yaml')]
  const entries = [one, two, three].map((file) => entryOf(at(), file))
  const clashes = clashesOf(
    entries,
    (file) => path.basename(file),
    () => ({}),
  )
  expect([...clashes.keys()].sort()).toEqual(['scenarios/echo.yaml', 'scenarios/echo.yml'])
  expect(clashes.get('scenarios/echo.yaml')).toMatchObject({
    code: 'same-transcript',
    message: 'echo.yaml and echo.yml would both write echo.txt',
  })
})
