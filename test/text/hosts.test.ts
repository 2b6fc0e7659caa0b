import { expect, test } from 'vitest'
import { asLocalhost, endOf, endsOf, metAt, withPort } from '../../src/text/hosts.ts'

test('a host with its port', () => {
  expect(withPort('example.test', 80)).toBe('example.test:80')
  expect(withPort('::1', 80)).toBe('[::1]:80')
})

test.each([
  ['127.0.0.1', 'localhost'],
  ['::1', 'localhost'],
  ['localhost', 'localhost'],
  ['127.0.0.2', '127.0.0.2'],
])('%s is written %s', (host, shown) => expect(asLocalhost(host)).toBe(shown))

test('who listens everywhere is met at the loopback address', () => {
  expect(['0.0.0.0', '::', '10.0.0.1'].map(metAt)).toEqual(['127.0.0.1', '::1', '10.0.0.1'])
})

test('an end has one name from both sides, also where IPv6 receives IPv4', () => {
  expect(endOf('::ffff:127.0.0.1', 9000)).toBe(endOf('127.0.0.1', 9000))
  expect(endOf('::1', 9000)).toBe('tcp:[::1]:9000')
  expect(endOf(undefined, 9000)).toBeUndefined()
  expect(endsOf({ localAddress: '127.0.0.1', localPort: 1 })).toEqual({ local: 'tcp:127.0.0.1:1' })
})
