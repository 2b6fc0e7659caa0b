import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { selectFiles } from '../../src/suite/select.ts'
import { folderWith } from './temporary.ts'

const scenario = 'scenario: one\n'
const folder = () =>
  folderWith({
    'scenarios/echo.yaml': scenario,
    'scenarios/tcp/half-close.yml': scenario,
    'scenarios/tcp/data.yaml': 'rows: [1, 2]\n',
    'scenarios/tcp/misspelt.yaml': 'scenaro: one\nactors: {}\nsteps: []\n',
    'scenarios/invalid/bad.yaml': scenario,
    'scenarios/failing/wrong.yaml': scenario,
    'scenarios/node_modules/x.yaml': scenario,
    'other/deep/ping.yaml': '# first a remark\n"scenario": one\n',
  })

async function selected(cwd: string, ...paths: string[]): Promise<string[]> {
  const { files, problems } = await selectFiles(paths, cwd)
  expect(problems).toEqual([])
  return files.map((file) => path.relative(cwd, file).replaceAll(path.sep, '/'))
}

describe('selecting files', () => {
  test('without paths, everything under scenarios/ but for the quiet folders and other YAML', async () => {
    const cwd = folder()
    expect(await selected(cwd)).toEqual([
      'scenarios/echo.yaml',
      'scenarios/tcp/half-close.yml',
      'scenarios/tcp/misspelt.yaml',
    ])
    expect((await selectFiles([], cwd)).whole).toBe(path.join(cwd, 'scenarios'))
  })

  test.each(['scenarios/echo.yaml', 'scenarios/echo', 'echo.yaml', 'echo', './scenarios/echo.yaml'])(
    '%s is found',
    async (written) => {
      const cwd = folder()
      expect(await selected(cwd, written)).toEqual(['scenarios/echo.yaml'])
      expect((await selectFiles([written], cwd)).whole).toBeUndefined()
    },
  )

  test('a folder as given or under scenarios/, and a quiet one when it is named', async () => {
    const cwd = folder()
    expect(await selected(cwd, 'tcp')).toEqual(['scenarios/tcp/half-close.yml', 'scenarios/tcp/misspelt.yaml'])
    expect(await selected(cwd, 'other')).toEqual(['other/deep/ping.yaml'])
    expect(await selected(cwd, 'scenarios/invalid/')).toEqual(['scenarios/invalid/bad.yaml'])
  })

  test('a file that is named runs whatever stands in it', async () => {
    expect(await selected(folder(), 'scenarios/tcp/data.yaml')).toEqual(['scenarios/tcp/data.yaml'])
  })

  test('globs, from here or from scenarios/; quiet folders only when the glob names them', async () => {
    const cwd = folder()
    expect(await selected(cwd, 'scenarios/**/*.{yaml,yml}')).toEqual([
      'scenarios/echo.yaml',
      'scenarios/tcp/half-close.yml',
      'scenarios/tcp/misspelt.yaml',
    ])
    expect(await selected(cwd, 'tcp/h*.yml')).toEqual(['scenarios/tcp/half-close.yml'])
    expect(await selected(cwd, 'scenarios/failing/*')).toEqual(['scenarios/failing/wrong.yaml'])
  })

  test('each file once, in the order in which they were named', async () => {
    expect(await selected(folder(), 'tcp/half-close', 'echo', 'scenarios/tcp/half-close.yml')).toEqual([
      'scenarios/tcp/half-close.yml',
      'scenarios/echo.yaml',
    ])
  })

  test('what is not there is a problem with the nearest name', async () => {
    const { files, problems } = await selectFiles(['ecko', 'echo'], folder())
    expect(files).toHaveLength(1)
    expect(problems).toMatchObject([{ code: 'file-not-found', hint: 'did you mean “echo.yaml”?' }])
  })

  test.each([
    ['half-close', 'did you mean “tcp/half-close.yml”?'],
    ['udp/Half-Close.yaml', 'did you mean “tcp/half-close.yml”?'],
  ])('%s is not there, and a scenario of this name in another folder is', async (written, hint) => {
    expect((await selectFiles([written], folder())).problems).toMatchObject([{ hint }])
  })

  test('a path below a file is no crash', async () => {
    expect((await selectFiles(['scenarios/echo.yaml/x'], folder())).problems).toMatchObject([
      { code: 'file-not-found' },
    ])
  })

  test('nothing at all is a problem too', async () => {
    const cwd = folderWith({ 'empty/readme.md': '' })
    expect((await selectFiles([], cwd)).problems).toMatchObject([{ code: 'nothing-selected' }])
    expect((await selectFiles(['empty'], cwd)).problems).toMatchObject([{ code: 'nothing-selected' }])
    expect((await selectFiles(['*.yaml'], cwd)).problems).toMatchObject([{ code: 'nothing-selected' }])
  })
})
