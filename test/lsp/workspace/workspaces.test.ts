import fs from 'node:fs'
import path from 'node:path'
import type { Diagnostic } from 'vscode-languageserver/node.js'
import { describe, expect, test } from 'vitest'
import { openEditor } from '../editor.ts'

const using = (name: string): string =>
  `scenario: x\nactors: { server: echo-server, client: { tcp-client: server } }\nsteps:\n  - start: server\n  - connect: client\n  - send: { client: "\${matrix.${name}}" }\n  - expect: { client: { line: "\${matrix.${name}}" } }\n  - exit: client\n`
const isFine = (marks: readonly unknown[]): boolean => marks.length === 0
const has =
  (code: string) =>
  (marks: readonly Diagnostic[]): boolean =>
    marks.some((mark) => mark.code === code)

describe('each file belongs to a project of its own', () => {
  test('in several folders, and in a project inside of one', async () => {
    const files = {
      'one/scenario.config.yaml': 'matrix: { ofOne: [a] }\n',
      'one/scenarios/x.yaml': using('ofOne'),
      'two/scenario.config.yaml': 'matrix: { ofTwo: [a] }\n',
      'two/scenarios/x.yaml': using('ofTwo'),
      'two/packages/inner/scenario.config.yaml': 'matrix: { ofInner: [a] }\n',
      'two/packages/inner/scenarios/x.yaml': using('ofInner'),
    }
    const editor = await openEditor(files, {}, ['one', 'two'])
    for (const name of ['one', 'two', 'two/packages/inner']) {
      const file = await editor.open(`${name}/scenarios/x.yaml`)
      await file.marks(isFine)
      await file.change(using('elsewhere'))
      await file.marks(has('unknown-variable'))
    }
  })

  test('of the projects that one configuration has', async () => {
    const editor = await openEditor({
      'scenario.config.yaml':
        'projects:\n  all: { matrix: { every: [a] } }\n  slow: { scenarios: scenarios/slow, matrix: { slowly: [a] } }\n',
      'scenarios/x.yaml': using('every'),
      'scenarios/slow/y.yaml': using('slowly'),
    })
    for (const name of ['scenarios/x.yaml', 'scenarios/slow/y.yaml']) {
      const file = await editor.open(name)
      await file.marks(isFine)
    }
  })

  test('outside of all folders as well, by what stands above it', async () => {
    const files = { 'open/x.yaml': 'a: 1\n', 'other/scenario.config.yaml': 'matrix: { there: [a] }\n' }
    const editor = await openEditor({ ...files, 'other/scenarios/deep/x.yaml': using('there') }, {}, ['open'])
    const file = await editor.open('other/scenarios/deep/x.yaml')
    await file.marks(isFine)
    const alone = await editor.open('elsewhere/x.yaml', using('there'))
    await alone.marks(has('unknown-variable'))
  })

  test('and the folders may become others', async () => {
    const editor = await openEditor(
      { 'a/scenario.config.yaml': 'scenarios: .\n', 'a/x.yaml': using('n'), 'b/x.yaml': 'x: 1\n' },
      {},
      ['b'],
    )
    const folder = (name: string) => ({ name, uri: `file://${path.join(editor.folder, name)}` })
    await editor.notify('workspace/didChangeWorkspaceFolders', {
      event: { added: [folder('a')], removed: [folder('b')] },
    })
    const file = await editor.open('a/x.yaml')
    await file.marks(has('unknown-variable'))
  })
})

describe('what changes on the disk', () => {
  test('a configuration holds from its next version on', async () => {
    const editor = await openEditor({
      'scenario.config.yaml': 'matrix: { old: [a] }\n',
      'scenarios/x.yaml': using('old'),
    })
    const file = await editor.open('scenarios/x.yaml')
    await file.marks(isFine)
    editor.write('scenario.config.yaml', 'matrix: { renamed: [a] }\n')
    await editor.changedOnDisk(['scenario.config.yaml'])
    await file.marks(has('unknown-variable'))
    fs.rmSync(path.join(editor.folder, 'scenario.config.yaml'))
    editor.write('scenario.config.json', '{ "matrix": { "old": ["a"] } }\n')
    await editor.changedOnDisk(['scenario.config.yaml'], 'deleted')
    await file.marks(isFine)
  })

  test('one that is wrong is left aside until it is right', async () => {
    const editor = await openEditor({
      'scenario.config.yaml': 'matrix: { old: [a] }\n',
      'scenarios/x.yaml': using('old'),
    })
    const file = await editor.open('scenarios/x.yaml')
    await file.marks(isFine)
    editor.write('scenario.config.yaml', 'nonsense: [\n')
    await editor.changedOnDisk(['scenario.config.yaml'])
    await file.marks(has('unknown-variable'))
    editor.write('scenario.config.yaml', 'matrix: { old: [b] }\n')
    await editor.changedOnDisk(['scenario.config.yaml'])
    await file.marks(isFine)
  })

  test('a plugin that a scenario names', async () => {
    const editor = await openEditor({
      'scenarios/own.mjs': 'export default {}\n',
      'scenarios/y.yaml': `${using('n').replaceAll('"${matrix.n}"', 'x')}plugins: [./own.mjs]\n`,
    })
    const own = await editor.open('scenarios/y.yaml')
    await own.marks(has('broken-plugin'))
    editor.write('scenarios/own.mjs', "console.log('loaded')\nexport default { api: 1, name: 'own', about: 'x' }\n")
    await editor.changedOnDisk(['scenarios/own.mjs'])
    await own.marks(isFine)
  })

  test('a file that is included comes, changes, is renamed and goes', async () => {
    const text = using('n').replaceAll('"${matrix.n}"', 'x').replace('  - exit', '  - include: part.yaml\n  - exit')
    const editor = await openEditor({ 'scenarios/x.yaml': text })
    const file = await editor.open('scenarios/x.yaml')
    await file.marks(has('file-not-found'))
    editor.write('scenarios/part.yaml', '- send: { client: y }\n- expect: { client: y }\n')
    await editor.changedOnDisk(['scenarios/part.yaml'], 'created')
    await file.marks(isFine)
    fs.renameSync(path.join(editor.folder, 'scenarios/part.yaml'), path.join(editor.folder, 'scenarios/piece.yaml'))
    await editor.changedOnDisk(['scenarios/part.yaml'], 'deleted')
    await editor.changedOnDisk(['scenarios/piece.yaml'], 'created')
    await file.marks(has('file-not-found'))
    await file.change(text.replace('part.yaml', 'piece.yaml'))
    await file.marks(isFine)
  })

  test('a mistake in a file of steps is marked there, while its scenario is not open', async () => {
    const text = using('n').replaceAll('"${matrix.n}"', 'x').replace('  - exit', '  - include: part.yaml\n  - exit')
    const editor = await openEditor({ 'scenarios/x.yaml': text, 'scenarios/part.yaml': '- send: { clint: y }\n' })
    const part = await editor.open('scenarios/part.yaml')
    await part.marks(has('unknown-actor'))
    await part.change('- send: { client: y }\n- expect: { client: y }\n')
    await part.marks(isFine)
    await part.change('- send: { clint: y }\n')
    await part.marks(has('unknown-actor'))
    await part.close()
    await part.marks(isFine)
  })
})

test('names of the matrix are completed', async () => {
  const text = using('n')
  const editor = await openEditor({
    'scenario.config.yaml': 'matrix: { impl: [a, b] }\n',
    'scenarios/x.yaml': text,
  })
  const file = await editor.open('scenarios/x.yaml')
  expect(await file.completions(text.replace(/\$\{matrix.n/, '${‸'))).toContain('matrix')
  expect(await file.completions(text.replace(/\$\{matrix.n/, '${matrix.‸'))).toEqual(['impl'])
})
