import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { folderWith } from '../../suite/temporary.ts'
import { greeting, scenario } from '../fake-shell.ts'

describe('scenario shake', () => {
  test('shakes what is named, and keeps its files apart from those of runs', async () => {
    const folder = folderWith({ 'scenarios/hello.yaml': greeting('Hello') })
    await scenario(folder, ['run', '--no-ci'])
    const before = fs.readFileSync(path.join(folder, '.scenario/timings.json'), 'utf8')
    const { code, out, err } = await scenario(folder, ['shake', 'hello', '--runs', '3', '--seed', '5', '-j', '2'])
    expect({ code, err }).toEqual({ code: 0, err: '' })
    expect(out).toMatch(/^✓ scenarios\/hello\.yaml {2}Hello \([\d.]+ s\)\n {2}3 runs shaken, seed 5/)
    expect(fs.readFileSync(path.join(folder, '.scenario/timings.json'), 'utf8')).toBe(before)
    expect(fs.existsSync(path.join(folder, '.scenario/shake'))).toBe(true)
  })

  test('in other reporters says how it was shaken', async () => {
    const folder = folderWith({ 'scenarios/hello.yaml': greeting('Hello') })
    const { out } = await scenario(folder, ['shake', '--runs', '2', '--seed', '5', '--reporter', 'json'])
    expect(JSON.parse(out)).toMatchObject({
      status: 'passed',
      scenarios: [{ status: 'passed', shaken: { runs: 2, seed: 5 } }],
    })
  })

  test('fails as a run does where the scenario fails by itself', async () => {
    const folder = folderWith({ 'scenarios/hello.yaml': greeting('Hello').replace('Hello client!', 'Good bye') })
    const { code, out } = await scenario(folder, ['shake', '--runs', '2', '--timeout-scale', '0.02'])
    expect(code).toBe(1)
    expect(out).toContain('failed expectation-not-met')
    expect(out).not.toContain('shaken')
  })

  test('says how what did not pass is shaken in the same way again', async () => {
    const folder = folderWith({ 'scenarios/hello.yaml': greeting('Hello', 'vars: { word: any }') })
    const again = async (...flags: string[]): Promise<string | undefined> => {
      const { out } = await scenario(folder, ['shake', ...flags, '--reporter', 'json'])
      const { scenarios } = JSON.parse(out) as { scenarios: { shaken?: { again: string[] } }[] }
      return scenarios[0]?.shaken?.again.join(' ')
    }
    const flags = '--var word=other --runs 2 --faults reset --seed 5'
    expect(await again(...flags.split(' '))).toBe(flags)
    expect(await again('--cut', 'server down 3')).toBe('--cut server down 3')
  })

  test.each([
    [['--runs', '0'], '--runs takes a whole number from 1'],
    [['--for', 'soon'], '--for does not know “soon”'],
    [['--for', '0s'], '--for does not know “0s”'],
    [['--run', '3'], '--run can be used only with --seed, whose run it is'],
    [['--cut', 'server'], '--cut does not know “server”'],
    [
      ['--cut', 'server up 3', '--seed', '3'],
      '--cut, --join, --delay, --break, --order and --pieces cannot be used with --seed',
    ],
    [['--write', ''], '--write takes a name, not “”'],
    [['--write', '../found'], '--write takes a name, not “../found”'],
    [['--write', '.yaml'], '--write takes a name, not “.yaml”'],
    [['--write', 'two\nlines'], '--write takes a name, not “two\\nlines”'],
    [['--faults', 'reset,crash'], '--faults does not know “crash”'],
    [['--faults', 'reset', '--break', 'server up 3 reset'], 'cannot be used with --faults'],
    [['--split-every-byte', '--seed', '3'], '--split-every-byte cannot be used with --seed'],
  ])('%j is wrong', async (flags, message) => {
    const folder = folderWith({ 'scenarios/hello.yaml': greeting('Hello') })
    const { code, err } = await scenario(folder, ['shake', ...flags])
    expect(code).toBe(2)
    expect(err).toContain(message)
  })
})
