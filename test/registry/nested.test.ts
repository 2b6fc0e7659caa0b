import { expect, test } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import { registryOf } from '../../src/pipeline.ts'
import { nestedContext } from '../../src/registry/nested.ts'

const { expectation } = nestedContext(registryOf(plugins))

test.each<[unknown, string]>([
  ['yes', '“yes”'],
  ['/y(es)?/', '/y(es)?/'],
  [7, '“7”'],
  [{ text: '/etc/' }, '“/etc/”'],
  [{ code: 28, event: 'exit' }, 'exit, code 28'],
  [{ 'one-of': ['a', { event: 'end' }] }, 'one of: a, event end'],
])('%j inside of an expectation is compiled as one of its own', (wanted, shown) => {
  expect(expectation(wanted).shown).toBe(shown)
})

test('what cannot be compiled is an error that says why', () => {
  expect(() => expectation({ nobody: 1 })).toThrow('no matcher is called “nobody”')
  expect(() => expectation({ exit: 'sometimes' })).toThrow('expected an exit code')
  expect(() => expectation({})).toThrow('no matcher is called “”')
})
