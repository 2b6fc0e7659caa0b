import type { InitializeParams } from 'vscode-languageserver/node.js'
import { fileOf } from './workspace.ts'

/** The folders that the editor has open, by whichever of their names it says. */
export function foldersOf({ workspaceFolders, rootUri, rootPath }: InitializeParams, cwd: string): readonly string[] {
  const uris = workspaceFolders?.map(({ uri }) => uri) ?? [rootUri ?? []].flat()
  const folders = uris.flatMap((uri) => fileOf(uri) ?? [])
  return folders.length > 0 ? folders : [rootPath ?? cwd]
}
