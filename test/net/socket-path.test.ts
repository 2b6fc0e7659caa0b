import { expect, test } from 'vitest'
import { shownPath, socketPath } from '../../src/net/socket-path.ts'

const linux = { platform: 'linux', tmp: '/tmp/r', dir: '/home/me' }
const windows = { platform: 'win32', tmp: 'C:\\Temp', dir: 'C:\\me' }

test.each([
  ['socket.pipe', linux, '/tmp/r/socket.pipe'],
  ['./s', linux, '/home/me/s'],
  ['/run/s', linux, '/run/s'],
  ['@name', linux, '\0name'],
  ['socket.pipe', windows, '\\\\.\\pipe\\socket.pipe'],
  ['\\\\.\\pipe\\mine', windows, '\\\\.\\pipe\\mine'],
  ['@name', windows, '\\\\.\\pipe\\name'],
])('%s on %j is %j', (written, environment, path) => {
  expect(socketPath(written, environment)).toBe(path)
})

test('107 bytes are taken, one more is refused; bytes count, not characters', () => {
  const path = `/${'x'.repeat(106)}`
  expect(socketPath(path, linux)).toBe(path)
  expect(() => socketPath(`${path}x`, linux)).toThrow('108 bytes')
  expect(() => socketPath(`/${'é'.repeat(54)}`, linux)).toThrow('109 bytes')
})

test('a path of the run’s folder is shown by its name', () => {
  expect(shownPath('/tmp/r/s', '/tmp/r')).toBe('s')
  expect(shownPath('/tmp/run/s', '/tmp/r')).toBe('/tmp/run/s')
})
