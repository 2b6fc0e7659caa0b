import { expect, test } from 'vitest'
import { options } from '../../../plugins/program/options.ts'

/** Where something is wrong with these options. */
const wrongAt = (written: Record<string, unknown>): string[] =>
  (options.safeParse({ run: 'x', ...written }).error?.issues ?? []).map(({ path }) => path.join('.'))

test('what can never hold with the options beside it', () => {
  expect(wrongAt({ pty: true, ready: { fd: 3 } })).toEqual(['ready.fd'])
  expect(wrongAt({ pty: true, ready: ['up', { text: 'x', stream: 'stderr' }] })).toEqual(['ready.1.stream'])
  expect(wrongAt({ stdin: { text: 'x' }, ready: { input: true } })).toEqual(['ready.input'])
  expect(wrongAt({ stdin: 'ignore', ready: { input: true } })).toEqual(['ready.input'])
})

test('what can', () => {
  expect(wrongAt({ pty: false, ready: [{ fd: 3 }, { text: 'x', stream: 'stderr' }] })).toEqual([])
  expect(wrongAt({ pty: true, ready: { text: 'x', input: true } })).toEqual([])
  expect(wrongAt({ stdin: 'pipe', ready: { input: true } })).toEqual([])
})
