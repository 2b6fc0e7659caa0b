import { expect, test } from 'vitest'
import type { InitializeParams } from 'vscode-languageserver/node.js'
import { foldersOf } from '../../../src/lsp/workspace/folders.ts'

const folders = (params: object): readonly string[] => foldersOf(params as InitializeParams, '/where/it/started')
const folder = (uri: string) => ({ uri, name: 'x' })

test('the folders of an editor, by whichever name it has for them', () => {
  expect(folders({ workspaceFolders: [folder('file:///a%20b'), folder('file:///c')], rootUri: 'file:///d' })).toEqual([
    '/a b',
    '/c',
  ])
  expect(folders({ workspaceFolders: null, rootUri: 'file:///d', rootPath: '/e' })).toEqual(['/d'])
  expect(folders({ rootUri: null, rootPath: '/e' })).toEqual(['/e'])
  expect(folders({ rootUri: null })).toEqual(['/where/it/started'])
  expect(folders({ workspaceFolders: [folder('vscode-vfs://github/x')], rootUri: null })).toEqual(['/where/it/started'])
})
