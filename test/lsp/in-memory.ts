import path from 'node:path'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { uriOf, Workspace } from '../../src/lsp/workspace/workspace.ts'
import { servicesAt } from '../scenarios/house.ts'

/** A project whose files are open in an editor, in a folder where nothing is on the disk. */
export function inMemory(
  files: Readonly<Record<string, string>>,
  vars: ReadonlyMap<string, string> = new Map(),
): { readonly workspace: Workspace; readonly fileOf: (name: string) => string } {
  const folder = path.join(import.meta.dirname, 'nowhere')
  const fileOf = (name: string): string => path.join(folder, name)
  const open = new Map(
    Object.entries(files).map(([name, text]) => {
      const uri = uriOf(fileOf(name))
      return [uri, TextDocument.create(uri, 'yaml', 1, text)]
    }),
  )
  const scenarios = fileOf('scenarios')
  const project = {
    root: folder,
    out: fileOf('.scenario'),
    base: folder,
    scenarios,
    selected: scenarios,
    shared: [],
    names: [],
  }
  const workspace = new Workspace({ ...project, services: servicesAt(folder, vars) }, (uri) => open.get(uri))
  return { workspace, fileOf }
}

/** The text around a `‸`, and where it stands. */
export function caretAt(text: string): { readonly text: string; readonly offset: number } {
  const offset = text.indexOf('‸')
  return { text: text.replace('‸', ''), offset }
}
