import path from 'node:path'
import { scenarioName } from '../suite/walk.ts'
import { DidChangeWatchedFilesNotification, FileChangeType } from './workspace/language-server.ts'
import type { TextDocuments } from './workspace/language-server.ts'
import type {
  Connection,
  FileEvent,
  InitializeParams,
  WorkspaceFoldersChangeEvent,
} from 'vscode-languageserver/node.js'
import type { TextDocument } from './workspace/language-server.ts'
import { Checker } from './diagnostics/checker.ts'
import { LastRuns } from './last-run/last-runs.ts'
import type { LspHost } from './workspace/project.ts'
import { foldersOf } from './workspace/folders.ts'
import { fileOf, uriOf } from './workspace/workspace.ts'
import { Workspaces } from './workspace/workspaces.ts'

/** What the editor is asked to tell of: scenarios, what runs leave, configurations and plugins. */
const watched = [
  '**/*.{yaml,yml}',
  '**/*.jsonl',
  '**/*.txt',
  '**/scenario.config.json',
  '**/*.{js,mjs,cjs,ts,mts,cts}',
  '**/package.json',
]
const isConfiguration = (file: string): boolean => /^(?:scenario\.config\.\w+|package\.json)$/.test(path.basename(file))

/** Milliseconds that the connection has for writing an answer. */
const written = 2
/** Milliseconds in which what runs leave is shown together. */
const together = 200

/** What an editor may say when it starts the server (`initializationOptions`). */
interface Options {
  /** A language server with the schema of the language runs beside this one. */
  readonly schema?: boolean
  /** Commands of lenses that the editor can do itself. */
  readonly commands?: readonly string[]
}

/** What one editor has open. */
export class Session {
  readonly workspaces: Workspaces
  readonly checker: Checker
  readonly runs: LastRuns
  readonly commands: ReadonlySet<string>
  /** The editor places the cursor inside of what it inserts. */
  readonly snippets: boolean
  readonly host: LspHost
  readonly connection: Connection
  readonly #documents: TextDocuments<TextDocument>
  readonly #watches: boolean
  readonly #refreshes: boolean
  readonly #followsFolders: boolean
  #questions = 0
  #showing: NodeJS.Timeout | undefined

  constructor(host: LspHost, connection: Connection, documents: TextDocuments<TextDocument>, params: InitializeParams) {
    const { initializationOptions, capabilities } = params
    const { schema, commands } = (initializationOptions ?? {}) as Options
    this.host = host
    this.connection = connection
    this.workspaces = new Workspaces(
      host,
      foldersOf(params, host.cwd),
      (uri) => documents.get(uri) ?? documents.get(otherForm(uri)),
    )
    this.commands = new Set(Array.isArray(commands) ? commands : [])
    this.runs = new LastRuns((file) => this.workspaces.known(file))
    this.#documents = documents
    this.#watches = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true
    this.#refreshes = capabilities.workspace?.codeLens?.refreshSupport === true
    this.snippets = capabilities.textDocument?.completion?.completionItem?.snippetSupport === true
    this.#followsFolders = capabilities.workspace?.workspaceFolders === true
    this.checker = new Checker(this.workspaces, {
      besideSchema: schema === true,
      publish: (file, diagnostics) =>
        void connection.sendDiagnostics({ uri: this.#uriOf(file), diagnostics: [...diagnostics] }),
      ofLastRun: (file) => this.runs.diagnostics(file),
      failed: (error) => this.log(error),
      isAsked: () => this.#questions > 0,
    })
    documents.onDidOpen(({ document }) => this.#opened(document))
    documents.onDidChangeContent(({ document }) => this.#changed(document))
    documents.onDidSave(({ document }) => this.refresh(fileOf(document.uri)))
    documents.onDidClose(({ document }) => this.#closed(document))
    connection.onDidChangeWatchedFiles(({ changes }) => this.#changedOnDisk(changes))
  }

  /** Asks the editor to say when files of the project change. */
  begin(): void {
    // What is asked first does not wait for a configuration then.
    for (const folder of this.workspaces.folders)
      this.workspaces.of(path.join(folder, 'scenario.yaml')).catch((error: unknown) => this.log(error))
    if (this.#followsFolders)
      this.connection.workspace.onDidChangeWorkspaceFolders((event) => this.#changeFolders(event))
    if (!this.#watches) return
    const watchers = watched.map((globPattern) => ({ globPattern }))
    this.connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers })
      .catch((error: unknown) => this.log(error))
  }

  /** Answers a question; checks wait until the answer has been written. */
  async answering<T>(work: () => Promise<T>): Promise<T> {
    this.#questions += 1
    try {
      return await work()
    } finally {
      setTimeout(() => (this.#questions -= 1), written).unref()
    }
  }

  close(): void {
    clearTimeout(this.#showing)
    this.checker.stop()
  }

  /** Shows what has come of a run: its failure, and whether a new transcript waits. */
  refresh(file: string | undefined): void {
    if (file !== undefined) this.checker.show(file)
    if (this.#refreshes) void this.connection.sendRequest('workspace/codeLens/refresh').catch(() => undefined)
  }

  /** Into the log that the editor keeps of its servers. */
  log(logged: unknown): void {
    const message = logged instanceof Error ? (logged.stack ?? logged.message) : String(logged)
    void this.connection.sendNotification('window/logMessage', { type: logged instanceof Error ? 1 : 4, message })
  }

  document(uri: string): TextDocument | undefined {
    return this.#documents.get(uri)
  }

  #opened({ uri }: TextDocument): void {
    const file = fileOf(uri)
    if (file === undefined) return
    this.checker.changed(file, true)
  }

  #changed({ uri, version }: TextDocument): void {
    const file = fileOf(uri)
    if (file === undefined || version === 1) return
    for (const scenario of this.runs.edited(file)) this.checker.show(scenario)
    this.checker.changed(file)
  }

  #closed({ uri }: TextDocument): void {
    const file = fileOf(uri)
    if (file === undefined) return
    this.checker.closed(file)
    this.workspaces.forget(file)
    this.runs.forget(file)
    void this.connection.sendDiagnostics({ uri, diagnostics: [] })
  }

  #changedOnDisk(changes: readonly FileEvent[]): void {
    const files = new Set(changes.flatMap(({ uri }) => fileOf(uri) ?? []))
    if ([...files].some((file) => isConfiguration(file) || this.workspaces.areMadeOf(file))) return this.#checkAll()
    const scenarios = new Set([...files].filter((file) => scenarioName.test(file)))
    // One that has come, or gone, may be one that was looked for.
    this.checker.changedOnDisk(
      scenarios,
      changes.some(({ type }) => type !== FileChangeType.Changed),
    )
    this.checker.changedCode(new Set([...files].filter((file) => /\.[cm]?[jt]s$/.test(file))))
    if (![...files].some((file) => /\.(?:jsonl|txt)$/.test(file))) return
    // A run that goes on tells of its recording many times.
    this.#showing ??= setTimeout(() => {
      this.#showing = undefined
      for (const file of this.#files()) this.checker.show(file)
      this.refresh(undefined)
    }, together)
  }

  #changeFolders({ added, removed }: WorkspaceFoldersChangeEvent): void {
    const gone = new Set(removed.map(({ uri }) => fileOf(uri)))
    const left = this.workspaces.folders.filter((folder) => !gone.has(folder))
    this.workspaces.folders = [...left, ...added.flatMap(({ uri }) => fileOf(uri) ?? [])]
    this.#checkAll()
  }

  #checkAll(): void {
    for (const file of this.#files()) this.checker.changed(file, true)
    this.refresh(undefined)
  }

  /** The files that are open. */
  #files(): string[] {
    return this.#documents.all().flatMap(({ uri }) => fileOf(uri) ?? [])
  }

  /** The name by which the editor has opened a file. */
  #uriOf(file: string): string {
    const uri = uriOf(file)
    if (this.#documents.get(uri) !== undefined) return uri
    return this.#documents.all().find((document) => fileOf(document.uri) === file)?.uri ?? uri
  }
}

/** Editors write some characters of a URI in another way than Node does. */
const otherForm = (uri: string): string => uri.replaceAll(/%[0-9A-F]{2}/g, (code) => code.toLowerCase())
