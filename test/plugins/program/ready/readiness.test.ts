import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { options } from '../../../../plugins/program/options.ts'
import { readinessOf } from '../../../../plugins/program/ready/readiness.ts'

const watched = (pids: readonly number[] = []) =>
  ({ processTree: { pids: () => pids } }) as unknown as Parameters<typeof readinessOf>[1]
const of = (written: Record<string, unknown>, pids?: readonly number[], silent = true) =>
  readinessOf(options.parse(written), watched(pids), () => silent)

test('a line of output: which would do, and on which stream', () => {
  const text = of({ run: 'x', ready: { text: 'up', stream: 'stderr' } })
  expect(text.shown).toBe('it says “up” on stderr')
  expect(text.line).toMatchObject({ near: 'up', stream: 'stderr' })
  expect(['is up now', 'down'].map((line) => text.line?.test(line))).toEqual([true, false])
  const regex = of({ run: 'x', ready: '/port \\d+/' })
  expect(regex.line?.near).toBeUndefined()
  expect(['port 80', 'port'].map((line) => regex.line?.test(line))).toEqual([true, false])
})

test('Python that has printed nothing keeps it in its buffer; one that has printed does not', () => {
  const why = 'it has printed nothing'
  expect(of({ run: 'python3 server.py', ready: 'up' }).missed?.()).toMatchObject({
    why,
    hint: expect.stringContaining('PYTHONUNBUFFERED'),
  })
  expect(of({ run: ['/usr/bin/env', 'python', 'x.py'], ready: 'up' }).missed?.()).toHaveProperty('hint')
  expect(of({ run: 'node pythonic.js', ready: 'up' }).missed?.()).toEqual({ why })
  expect(of({ run: 'python3 server.py', ready: 'up' }, [], false).missed?.()).toEqual({})
})

test.runIf(process.platform === 'linux')('a port that is not listened on: where it listens instead', async () => {
  expect(of({ run: 'x', ready: { port: 1 } }).missed?.()).toEqual({ why: 'it listens nowhere' })
  const server = createServer()
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  const missed = of({ run: 'x', ready: { port: 1 } }, [process.pid]).missed?.()
  expect(missed?.why).toContain(`port ${port}`)
  expect(missed?.why).toMatch(/, not on port 1$/)
  server.close()
})
