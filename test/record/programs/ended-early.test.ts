import { createServer } from 'node:net'
import { expect, test } from 'vitest'
import { record } from './record.ts'

const never = () => new Promise<void>(() => {})

test('the next program is not started when the one before has failed', async () => {
  const { session, problems } = await record(['sh', '-c', 'echo one; echo "  two" >&2; exit 3', '::', 'cat'], never)
  expect(session).toBeUndefined()
  expect(problems).toEqual([
    {
      code: 'cannot-start',
      message: '“sh” exited 3 before “cat” was started; its last lines: “one”, “two”',
      hint: 'correct its command; nothing is written',
    },
  ])
})

test('who has the port that the command names', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { readonly port: number }
  const { problems } = await record(['sh', '-c', `exit 1 # ${port}`, '::', 'cat'], never)
  server.close()
  expect(problems[0]?.message).toBe('“sh” exited 1 before “cat” was started; it printed nothing')
  expect(problems[0]?.hint).toMatch(
    new RegExp(`^port ${port} is in use by .*, pid ${process.pid}: end that first, or take another port$`),
  )
})

test('one that has done its work is no reason to stop', async () => {
  const { session, problems } = await record(['true', '::', 'echo', 'two'], never)
  expect(problems).toEqual([])
  expect(session?.events.at(-1)).toMatchObject({ type: 'exit', actor: 'echo', code: 0 })
})
