import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeFiles } from '../../src/suite/files.ts'
import { keptTimings } from '../../src/suite/kept-timings.ts'
import { parseTimings } from '../../src/suite/timings.ts'
import { greeting, scenario } from '../cli/fake-shell.ts'
import { failed, invalid, passed, resultOf, skipped } from '../plugins/reporters/results.ts'
import { folderWith } from './temporary.ts'

const files = nodeFiles((file) => file)
const idsIn = (file: string): string[] => [...(parseTimings(fs.readFileSync(file, 'utf8'))?.keys() ?? [])]
const titles = ['one', 'two', 'three', 'four', 'five']
const suite = () => folderWith(Object.fromEntries(titles.map((name) => [`scenarios/${name}.yaml`, greeting(name)])))
const usual = '.scenario/timings.json'

test('what was judged has a timing, and other entries keep theirs', () => {
  const file = path.join(folderWith({}), 'out/timings.json')
  const first = keptTimings(file, files)
  first.add('passed', passed)
  first.add('failed', failed)
  first.add('skipped', skipped)
  first.add('invalid', invalid)
  first.add('repeated', resultOf({ repeats: { runs: 3, failed: 0, broken: 0 } }))
  expect(first.keep(true)).toBeUndefined()
  expect(idsIn(file)).toEqual(['failed', 'passed'])
  const second = keptTimings(file, files)
  second.add('new', passed)
  expect(second.keep(false)).toBeUndefined()
  expect(idsIn(file)).toEqual(['failed', 'new', 'passed'])
  const whole = keptTimings(file, files)
  whole.add('failed', skipped)
  whole.add('new', passed)
  expect(whole.keep(true)).toBeUndefined()
  expect(idsIn(file)).toEqual(['failed', 'new'])
})

test('a damaged file is as none, and one that teaches nothing new is not written', () => {
  const file = path.join(folderWith({ 'timings.json': '{"version": 1, "tim' }), 'timings.json')
  for (let run = 0; run < 5; run += 1) {
    const timings = keptTimings(file, files)
    timings.add('a', passed)
    timings.keep(false)
  }
  const before = fs.statSync(file, { bigint: true }).ino
  const again = keptTimings(file, files)
  expect(again.known()).toEqual(new Map([['a', [12, 12, 12, 12, 12]]]))
  again.add('a', passed)
  again.keep(true)
  expect(fs.statSync(file, { bigint: true }).ino).toBe(before)
})

describe('a run', () => {
  test('keeps its timings; one that is interrupted does not', async () => {
    const folder = suite()
    await scenario(folder, ['one', 'two'], { signal: AbortSignal.abort() })
    expect(fs.existsSync(path.join(folder, usual))).toBe(false)
    await scenario(folder, ['one', 'two'])
    expect(idsIn(path.join(folder, usual))).toEqual(['scenarios/one.yaml', 'scenarios/two.yaml'])
    await scenario(folder, ['three'])
    expect(idsIn(path.join(folder, usual))).toHaveLength(3)
    fs.rmSync(path.join(folder, 'scenarios/one.yaml'))
    await scenario(folder, [])
    expect(idsIn(path.join(folder, usual))).toHaveLength(4)
  })

  test('cuts shards by the timings of a named file, and by paths without', async () => {
    const folder = suite()
    const slow = Object.fromEntries(titles.map((name) => [`scenarios/${name}.yaml`, [name === 'two' ? 9000 : 1000]]))
    fs.writeFileSync(path.join(folder, 'slow.json'), JSON.stringify({ version: 1, timings: slow }))
    const alone = await scenario(folder, ['--shard', '1/2', '--timings', 'slow.json'])
    expect(alone.out).toContain('shard 1/2: 1 of 5 scenarios, by their timings\n')
    expect(alone.out).toContain('scenarios/two.yaml')
    const others = await scenario(folder, ['--shard', '2/2', '--timings', 'slow.json'])
    expect(others.out).toContain('shard 2/2: 4 of 5 scenarios, by their timings\n')
    const byPath = await scenario(folder, ['--shard', '1/2'])
    expect(byPath.out).toMatch(/^shard 1\/2: \d of 5 scenarios\n/)
  })

  test('leaves the file alone that its shards are cut by', async () => {
    const folder = suite()
    await scenario(folder, [])
    const before = fs.readFileSync(path.join(folder, usual), 'utf8')
    for (const shard of ['1/2', '2/2'])
      await scenario(folder, ['--shard', shard, '--timings', usual, '--reporter', 'blob'])
    expect(fs.readFileSync(path.join(folder, usual), 'utf8')).toBe(before)
    expect(await scenario(folder, ['merge', '--reporter', 'minimal'])).toEqual({ code: 0, out: '5 passed\n', err: '' })
  })

  test('has no use for the timings of a file without shards', async () => {
    const { code, err } = await scenario(suite(), ['--timings', usual])
    expect(code).toBe(2)
    expect(err).toContain('--timings can be used only with --shard')
  })

  test('without the named file warns, and a merge with other shards fails', async () => {
    const folder = suite()
    await scenario(folder, [])
    const timed = await scenario(folder, ['--shard', '1/2', '--timings', usual, '--reporter', 'blob'])
    expect(timed).toEqual({ code: 0, out: '', err: 'wrote .scenario/blob-1-of-2.jsonl\n' })
    const without = ['--shard', '2/2', '--timings', 'nowhere.json', '--reporter']
    const warned = await scenario(folder, [...without, 'minimal'])
    expect(warned.code).toBe(0)
    expect(warned.out).toContain('warning timings-unreadable: nowhere.json has no timings')
    await scenario(folder, [...without, 'blob'])
    const { code, out } = await scenario(folder, ['merge', '--reporter', 'minimal'])
    expect(code).toBe(1)
    expect(out).toContain('error shard-mismatch: ')
  })
})

test('a merge adds the timings of all shards to a file', async () => {
  const folder = suite()
  for (const shard of ['1/2', '2/2']) await scenario(folder, ['--shard', shard, '--reporter', 'blob'])
  await scenario(folder, ['merge', '--timings', 'kept/all.json'])
  expect(idsIn(path.join(folder, 'kept/all.json'))).toEqual(titles.map((name) => `scenarios/${name}.yaml`).toSorted())
})
