// A thin stand-in for the module that VS Code gives to an extension: what is asked of it is there, and does mostly nothing. It prints,
// as lines of JSON, what the extension registers and what is marked.
//   node vscode.cjs EXTENSION FOLDER FILE
const fs = require('node:fs')
const Module = require('node:module')
const path = require('node:path')
const { pathToFileURL, fileURLToPath } = require('node:url')
const { TextDocument } = require('vscode-languageserver-textdocument')

const [extension, folder, file] = process.argv.slice(2)
const say = (value) => process.stdout.write(`${JSON.stringify(value)}\n`)
const disposable = { dispose: () => undefined }

const empty = () => function () {}
/** Whatever is asked of it: a class, a function, an object. */
const anything = () =>
  new Proxy(empty(), {
    get: (target, key) => (key in target || typeof key === 'symbol' ? target[key] : (target[key] = anything())),
    apply: () => disposable,
  })
const over = (known) => {
  const rest = new Map()
  const made = (key) => (/^(?:create|register)/.test(key) ? () => over({ ...disposable }) : anything())
  return new Proxy(known, {
    get(target, key) {
      if (key in target || typeof key === 'symbol' || key === 'then') return target[key]
      if (/^onDid|^onWill/.test(key)) return () => disposable
      if (!rest.has(key)) rest.set(key, made(key))
      return rest.get(key)
    },
  })
}

class Uri {
  constructor(href) {
    Object.assign(this, { href, scheme: 'file', fsPath: fileURLToPath(href), path: new URL(href).pathname })
  }
  static parse = (href) => new Uri(href)
  static file = (file) => new Uri(pathToFileURL(file).href)
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

const at = Uri.file(path.join(folder, file))
const text = TextDocument.create(at.href, 'yaml', 1, fs.readFileSync(at.fsPath, 'utf8'))
const document = {
  uri: at,
  languageId: 'yaml',
  version: 1,
  isClosed: false,
  getText: () => text.getText(),
  fileName: at.fsPath,
}
const workspaceFolder = { uri: Uri.file(folder), name: 'project', index: 0 }
const collection = {
  ...disposable,
  clear: () => undefined,
  delete: () => undefined,
  get: () => undefined,
  forEach: () => undefined,
  set: (uri, marks) => say({ marked: uri.toString(), marks: (marks ?? []).map(({ message }) => message) }),
}
const vscode = over({
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
  workspace: over({
    workspaceFolders: [workspaceFolder],
    textDocuments: [document],
    notebookDocuments: [],
    getConfiguration: () => ({ get: () => undefined, has: () => false, inspect: () => undefined }),
    getWorkspaceFolder: () => workspaceFolder,
    findFiles: async () => [],
  }),
  window: over({
    tabGroups: over({ all: [] }),
    showErrorMessage: async (message) => say({ error: message }),
    createOutputChannel: () => over({ append: () => undefined, appendLine: () => undefined, ...disposable }),
  }),
  commands: over({ registerCommand: (name) => (say({ command: name }), disposable) }),
  languages: over({
    match: () => 10,
    createDiagnosticCollection: () => collection,
  }),
  extensions: over({ getExtension: () => undefined, all: [] }),
  tests: over({}),
  TestRunProfileKind: { Run: 1 },
  RelativePattern: empty(),
  env: over({ language: 'en', appName: 'a stand-in' }),
})
const load = Module._load
Module._load = (name, ...rest) => (name === 'vscode' ? vscode : load(name, ...rest))
const { activate, deactivate } = require(extension)
process.stdin.once('data', () => void deactivate().then(() => process.exit(0)))
activate({ subscriptions: [] }).then(
  () => say({ active: true }),
  (error) => say({ failed: error.stack }),
)
