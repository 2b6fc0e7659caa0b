// A stand-in for the module that VS Code gives to an extension. It has what the declarations of that module have and nothing else: a use
// of any other name is an error. It prints, as lines of JSON, what the extension registers and shows, and what is marked.
//   node vscode.cjs EXTENSION FILE FOLDER…      then, a line each: { "command": …, "args": […] }, and { "stop": true }
const fs = require('node:fs')
const Module = require('node:module')
const path = require('node:path')
const { pathToFileURL, fileURLToPath } = require('node:url')
const { TextDocument } = require('vscode-languageserver-textdocument')
const declared = require('./vscode-names.cjs')

const [extension, file, ...folders] = process.argv.slice(2)
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`)
const disposable = { dispose: () => undefined }

const empty = () => function () {}
/** An object of the editor, of which everything may be asked. */
const anything = () =>
  new Proxy(empty(), {
    get: (target, key) => (key in target || typeof key === 'symbol' ? target[key] : (target[key] = anything())),
    apply: () => disposable,
  })

const unknownIn = (key) => {
  if (/^onDid|^onWill|^register/.test(key)) return () => disposable
  return key.startsWith('create') ? () => Object.assign(anything(), disposable) : anything()
}

/** What is declared: these parts as they are given here, all others such that they do nothing. */
function only(known, prefix = '') {
  const made = new Map()
  return new Proxy(known, {
    get(target, key) {
      if (typeof key === 'symbol' || key === 'then' || key === '__esModule') return target[key]
      const name = `${prefix}${key}`
      if (!declared.has(name)) {
        say({ unknown: name })
        throw new Error(`VS Code has no “${name}”`)
      }
      if (key in target) return target[key]
      if (!made.has(key)) made.set(key, unknownIn(key))
      return made.get(key)
    },
  })
}

class Uri {
  constructor(href) {
    Object.assign(this, { href, scheme: 'file', fsPath: fileURLToPath(href), path: new URL(href).pathname })
  }
  static parse = (href) => new Uri(href)
  static file = (name) => new Uri(pathToFileURL(name).href)
  toString = () => this.href
}
class EventEmitter {
  #listeners = new Set()
  event = (listener) => (this.#listeners.add(listener), { dispose: () => this.#listeners.delete(listener) })
  fire = (value) => this.#listeners.forEach((listener) => listener(value))
  dispose = () => this.#listeners.clear()
}
function Position(line, character) {
  Object.assign(this, { line, character })
}
function Range(start, end) {
  Object.assign(this, { start, end })
}
class Disposable {
  constructor(dispose) {
    this.dispose = dispose ?? disposable.dispose
  }
  static from = () => disposable
}
class CancellationTokenSource {
  token = { isCancellationRequested: false, onCancellationRequested: () => disposable }
  cancel = () => undefined
  dispose = () => undefined
}
function Diagnostic(range, message) {
  Object.assign(this, { range, message })
}

const at = Uri.file(file)
const text = TextDocument.create(at.href, 'yaml', 1, fs.readFileSync(at.fsPath, 'utf8'))
const document = {
  uri: at,
  languageId: 'yaml',
  version: 1,
  isClosed: false,
  getText: () => text.getText(),
  fileName: at.fsPath,
}
const workspaceFolders = folders.map((name, index) => ({ uri: Uri.file(name), name: path.basename(name), index }))
const folderOf = ({ fsPath }) => workspaceFolders.find(({ uri }) => fsPath.startsWith(`${uri.fsPath}/`))
const collection = {
  ...disposable,
  clear: () => undefined,
  delete: () => undefined,
  get: () => undefined,
  forEach: () => undefined,
  set: (uri, marks) => say({ marked: uri.toString(), marks: (marks ?? []).map(({ message }) => message) }),
}
const commands = new Map()
const items = new Map()
/** The Test Explorer. */
const controller = {
  ...disposable,
  items: {
    add: (item) => (items.set(item.id, item), say({ test: item.label })),
    delete: (id) => items.delete(id),
    replace: () => items.clear(),
    [Symbol.iterator]: () => items.entries(),
  },
  createTestItem: (id, label, uri) => ({ id, label, uri }),
  createRunProfile: (_, kind, run) =>
    commands.set('tests', () => run({ include: undefined }, { isCancellationRequested: false })),
  createTestRun: () => ({
    enqueued: () => undefined,
    started: () => undefined,
    skipped: () => undefined,
    appendOutput: () => undefined,
    passed: ({ label }) => say({ passed: label }),
    failed: ({ label }) => say({ failed: label }),
    end: () => say({ ended: true }),
  }),
}
const vscode = only({
  version: '1.95.0',
  Uri,
  EventEmitter,
  Position,
  Range,
  CancellationTokenSource,
  DiagnosticSeverity: {},
  DiagnosticTag: {},
  DiagnosticRelatedInformation: empty(),
  Location: empty(),
  Disposable,
  Diagnostic,
  workspace: only(
    {
      workspaceFolders,
      textDocuments: [document],
      notebookDocuments: [],
      getConfiguration: () => ({ get: () => undefined, has: () => false, inspect: () => undefined }),
      getWorkspaceFolder: folderOf,
      findFiles: async () => [at],
      asRelativePath: ({ fsPath }) => path.relative(folderOf(at).uri.fsPath, fsPath),
      fs: { readFile: async ({ fsPath }) => fs.readFileSync(fsPath) },
      createFileSystemWatcher: () => ({
        ...disposable,
        onDidCreate: () => disposable,
        onDidChange: () => disposable,
        onDidDelete: () => disposable,
      }),
    },
    'workspace.',
  ),
  window: only(
    {
      activeTextEditor: { document },
      tabGroups: { ...anything(), all: [] },
      showErrorMessage: async (message) => say({ error: message }),
      createOutputChannel: () => ({ append: () => undefined, appendLine: () => undefined, ...disposable }),
      createTerminal: ({ shellPath, shellArgs, cwd }) => ({
        show: () => say({ terminal: [shellPath, ...shellArgs], cwd }),
      }),
    },
    'window.',
  ),
  commands: only(
    { registerCommand: (name, run) => (commands.set(name, run), say({ command: name }), disposable) },
    'commands.',
  ),
  languages: only({ match: () => 10, createDiagnosticCollection: () => collection }, 'languages.'),
  extensions: only({ getExtension: () => undefined, all: [] }, 'extensions.'),
  tests: only({ createTestController: () => controller }, 'tests.'),
  TestMessage: empty(),
  TestRunProfileKind: { Run: 1 },
  env: only({ language: 'en', appName: 'a stand-in' }, 'env.'),
})
const load = Module._load
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest))
const { activate, deactivate } = require(extension)
let said = Promise.resolve()
require('node:readline')
  .createInterface({ input: process.stdin })
  .on('line', (line) => {
    const { stop, command, args } = JSON.parse(line)
    said = said.then(() => (stop ? deactivate() : commands.get(command)(...args))).then(() => stop && process.exit(0))
  })
activate({ subscriptions: [] }).then(
  () => say({ active: true }),
  (error) => say({ failed: error.stack }),
)
