import { expect, test } from 'vitest'
import { withoutLogPrefix } from '../../../src/record/from-session/log-prefix.ts'

test.each([
  ['2026-11-27 15:08:20.322 UTC [4613] LOG:  listening on 127.0.0.1', 'LOG:  listening on 127.0.0.1'],
  ['2026-11-27T15:08:20Z ready to serve', 'ready to serve'],
  ['2026/11/27 15:08:20 [notice] 12#12: start worker', '[notice] 12#12: start worker'],
  ['[27/Nov/2026:15:08:20 +0000] GET / HTTP/1.1', 'GET / HTTP/1.1'],
  ['Nov 27 15:08:20 host sshd[99]: Connection closed', 'host sshd[99]: Connection closed'],
  ['4711:M 27 Nov 2026 15:08:20.322 * Ready to accept connections', '* Ready to accept connections'],
  ['1795792155: Sending SUBACK to watcher', 'Sending SUBACK to watcher'],
  ['[15:08:20] anna joined', 'anna joined'],
  ['[4711:5    0] Server "irc.test" ready.', 'Server "irc.test" ready.'],
  ['[   12.345678] eth0: link up', 'eth0: link up'],
  ['15:08:20', '15:08:20'],
  ['[4613] LOG', '[4613] LOG'],
  ['12 apples', '12 apples'],
  ['hello at 15:08:20', 'hello at 15:08:20'],
])('%s', (line, rest) => {
  expect(withoutLogPrefix(line)).toBe(rest)
})
