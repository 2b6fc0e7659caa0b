import { execa } from 'execa'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { onTestFinished } from 'vitest'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node.js'
import type {
  CodeAction,
  CodeLens,
  CompletionItem,
  Diagnostic,
  DocumentSymbol,
  Hover,
  Location,
  Position,
  Range,
  WorkspaceEdit,
} from 'vscode-languageserver/node.js'

const program = path.resolve(import.meta.dirname, '../../dist/cli/main.js')

/** A file that the editor has open. */
export interface Open {
  readonly uri: string
  /** What is marked in it, once that is as wanted. */
  marks(isWanted: (marks: readonly Diagnostic[]) => boolean): Promise<readonly Diagnostic[]>
  /** Writes into the file as a person does, without saving it. */
  change(text: string): Promise<void>
  /** What is asked at `‸` in this text, which is then the file's. */
  completions(text: string): Promise<readonly string[]>
  ask<T>(method: string, at: string, more?: object): Promise<T>
  definitions(at: string): Promise<readonly string[]>
  references(at: string): Promise<readonly string[]>
  rename(at: string, newName: string): Promise<WorkspaceEdit>
  hover(at: string): Promise<string>
  close(): Promise<void>
  symbols(): Promise<readonly DocumentSymbol[]>
  lenses(): Promise<readonly CodeLens[]>
  fixes(at: string): Promise<readonly CodeAction[]>
}

/** An editor that has a folder open, with `scenario lsp` as its language server: the program as it is built, over its real protocol. */
export interface Editor {
  readonly folder: string
  write(name: string, text: string): string
  read(name: string): string
  open(name: string, text?: string): Promise<Open>
  request<T>(method: string, params: unknown): Promise<T>
  notify(method: string, params: unknown): Promise<void>
  /** Says that these files have changed on the disk, come or gone. */
  changedOnDisk(names: readonly string[], type?: 'created' | 'changed' | 'deleted'): Promise<void>
  /** What the server has logged as errors. */
  readonly errors: readonly string[]
  stop(): Promise<number | undefined>
}

export async function openEditor(
  files: Readonly<Record<string, string>>,
  initializationOptions: object = {},
  folders: readonly string[] = ['.'],
  flags: readonly string[] = [],
): Promise<Editor> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'scenario-lsp-'))
  const write = (name: string, text: string): string => {
    const file = path.join(folder, name)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(file, text)
    return file
  }
  for (const [name, text] of Object.entries(files)) write(name, text)
  const child = execa(process.execPath, [...flags, program, 'lsp', '--stdio'], {
    cwd: folder,
    buffer: false,
    reject: false,
    stderr: 'inherit',
  })
  const server = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))
  const listeners = new Set<(uri: string, marks: readonly Diagnostic[]) => void>()
  const shown = new Map<string, readonly Diagnostic[]>()
  server.onNotification('textDocument/publishDiagnostics', (params: { uri: string; diagnostics: Diagnostic[] }) => {
    shown.set(params.uri, params.diagnostics)
    for (const listener of listeners) listener(params.uri, params.diagnostics)
  })
  const errors: string[] = []
  server.onNotification('window/logMessage', ({ type, message }: { type: number; message: string }) => {
    if (type === 1) errors.push(message)
  })
  server.onRequest(() => null)
  server.listen()
  const root = pathToFileURL(folder).href
  await server.sendRequest('initialize', {
    processId: process.pid,
    rootUri: null,
    workspaceFolders: folders.map((name) => ({ name, uri: pathToFileURL(path.join(folder, name)).href })),
    capabilities: { workspace: { codeLens: { refreshSupport: true }, workspaceFolders: true } },
    initializationOptions,
  })
  await server.sendNotification('initialized', {})
  let stopped: Promise<number | undefined> | undefined
  const stop = (): Promise<number | undefined> =>
    (stopped ??= (async () => {
      await server.sendRequest('shutdown')
      await server.sendNotification('exit')
      const { exitCode } = await child
      server.dispose()
      return exitCode
    })())
  onTestFinished(async () => {
    if (child.exitCode === null) await stop()
    fs.rmSync(folder, { recursive: true, force: true })
  })

  async function open(name: string, text = fs.readFileSync(path.join(folder, name), 'utf8')): Promise<Open> {
    const uri = pathToFileURL(path.join(folder, name)).href
    let version = 1
    let now = text
    await server.sendNotification('textDocument/didOpen', {
      textDocument: { uri, languageId: 'yaml', version, text },
    })
    const change = async (next: string): Promise<void> => {
      now = next
      version += 1
      await server.sendNotification('textDocument/didChange', {
        textDocument: { uri, version },
        contentChanges: [{ text: next }],
      })
    }
    const ask = async <T>(method: string, at: string, more: object = {}): Promise<T> => {
      const { plain, position } = caretIn(at)
      if (plain !== now) await change(plain)
      return server.sendRequest<T>(`textDocument/${method}`, { textDocument: { uri }, position, ...more })
    }
    const places = (locations: readonly Location[] | null): string[] => (locations ?? []).map(placeOf).sort()
    const self: Open = {
      uri,
      change,
      ask,
      marks: (isWanted) =>
        new Promise((resolve) => {
          const look = (of: string, marks: readonly Diagnostic[]): void => {
            if (of !== uri || !isWanted(marks)) return
            listeners.delete(look)
            resolve(marks)
          }
          listeners.add(look)
          const already = shown.get(uri)
          if (already !== undefined) look(uri, already)
        }),
      completions: async (at) => (await ask<CompletionItem[]>('completion', at)).map(({ label }) => label),
      definitions: async (at) => places(await ask<Location[] | null>('definition', at)),
      references: async (at) =>
        places(await ask<Location[]>('references', at, { context: { includeDeclaration: true } })),
      rename: (at, newName) => ask('rename', at, { newName }),
      hover: async (at) => {
        const hover = await ask<Hover | null>('hover', at)
        return hover === null ? '' : (hover.contents as { value: string }).value
      },
      close: () => server.sendNotification('textDocument/didClose', { textDocument: { uri } }),
      symbols: () => server.sendRequest('textDocument/documentSymbol', { textDocument: { uri } }),
      lenses: () => server.sendRequest('textDocument/codeLens', { textDocument: { uri } }),
      fixes: async (at) => {
        const { plain, position } = caretIn(at)
        if (plain !== now) await change(plain)
        const range: Range = { start: position, end: position }
        return server.sendRequest('textDocument/codeAction', {
          textDocument: { uri },
          range,
          context: { diagnostics: shown.get(uri) ?? [] },
        })
      },
    }
    return self
  }
  const placeOf = ({ uri, range }: Location): string =>
    `${uri.replace(`${root}/`, '')}:${range.start.line + 1}:${range.start.character + 1}`
  return {
    folder,
    write,
    read: (name) => fs.readFileSync(path.join(folder, name), 'utf8'),
    open,
    request: (method, params) => server.sendRequest(method, params),
    notify: (method, params) => server.sendNotification(method, params),
    changedOnDisk: (names, type = 'changed') =>
      server.sendNotification('workspace/didChangeWatchedFiles', {
        changes: names.map((name) => ({
          uri: pathToFileURL(path.join(folder, name)).href,
          type: { created: 1, changed: 2, deleted: 3 }[type],
        })),
      }),
    errors,
    stop,
  }
}

export function caretIn(text: string): { readonly plain: string; readonly position: Position } {
  const [before = '', after = ''] = text.split('‸')
  const lines = before.split('\n')
  return { plain: before + after, position: { line: lines.length - 1, character: lines.at(-1)!.length } }
}

/** The text of a file after the edits that the server proposes. */
export function edited(text: string, edit: WorkspaceEdit, uri: string): string {
  const lines = text.split('\n')
  const offsetOf = ({ line, character }: Position): number =>
    lines.slice(0, line).reduce((sum, each) => sum + each.length + 1, 0) + character
  const edits = [...(edit.changes?.[uri] ?? [])].sort((a, b) => offsetOf(b.range.start) - offsetOf(a.range.start))
  let result = text
  for (const { range, newText } of edits)
    result = result.slice(0, offsetOf(range.start)) + newText + result.slice(offsetOf(range.end))
  return result
}
