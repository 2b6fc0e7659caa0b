import type { InitializeParams } from 'vscode-languageserver/node.js'
import { fileOf } from './workspace.ts'

/** The folder that the editor has open, by whichever of its names it says. */
export function rootOf({ workspaceFolders, rootUri, rootPath }: InitializeParams, cwd: string): string {
  const uri = workspaceFolders?.[0]?.uri ?? rootUri ?? undefined
  return (uri === undefined ? (rootPath ?? undefined) : fileOf(uri)) ?? cwd
}
