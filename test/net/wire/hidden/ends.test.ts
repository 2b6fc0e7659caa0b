import { expect, test } from 'vitest'
import { LedEnds } from '../../../../src/net/wire/hidden/ends.ts'

const joins = { up: [], down: [] }

test('a later client with the same port as a wire’s own end is itself', () => {
  const ends = new LedEnds()
  ends.listens('tcp:127.0.0.1:22008', 'tcp:127.0.0.1:22000')
  const shared = { wire: 'tcp:127.0.0.1:22008', target: 'tcp:127.0.0.1:22000', joins }
  ends.connected({ ...shared, client: 'tcp:127.0.0.1:40001', onward: 'tcp:127.0.0.1:40002' })
  // The wire calls another destination from 40002, so the kernel gives that port once more.
  ends.connected({ ...shared, client: 'tcp:127.0.0.1:40002', onward: 'tcp:127.0.0.1:40003' })
  expect(ends.behind({ local: 'tcp:127.0.0.1:40002', remote: shared.wire })).toEqual({
    local: 'tcp:127.0.0.1:40002',
    remote: shared.target,
  })
  expect(ends.behind({ local: shared.target, remote: 'tcp:127.0.0.1:40002' }).remote).toBe('tcp:127.0.0.1:40001')
  expect(ends.behind({ local: shared.target, remote: 'tcp:127.0.0.1:40003' }).remote).toBe('tcp:127.0.0.1:40002')
})
