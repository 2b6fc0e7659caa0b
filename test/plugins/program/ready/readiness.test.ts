import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { options } from '../../../../plugins/program/options.ts'
import { readinessOf } from '../../../../plugins/program/ready/readiness.ts'
import { readyingOf } from '../../../../plugins/program/ready/ready.ts'

const watched = (pids: readonly number[] = []) =>
  ({ processTree: { pids: () => pids }, tmp: () => '/' }) as unknown as Parameters<typeof readinessOf>[1]
function of(written: Record<string, unknown>, pids?: readonly number[], silent = true) {
  const { run, ready } = options.parse(written)
  return readinessOf(readyingOf(ready).conditions, watched(pids), { run, silent: () => silent })
}

const linesOf = ({ line }: ReturnType<typeof of>) => [line ?? []].flat()

test('a line of output: which would do, and on which stream', () => {
  const text = of({ run: 'x', ready: { text: 'up', stream: 'stderr' } })
  expect(text.shown).toBe('it says “up” on stderr')
  expect(linesOf(text)).toMatchObject([{ near: 'up', stream: 'stderr' }])
  expect(['is up now', 'down'].map((line) => linesOf(text)[0]?.test(line))).toEqual([true, false])
  const regex = of({ run: 'x', ready: '/port \\d+/' })
  expect(linesOf(regex)[0]).not.toHaveProperty('near')
  expect(['port 80', 'port'].map((line) => linesOf(regex)[0]?.test(line))).toEqual([true, false])
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

test.each([
  ['9000', '“9000” is sought in its output; for a port write ready: { port: 9000 }'],
  ['true', '“true” is sought in its output; leave “ready” out, or write what to wait for, such as { port: 9000 }'],
  ['/up/', undefined],
  ['7', undefined],
  ['ready', undefined],
])('%s was hardly meant as a text', (ready, hint) => {
  expect(of({ run: 'x', ready }, [], false).missed?.().hint).toBe(hint)
  expect(of({ run: 'python3 x.py', ready }).missed?.().hint).toEqual(
    hint ?? expect.stringContaining('PYTHONUNBUFFERED'),
  )
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

test('of several, each says whether it holds; a hint is about one that does not', () => {
  const several = of({
    run: 'x',
    ready: [{ text: 'up', times: 2 }, { regex: String.raw`/on (?<n>\d)/`, stream: 'stderr' }, { port: 1 }],
  })
  expect(several.shown).toBe('it says “up” 2 times and it says /on (?<n>\\d)/ on stderr and it listens on port 1')
  const lines = linesOf(several)
  expect(lines).toHaveLength(2)
  expect(several.missed?.()).toEqual({
    why: 'it says “up” 2 times (it did not: it has printed nothing) and it says /on (?<n>\\d)/ on stderr (it did not: it has printed nothing) and it listens on port 1 (it does not: it listens nowhere)',
  })
  expect(several.missed?.({ line: lines[1]!, stream: 'stdout' }).hint).toBe(
    'it is there on stdout: write ready: { regex: …, stream: stdout }',
  )
})
