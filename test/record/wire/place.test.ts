import { expect, test } from 'vitest'
import { addressOf, placeOf } from '../../../src/record/wire/place.ts'

test.each([
  ['9000', { host: '127.0.0.1', port: 9000 }, { port: 9000 }],
  [':9000', { host: '127.0.0.1', port: 9000 }, { port: 9000 }],
  ['localhost:9000', { host: '127.0.0.1', port: 9000 }, { port: 9000 }],
  ['example.org:25', { host: 'example.org', port: 25 }, { host: 'example.org', port: 25 }],
  ['[::1]:9000', { host: '::1', port: 9000 }, { host: '::1', port: 9000 }],
  ['/run/chat', { path: '/run/chat' }, { path: '/run/chat' }],
  ['@chat', { path: '\0chat' }, { path: '@chat' }],
])('%s', (text, place, address) => {
  expect(placeOf(text)).toEqual(place)
  expect(addressOf(placeOf(text)!)).toEqual(address)
})

test.each(['', 'localhost', '70000', 'a:b:c', '9000x'])('“%s” is no place', (text) => {
  expect(placeOf(text)).toBeUndefined()
})
