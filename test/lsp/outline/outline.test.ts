import { expect, test } from 'vitest'
import { Outliner, placeAt, stepAt } from '../../../src/lsp/outline/outline.ts'
import { home, servicesAt } from '../../scenarios/house.ts'

const { builtIn } = servicesAt(home)
const text =
  'scenario: x\nactors: { a: echo-server }\nsteps:\n  - start: a\n  - repeat:\n      times: 2\n      steps:\n        - exit: a\n'

test('the versions of a text have the outlines that each would have by itself', () => {
  const outliner = new Outliner('/x.yaml')
  let now = text
  for (const change of ['  - note: "${one}"\n', '  - start: b\n', '']) {
    now = text.replace('  - repeat', `${change}  - repeat`)
    expect(outliner.outline(now, builtIn)).toEqual(new Outliner('/x.yaml').outline(now, builtIn))
  }
  expect(outliner.outline(now, builtIn)).toBe(outliner.outline(now, builtIn))
})

test('what is not needed is read when it is asked for', () => {
  const outliner = new Outliner('/x.yaml')
  const part = outliner.outline(text, builtIn, ({ is }) => is !== 'step')
  expect([part.actors.length, part.steps.length]).toEqual([1, 0])
  expect(outliner.outline(text, builtIn).steps.map(({ verb }) => verb)).toEqual(['start', 'repeat', 'exit'])
})

test('the innermost step, and the name that begins where two touch', () => {
  const outline = new Outliner('/x.yaml').outline(text, builtIn)
  expect(stepAt(outline, text.indexOf('exit'))?.verb).toBe('exit')
  expect(stepAt(outline, text.indexOf('times'))?.verb).toBe('repeat')
  expect(stepAt(outline, 3)).toBeUndefined()
  expect(placeAt(outline, text.indexOf(': a\n') + 2)?.name).toBe('a')
})
