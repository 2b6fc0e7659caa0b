import { expect, test } from 'vitest'
import { nameOf, variantText } from '../../src/report/variant-text.ts'

test('a scenario with several runs is named with what each runs with', () => {
  expect(variantText()).toBe('')
  expect(variantText({})).toBe('')
  expect(variantText({ matrix: { impl: 'redis' } })).toBe(' [impl=redis]')
  expect(variantText({ matrix: { impl: 'redis', tls: 'on' }, project: 'ci' })).toBe(' [impl=redis, tls=on] [ci]')
  expect(nameOf({ file: 'a.yaml' })).toBe('a.yaml')
  expect(nameOf({ file: 'a.yaml', variant: { project: 'ci' } })).toBe('a.yaml [ci]')
})
