import { join } from 'node:path'
import { expect, test } from 'vitest'
import { folderWith } from '../../suite/temporary.ts'
import { fakeLane, left, problemOf, startProgram } from './lane.ts'

test.each([
  ['on sockets', {}],
  ['on real pipes', { pipes: 'real' }],
])('a text is the whole input, more of it than a pipe holds too, and ends: %s', async (_, more) => {
  const { lane } = await startProgram({ run: 'wc -c', stdin: { text: 'x'.repeat(300_000) }, ...more })
  await left(lane)
  expect(lane.text().trim()).toBe('300000')
})

test('a file is given as it is', async () => {
  const dir = folderWith({ 'in.txt': 'one\ntwo' })
  const { lane } = await startProgram({ run: 'cat', stdin: { file: 'in.txt' } }, fakeLane({ dir }))
  await left(lane)
  expect(lane.text()).toBe('one\ntwo')
})

test('a program that does not read its input leaves all the same', async () => {
  const { lane } = await startProgram({ run: 'true', stdin: { text: 'x'.repeat(300_000) } })
  expect((await left(lane)).words).toBe('exited 0')
})

test('a file that is not there is named, and nothing starts', async () => {
  const dir = folderWith({})
  expect(await problemOf({ run: 'cat', stdin: { file: 'in.txt' } }, fakeLane({ dir }))).toMatchObject({
    outcome: 'broken',
    problem: { code: 'cannot-read', message: 'the standard input “in.txt” cannot be read: ENOENT' },
  })
  expect((await problemOf({ run: 'cat', stdin: { file: join(dir, '') } }, fakeLane({ dir }))).problem.code).toBe(
    'cannot-read',
  )
})
