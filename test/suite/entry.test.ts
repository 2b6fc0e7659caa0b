import { expect, test } from 'vitest'
import { entryOf, pathsInId, variantOf } from '../../src/suite/entry.ts'

test('the id of an entry is its path, then the values and the project that it runs with', () => {
  const idOf = (...args: Parameters<typeof entryOf>): string => entryOf(...args).id
  expect(idOf('/p', '/p/scenarios/echo.yaml')).toBe('scenarios/echo.yaml')
  expect(idOf('/p', '/p/a.yaml', { matrix: { impl: 'redis', tls: 'on' } })).toBe('a.yaml [impl=redis, tls=on]')
  expect(idOf('/p', '/p/a.yaml', { matrix: { impl: 'redis' }, project: 'ci' })).toBe('a.yaml [impl=redis] [ci]')
  expect(idOf('/p', '/p/a.yaml', { project: 'ci' })).toBe('a.yaml [ci]')
})

test('a result says of an entry what its file does not', () => {
  expect(variantOf(entryOf('/p', '/p/a.yaml'))).toEqual({})
  expect(variantOf(entryOf('/p', '/p/a.yaml', { matrix: { impl: 'redis' }, project: 'ci' }))).toEqual({
    variant: { matrix: { impl: 'redis' }, project: 'ci' },
  })
})

test('an id begins with the path of its file, which may have brackets itself', () => {
  expect(pathsInId('a.yaml')).toEqual(['a.yaml'])
  expect(pathsInId('a [1].yaml [x=y] [ci]')).toEqual(['a', 'a [1].yaml', 'a [1].yaml [x=y]', 'a [1].yaml [x=y] [ci]'])
})
