import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, test } from 'vitest'
import { readReport } from '../../page-file/reading.ts'
import { folderWith } from '../../suite/temporary.ts'
import { greeting, scenario } from '../fake-shell.ts'

const suite = {
  'scenarios/greets.yaml': greeting('Greets'),
  'scenarios/fails.yaml': greeting('Fails', 'limits: { step: 100ms }').replace('Hello client!', 'Good evening'),
}

const read = (folder: string, file = '.scenario/report.html') => fs.readFileSync(path.join(folder, file), 'utf8')
const report = (folder: string, ...argv: string[]) => scenario(folder, ['report', ...argv])

describe('scenario report', () => {
  test('writes the page that the reporter of the run writes', async () => {
    const folder = folderWith(suite)
    await scenario(folder, ['--reporter', 'html=run.html', '--retries', '1'])
    const { code, out, err } = await report(folder)
    expect([code, err]).toEqual([0, ''])
    expect(out).toMatch(
      /^wrote \.scenario\/report\.html: the run of \d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC, 1 passed, 1 failed \(.*\)\n$/,
    )
    expect(read(folder)).toBe(read(folder, 'run.html'))
    expect(
      readReport(read(folder))
        .scenario(0)
        .runs.map(({ replay }) => replay?.exact),
    ).toEqual([true, true])
  })

  test('is of the last run alone', async () => {
    const folder = folderWith(suite)
    await scenario(folder, [])
    await scenario(folder, ['greets'])
    await report(folder)
    expect(readReport(read(folder)).index.scenarios.map(({ title }) => title)).toEqual(['Greets'])
    await scenario(folder, ['--tag', 'nothing-has-it', '--pass-with-none'])
    expect((await report(folder)).out).toContain('1 passed')
  })

  test('of a shard misses no other', async () => {
    const folder = folderWith(suite)
    await scenario(folder, ['greets', '--shard', '1/2'])
    await scenario(folder, ['greets', '--shard', '2/2'])
    await report(folder)
    expect(readReport(read(folder)).index.problems).toEqual([])
  })

  test('says what it needs where no run is kept', async () => {
    const folder = folderWith(suite)
    const { code, err } = await report(folder)
    expect(code).toBe(2)
    expect(err).toContain('no run is kept in .scenario\n  help: “scenario run” keeps each run there')
    expect(fs.existsSync(path.join(folder, '.scenario'))).toBe(false)
  })

  test('says so where what is kept cannot be read', async () => {
    const folder = folderWith(suite)
    await scenario(folder, ['greets'])
    const kept = path.join(folder, '.scenario/last-run.progress')
    fs.writeFileSync(kept, fs.readFileSync(kept, 'utf8').slice(0, -5))
    const { code, err } = await report(folder)
    expect(code).toBe(2)
    expect(err).toContain('.scenario/last-run.progress cannot be reported: it is cut off: run the scenarios again')
  })

  test('says which recordings are missing', async () => {
    const folder = folderWith(suite)
    await scenario(folder, ['greets'])
    fs.rmSync(path.join(folder, '.scenario/scenarios/greets.jsonl'))
    await report(folder)
    const [run] = readReport(read(folder)).scenario(0).runs
    expect(run).toMatchObject({ noReplay: 'its recording .scenario/scenarios/greets.jsonl is not here' })
    expect(run).not.toHaveProperty('replay')
  })

  test('is of an output folder that was copied, with its recordings', async () => {
    const folder = folderWith(suite)
    await scenario(folder, ['greets', '--out', 'build/out'])
    const place = folderWith({})
    fs.cpSync(path.join(folder, 'build/out'), path.join(place, 'ci'), { recursive: true })
    expect(await report(place, 'ci', '--out', 'page.html')).toMatchObject({ code: 0, err: '' })
    expect(readReport(read(place, 'page.html')).scenario(0).runs[0]?.replay?.exact).toBe(true)
  })

  test('makes one of several output folders and blobs', async () => {
    const [one, other] = [folderWith(suite), folderWith(suite)]
    await scenario(one, ['greets'])
    await scenario(other, ['fails', '--reporter', 'blob=blob.jsonl'])
    const { code, out } = await report(one, '.scenario', path.join(other, 'blob.jsonl'))
    expect([code, out]).toEqual([0, expect.stringContaining('report.html: 2 runs, the first of ')])
    const { index, scenario: opened } = readReport(read(one))
    expect(index.scenarios.map(({ title }) => title)).toEqual(['Fails', 'Greets'])
    expect([0, 1].map((at) => opened(at).runs[0]?.replay?.exact)).toEqual([true, true])
  })

  test('replaces no scenario', async () => {
    const folder = folderWith(suite)
    await scenario(folder, ['greets'])
    const { code, err } = await report(folder, '--out', 'scenarios/greets.yaml')
    expect(code).toBe(2)
    expect(err).toContain('scenarios/greets.yaml, which is a scenario\n  help: name another file with --out')
    expect(read(folder, 'scenarios/greets.yaml')).toBe(suite['scenarios/greets.yaml'])
  })

  test('that cannot be written is a fault of the environment', async () => {
    const folder = folderWith({ ...suite, file: '' })
    await scenario(folder, ['greets'])
    const { code, err } = await report(folder, '--out', 'file/report.html')
    expect(code).toBe(3)
    expect(err).toContain('file/report.html cannot be written')
  })
})

describe('--open', () => {
  const opening = async (script: string | undefined, env: Record<string, string> = { DISPLAY: ':0' }) => {
    const folder = folderWith({ ...suite, 'bin/xdg-open': `#!/bin/sh\n${script ?? ''}\n` })
    if (script === undefined) fs.rmSync(path.join(folder, 'bin/xdg-open'))
    else fs.chmodSync(path.join(folder, 'bin/xdg-open'), 0o755)
    await scenario(folder, ['greets'])
    const world = { env: { PATH: path.join(folder, 'bin'), OPENED: path.join(folder, 'opened'), ...env } }
    const { code, out } = await scenario(folder, ['report', '--open'], world)
    const file = path.join(folder, '.scenario/report.html')
    const opened = path.join(folder, 'opened')
    return {
      code,
      said: out.split('\n').slice(1).join('\n').replace(pathToFileURL(file).href, 'URL'),
      opened: fs.existsSync(opened) ? fs.readFileSync(opened, 'utf8').replace(file, 'FILE') : undefined,
    }
  }

  test.runIf(process.platform === 'linux').each([
    ['opens it', 'echo "$1" > "$OPENED"', undefined, '', 'FILE\n'],
    ['says how, where that fails', 'exit 3', undefined, '“xdg-open” cannot open it; open it in a browser: URL\n'],
    ['says how, where nothing can', undefined, undefined, '“xdg-open” cannot open it; open it in a browser: URL\n'],
    ['says how, without a screen', 'echo > "$OPENED"', { DISPLAY: '' }, 'open it in a browser: URL\n'],
    ['says how, in CI', 'echo > "$OPENED"', { DISPLAY: ':0', CI: 'true' }, 'open it in a browser: URL\n'],
  ])('%s', async (_, script, env, said, opened?: string) => {
    expect(await opening(script, env)).toEqual({ code: 0, said, opened })
  })
})
