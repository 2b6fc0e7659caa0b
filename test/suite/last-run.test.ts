import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { nodeFiles } from '../../src/suite/files.ts'
import { failedBefore, keepFailed } from '../../src/suite/last-run.ts'
import { scenario } from '../cli/fake-shell.ts'
import { folderWith } from './temporary.ts'
import { startsIn, unsteady } from './unsteady.ts'

const files = nodeFiles((file) => file)
const placeOf = (base: string, ci = false) => ({ out: path.join(base, 'out'), base, ci })
const ran = (all: readonly string[], failed: readonly string[]) => ({ all: new Set(all), failed: new Set(failed) })

describe('what a run leaves for the next one', () => {
  test('a scenario stays until it passes or is gone', () => {
    const place = placeOf(folderWith({ 'a.yaml': '', 'b.yaml': '', 'gone.yaml': '' }))
    expect(failedBefore(place, files)).toEqual([])
    keepFailed(place, ran(['a.yaml', 'b.yaml', 'gone.yaml'], ['gone.yaml', 'b.yaml', 'a.yaml']), files)
    expect(failedBefore(place, files)).toEqual(['a.yaml', 'b.yaml', 'gone.yaml'])
    fs.rmSync(path.join(place.base, 'gone.yaml'))
    keepFailed(place, ran(['a.yaml'], []), files)
    expect(failedBefore(place, files)).toEqual(['b.yaml'])
  })

  test('nothing is written where nothing has failed, or nothing has changed', () => {
    const place = placeOf(folderWith({ 'a.yaml': '' }))
    expect(keepFailed(place, ran(['a.yaml'], []), files)).toBeUndefined()
    expect(fs.existsSync(place.out)).toBe(false)
    keepFailed(place, ran(['a.yaml'], ['a.yaml']), files)
    const { ino } = fs.statSync(path.join(place.out, 'last-run.json'))
    keepFailed(place, ran(['a.yaml'], ['a.yaml']), files)
    expect(fs.statSync(path.join(place.out, 'last-run.json')).ino).toBe(ino)
  })

  test.each([
    '',
    'x',
    'null',
    '[]',
    '{"version":2,"failed":["a.yaml"]}',
    '{"version":1,"failed":[7]}',
    '{"version":1}',
  ])('a damaged file is as none: %s', (text) => {
    expect(failedBefore(placeOf(folderWith({ 'out/last-run.json': text })), files)).toEqual([])
  })

  test('what a CI job of another folder has left is not read', () => {
    const here = placeOf(folderWith({ 'a.yaml': '' }), true)
    keepFailed(here, ran(['a.yaml'], ['a.yaml']), files)
    expect(failedBefore(here, files)).toEqual(['a.yaml'])
    expect(failedBefore({ ...here, base: '/elsewhere' }, files)).toEqual([])
  })

  test('a folder that cannot be written is a warning', () => {
    const cwd = folderWith({ 'a.yaml': '', out: '' })
    expect(keepFailed(placeOf(cwd), ran(['a.yaml'], ['a.yaml']), files)).toMatchObject({
      code: 'cannot-write',
      severity: 'warning',
    })
  })
})

describe('scenario run --last-failed', () => {
  test('runs what did not pass when it last ran, until nothing is left', async () => {
    const folder = unsteady({ a: ['bad', 'good'], b: ['good'], c: ['bad', 'bad', 'good'], flaky: ['bad', 'good'] })
    expect((await scenario(folder, ['--last-failed'])).code).toBe(2)
    await scenario(folder, ['a', 'b', 'c'])
    await scenario(folder, ['flaky', '--retries', '1'])
    const listed = await scenario(folder, ['--last-failed', '--list'])
    expect(listed.out.match(/^\S+/gm)).toEqual(['scenarios/a.yaml', 'scenarios/c.yaml', 'scenarios/flaky.yaml'])
    const second = await scenario(folder, ['--last-failed'])
    expect(second.out).toContain('2 passed, 1 failed')
    expect(startsIn(folder, 'b')).toBe(1)
    expect((await scenario(folder, ['--last-failed'])).code).toBe(0)
    expect(startsIn(folder, 'c')).toBe(3)

    const nothing = await scenario(folder, ['--last-failed'])
    expect(nothing.code).toBe(2)
    expect(nothing.out).toContain('none of these 4 scenarios failed when it last ran')
    expect(nothing.out).toContain('run without --last-failed')
    expect((await scenario(folder, ['--last-failed', '--pass-with-none'])).code).toBe(0)
  })

  test('of those that are named; the others are counted', async () => {
    const folder = unsteady({ a: ['bad'], b: ['good'] })
    await scenario(folder, [])
    const { code, out } = await scenario(folder, ['b', '--last-failed'])
    expect(code).toBe(2)
    expect(out).toContain('this scenario did not fail when it last ran')
    expect(out).toContain('1 other has failed: leave out the files')
  })
})
