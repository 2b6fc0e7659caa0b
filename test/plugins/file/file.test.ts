import { execaSync } from 'execa'
import {
  chmodSync,
  closeSync,
  openSync,
  writeSync,
  appendFileSync,
  mkdirSync,
  renameSync,
  rmdirSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import plugin from '../../../plugins/file/index.ts'
import { file } from '../../../plugins/file/file.ts'
import { startActors } from '../fake-lane.ts'

const actors = startActors()
let count = 0
const fresh = () => join(actors.tmp, `log-${++count}.txt`)

test('the plugin offers the kind', () => {
  expect(plugin.actors).toEqual({ file })
})

test('receives what stands in it, and what is appended', async () => {
  const path = fresh()
  writeFileSync(path, 'one\n')
  const { lane, actor } = await actors.start(file, { path })
  expect(lane.text()).toBe('one\n')
  appendFileSync(path, 'tw')
  appendFileSync(path, 'o\n')
  await lane.until(() => lane.text() === 'one\ntwo\n')
  expect(actor.facts()).toEqual({
    path,
    exists: true,
    is: 'file',
    type: 'file',
    mode: modeOf(path),
    size: 8,
    text: 'one\ntwo\n',
  })
  expect(actor.busy?.()).toBe(false)
})

test('from: end receives only what comes', async () => {
  const path = fresh()
  writeFileSync(path, 'old\n')
  const { lane } = await actors.start(file, { path, from: 'end' })
  appendFileSync(path, 'new\n')
  await lane.until(() => lane.text() === 'new\n')
})

test('much at once is received whole', async () => {
  const path = fresh()
  writeFileSync(path, '')
  const { lane } = await actors.start(file, { path })
  const much = 'a line of a long log\n'.repeat(100_000)
  appendFileSync(path, much)
  await lane.until(() => lane.text().length === much.length)
  expect(lane.text() === much).toBe(true)
})

test('start waits for the file, also for folders that are not there yet', async () => {
  const folder = join(actors.tmp, 'a', 'b')
  const path = join(folder, 'log')
  const lane = actors.lane()
  let ready = false
  const starting = actors.start(file, { path }, lane).then(() => (ready = true))
  await new Promise((resolve) => setImmediate(resolve))
  expect(ready).toBe(false)
  mkdirSync(folder, { recursive: true })
  writeFileSync(path, 'here\n')
  await starting
  await lane.until(() => lane.text() === 'here\n')
  expect(lane.events).toEqual([])
})

test('missing: ok does not wait', async () => {
  const path = fresh()
  const { lane, actor } = await actors.start(file, { path, missing: 'ok' })
  expect(actor.facts()).toMatchObject({ exists: false, size: 0, text: '' })
  expect(actor.state()).toBe(`waiting for ${path}`)
  writeFileSync(path, 'late\n')
  await lane.until(() => lane.text() === 'late\n')
  expect(lane.events).toMatchObject([{ name: 'appeared', outOfBand: true }])
})

test.each([
  ['of the same length', 'one\ntwo\n', 'BAD\nsix\n'],
  ['longer', 'one\n', 'two\nand three\n'],
])('a file that is written anew, %s, is another text', async (_, before, after) => {
  const path = fresh()
  writeFileSync(path, before)
  const { lane } = await actors.start(file, { path })
  const received = lane.text()
  // In one go, so that nobody ever sees it shorter.
  const descriptor = openSync(path, 'r+')
  writeSync(descriptor, after, 0)
  closeSync(descriptor)
  await lane.waitFor('truncated')
  await lane.until(() => lane.text() === received + after)
})

test('truncation is said, and what comes then is received', async () => {
  const path = fresh()
  writeFileSync(path, 'one\ntwo\n')
  const { lane } = await actors.start(file, { path })
  truncateSync(path, 0)
  await lane.waitFor('truncated')
  appendFileSync(path, 'new\n')
  await lane.until(() => lane.text() === 'one\ntwo\nnew\n')
})

test('rotation is said between the last of the old file and the first of the new', async () => {
  for (let round = 0; round < 20; round++) {
    const path = fresh()
    writeFileSync(path, 'one\n')
    const { lane } = await actors.start(file, { path })
    appendFileSync(path, 'two\n')
    renameSync(path, `${path}.1`)
    appendFileSync(`${path}.1`, 'three\n')
    writeFileSync(path, 'four\n')
    await lane.until(() => lane.text() === 'one\ntwo\nthree\nfour\n')
    const rows = lane.kept.flatMap((each) =>
      'received' in each
        ? [String(each.received)]
        : 'event' in each && each.event.outOfBand !== true
          ? [each.event.name]
          : [],
    )
    expect(rows.join('')).toBe('one\ntwo\nthree\nrotatedfour\n')
  }
})

test('a file that is removed is an aside, and comes again as another', async () => {
  const path = fresh()
  writeFileSync(path, 'one\n')
  const { lane, actor } = await actors.start(file, { path })
  rmSync(path)
  expect(await lane.waitFor('removed')).toMatchObject({ outOfBand: true })
  expect(actor.facts().exists).toBe(false)
  writeFileSync(path, 'two\n')
  await lane.waitFor('rotated')
  await lane.until(() => lane.text() === 'one\ntwo\n')
})

test('whoever waits until the file is idle gets everything received, with a row or without', async () => {
  const path = fresh()
  writeFileSync(path, '')
  const { lane, actor } = await actors.start(file, { path })
  appendFileSync(path, 'right now\n')
  expect(actor.busy?.()).toBe(true)
  expect(lane.text()).toBe('right now\n')
  expect(actor.busy?.()).toBe(false)
  appendFileSync(path, 'last\n')
  await actor.close?.()
  expect(lane.text()).toBe('right now\nlast\n')
  expect(lane.events.at(-1)).toMatchObject({ silent: true, ends: 'all' })
  expect(actor.state()).toBe('closed')
})

test('a folder is refused, and so is a start that the run’s end interrupts', async () => {
  await expect(actors.start(file, { path: actors.tmp })).rejects.toMatchObject({ problem: { code: 'not-a-file' } })
  const over = AbortSignal.abort()
  const lane = actors.lane('log', { signal: over })
  await expect(actors.start(file, { path: fresh() }, lane)).rejects.toMatchObject({ problem: { code: 'not-ready' } })
})

test.runIf(process.platform !== 'win32')('a named pipe is there, and never read', async () => {
  const path = fresh()
  execaSync('mkfifo', [path])
  const { actor, lane } = await actors.start(file, { path })
  expect(actor.facts()).toEqual({ path, exists: true, is: 'fifo', type: 'pipe', mode: modeOf(path), size: 0 })
  expect([actor.busy?.(), actor.state(), lane.text()]).toEqual([false, `${path} is a pipe, which is not read`, ''])
})

test.runIf(process.platform !== 'win32')('start waits for a socket', async () => {
  const path = fresh()
  const starting = actors.start(file, { path })
  const server = createServer().listen(path)
  const { actor } = await starting
  expect(actor.facts()).toMatchObject({ exists: true, is: 'socket', type: 'socket' })
  expect(actor.busy?.()).toBe(false)
  server.close()
  expect(actor.facts()).toMatchObject({ exists: false, is: 'none', type: 'none', text: '' })
  expect(actor.facts()).not.toHaveProperty('mode')
})

test('of a file of any size the size is known at once, and no text of one that is too large', async () => {
  const path = fresh()
  writeFileSync(path, '')
  truncateSync(path, 600 * 1024 * 1024)
  const { actor, lane } = await actors.start(file, { path, from: 'end' })
  expect(actor.facts()).toEqual({
    path,
    exists: true,
    is: 'file',
    type: 'file',
    mode: modeOf(path),
    size: 600 * 1024 * 1024,
  })
  appendFileSync(path, 'new')
  await lane.until(() => lane.text() === 'new')
})

test('a file that has become a pipe was rotated, and is waited for', async () => {
  const path = fresh()
  writeFileSync(path, 'one\n')
  const { actor, lane } = await actors.start(file, { path })
  execaSync('mkfifo', [`${path}.pipe`])
  renameSync(`${path}.pipe`, path)
  await lane.until(() => lane.events.some(({ name }) => name === 'rotated'))
  expect(actor.facts()).toMatchObject({ type: 'pipe' })
})

test('a folder whose path ends in a slash is waited for, and has facts', async () => {
  const path = `${fresh()}/`
  const starting = actors.start(file, { path })
  mkdirSync(path)
  const { actor, lane } = await starting
  chmodSync(path, 0o2750)
  expect(actor.facts()).toMatchObject({ exists: true, is: 'folder', mode: '2750' })
  rmdirSync(path)
  expect(actor.facts()).toMatchObject({ exists: false, is: 'none' })
  expect([actor.busy?.(), lane.text()]).toEqual([false, ''])
})

/** The mode of a file, as the system says it. */
const modeOf = (path: string): string => (statSync(path).mode & 0o777).toString(8)
