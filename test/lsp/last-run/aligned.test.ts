import { expect, test } from 'vitest'
import { aligned, keyOf, writtenSteps } from '../../../src/lsp/last-run/aligned.ts'
import type { RanStep } from '../../../src/lsp/last-run/recording.ts'
import { withIncluded } from '../../../src/lsp/names/family.ts'
import { inMemory } from '../in-memory.ts'

const ran = (line: number, verb: string, at = line): RanStep => ({ line, verb, at, rows: [] })

test('the same line of two files, in the order of the run', () => {
  const written = [
    { file: 'x', line: 2, verb: 'send' },
    { file: 'part', line: 2, verb: 'send' },
    { file: 'x', line: 4, verb: 'exit' },
  ]
  const done = aligned([ran(2, 'send', 1), ran(2, 'send', 2), ran(4, 'exit', 3)], written)
  expect(done.get(keyOf('x', 2))?.map(({ at }) => at)).toEqual([1])
  expect(done.get(keyOf('part', 2))?.map(({ at }) => at)).toEqual([2])
})

test('a repeat goes back, and a step that nobody has written is left out', () => {
  const written = [
    { file: 'x', line: 2, verb: 'send' },
    { file: 'x', line: 3, verb: 'expect' },
  ]
  const steps = [ran(2, 'send', 1), ran(3, 'expect', 2), ran(9, 'send', 3), ran(2, 'send', 4), ran(3, 'expect', 5)]
  const done = aligned(steps, written)
  expect(done.get(keyOf('x', 2))?.map(({ at }) => at)).toEqual([1, 4])
  expect(done.get(keyOf('x', 3))?.map(({ at }) => at)).toEqual([2, 5])
  expect(done.size).toBe(2)
})

test('steps of an included file stand in the place of its include, and a file that includes itself ends', () => {
  const { workspace, fileOf } = inMemory({
    'x.yaml': 'scenario: x\nsteps:\n  - start: a\n  - include: part.yaml\n  - exit: a\n',
    'part.yaml': '- send: { a: x }\n- include: part.yaml\n',
  })
  const steps = writtenSteps(withIncluded(workspace, fileOf('x.yaml')))
  expect(steps.map(({ line, verb }) => `${line} ${verb}`)).toEqual(['3 start', '1 send', '5 exit'])
  expect(writtenSteps([])).toEqual([])
})
