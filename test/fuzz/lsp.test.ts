import fs from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import type { Diagnostic, Position, Range, TextEdit, WorkspaceEdit } from 'vscode-languageserver/node.js'
import { TextDocument } from 'vscode-languageserver-textdocument'
import { expect, test } from 'vitest'
import { completionsAt } from '../../src/lsp/completion/completion.ts'
import { diagnosticOf } from '../../src/lsp/diagnostics/diagnostic.ts'
import { hoverAt } from '../../src/lsp/hover.ts'
import { LastRuns } from '../../src/lsp/last-run/last-runs.ts'
import { lensesOf } from '../../src/lsp/lenses.ts'
import { scenarioOf } from '../../src/lsp/names/family.ts'
import { definitionsAt, referencesAt } from '../../src/lsp/names/find.ts'
import { symbolsOf } from '../../src/lsp/symbols.ts'
import { Workspace } from '../../src/lsp/workspace/workspace.ts'
import { check } from '../../src/pipeline.ts'
import { filesBelow } from '../../src/suite/walk.ts'
import { home, servicesAt } from '../scenarios/house.ts'
import { openEditor, type Editor } from '../lsp/editor.ts'
import { changed, numbersFrom } from './mutate.ts'

const runs = Number(process.env['FUZZ_LSP'] ?? 25)
const first = Number(process.env['FUZZ_SEED'] ?? Math.floor(Date.now() / 86_400_000) * 100_000)
const editsOfEach = 8
/** Milliseconds after which marks that are not right are not expected to become so. */
const longest = 30_000
/** So many megabytes the server may keep for itself, however long it is used: Node ends it beyond them. */
const heap = 120

const shipped = filesBelow(path.join(home, 'scenarios'), (name) => name === 'programs-you-did-not-write')
  .filter((file) => /\.ya?ml$/.test(file))
  .map((file) => [path.relative(home, file), fs.readFileSync(file, 'utf8')] as const)
  .filter(([, text]) => text.length < 20_000)
const texts = shipped.map(([, text]) => text)
type Next = (limit: number) => number

/** What has to be answered about a text, computed from nothing. */
function fresh(folder: string, file: string, document: TextDocument) {
  const services = servicesAt(folder)
  const at = pathToFileURL(file).href
  const project = {
    root: folder,
    services,
    out: path.join(folder, '.scenario'),
    base: folder,
    scenarios: path.join(folder, 'scenarios'),
    selected: path.join(folder, 'scenarios'),
    shared: [],
    names: [],
  }
  const workspace = new Workspace(project, (uri) => (uri === at ? document : undefined))
  const runsOf = new LastRuns(() => workspace)
  return {
    completion: (offset: number) => completionsAt(workspace, file, offset),
    definition: (offset: number) => definitionsAt(workspace, file, offset),
    references: (offset: number) => referencesAt(workspace, file, offset, true),
    hover: (offset: number) => hoverAt(workspace, runsOf, file, offset),
    documentSymbol: () => symbolsOf(workspace.outline(file)!),
    codeLens: () => lensesOf(workspace, file, new Set()),
    async diagnostics(): Promise<readonly Diagnostic[]> {
      // A file of steps is checked in the scenario that includes it.
      const scenario = scenarioOf(workspace, file)
      if (scenario === undefined) return []
      const { problems, warnings, sources } = await check(scenario, workspace.services)
      const all = [...problems, ...warnings].map((problem) =>
        diagnosticOf(problem, scenario, (each) => sources.get(each)),
      )
      return all.filter((each) => each.file === file).map(({ diagnostic }) => diagnostic)
    },
  }
}

/** The edit that makes one text of another, as an editor sends it: what differs between their common ends. */
function editBetween(before: TextDocument, after: string): { range: Range; text: string } {
  const old = before.getText()
  const shorter = Math.min(old.length, after.length)
  let head = 0
  while (head < shorter && old[head] === after[head]) head += 1
  let tail = 0
  while (tail < shorter - head && old.at(-1 - tail) === after.at(-1 - tail)) tail += 1
  // No editor cuts the two halves of a character, or of a line’s end, apart.
  while (head > 0 && /[\ud800-\udbff\r]/.test(old[head - 1]!)) head -= 1
  while (tail > 0 && /[\udc00-\udfff\n]/.test(old.at(-tail)!)) tail -= 1
  return {
    range: { start: before.positionAt(head), end: before.positionAt(old.length - tail) },
    text: after.slice(head, after.length - tail),
  }
}

/** Edits that an editor can make: inside of the text, and none over another. */
function misplaced(edits: readonly TextEdit[], document: TextDocument): boolean {
  const places = edits
    .map(({ range }) => [document.offsetAt(range.start), document.offsetAt(range.end)] as const)
    .sort(([a], [b]) => a - b)
  return places.some(
    ([start, end], at) => start > end || end > document.getText().length || start < (places[at - 1]?.[1] ?? 0),
  )
}

const plainOf = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null))

async function typedIn(editor: Editor, seed: number): Promise<void> {
  const next = numbersFrom(seed)
  const [name, original] = shipped[next(shipped.length)]!
  const file = path.join(editor.folder, name)
  const opened = await editor.open(name, original)
  let document = TextDocument.create(opened.uri, 'yaml', 1, original)
  for (let edit = 0; edit < editsOfEach; edit += 1) {
    const text = changed(document.getText(), texts, next)
    const change = editBetween(document, text)
    document = TextDocument.update(document, [change], document.version + 1)
    if (document.getText() !== text) throw new Error('the edit is not what has changed')
    await editor.notify('textDocument/didChange', {
      textDocument: { uri: opened.uri, version: document.version },
      contentChanges: [change],
    })
    if (next(3) === 0) await expectAnswers(editor, file, document, next)
  }
  await expectAnswers(editor, file, document, next)
  const known = fresh(editor.folder, file, document)
  const expected = plainOf(await known.diagnostics())
  let seen: unknown
  const shows = opened.marks((marks) => JSON.stringify((seen = plainOf(marks))) === JSON.stringify(expected))
  let patience: NodeJS.Timeout | undefined
  const never = new Promise((resolve) => (patience = setTimeout(resolve, longest)))
  await Promise.race([shows, never])
  clearTimeout(patience)
  expect(seen).toEqual(expected)
  await opened.close()
}

async function expectAnswers(editor: Editor, file: string, document: TextDocument, next: Next): Promise<void> {
  const known = fresh(editor.folder, file, document)
  const offset = next(document.getText().length + 1)
  const position: Position = document.positionAt(offset)
  const at = { textDocument: { uri: document.uri }, position }
  const ask = (method: string, more: object = {}): Promise<unknown> =>
    editor.request(`textDocument/${method}`, { ...at, ...more })
  expect(await ask('completion')).toEqual(plainOf(known.completion(document.offsetAt(position))))
  expect(await ask('definition')).toEqual(plainOf(known.definition(document.offsetAt(position))))
  const places = await ask('references', { context: { includeDeclaration: true } })
  expect(places).toEqual(plainOf(known.references(document.offsetAt(position))))
  expect(await ask('hover')).toEqual(plainOf(known.hover(document.offsetAt(position))))
  expect(await ask('documentSymbol')).toEqual(plainOf(known.documentSymbol()))
  expect(await ask('codeLens')).toEqual(plainOf(known.codeLens()))
  await ask('codeAction', { range: { start: position, end: position }, context: { diagnostics: [] } })
  const renamed = await ask('rename', { newName: `renamed${next(1000)}` }).then(
    (edit) => edit as WorkspaceEdit | null,
    ({ code, message }: { code: number; message: string }) => {
      if (code !== -32803) throw new Error(`the answer to a new name: ${code} ${message}`)
      return null
    },
  )
  expect(misplaced(renamed?.changes?.[document.uri] ?? [], document)).toBe(false)
}

test(`${runs} scenarios are typed into, from seed ${first} on`, { timeout: 0 }, async () => {
  const editor = await openEditor(Object.fromEntries(shipped), {}, ['.'], [`--max-old-space-size=${heap}`])
  for (let seed = first; seed < first + runs; seed += 1)
    await typedIn(editor, seed).catch((error: unknown) => {
      throw new Error(`seed ${seed}`, { cause: error })
    })
  expect(editor.errors).toEqual([])
  expect(await editor.stop()).toBe(0)
})
