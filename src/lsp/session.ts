import { DidChangeWatchedFilesNotification } from './workspace/language-server.ts'
import type { TextDocuments } from './workspace/language-server.ts'
import type { Connection, InitializeParams } from 'vscode-languageserver/node.js'
import type { TextDocument } from './workspace/language-server.ts'
import { Checker } from './diagnostics/checker.ts'
import { LastRuns } from './last-run/last-runs.ts'
import { scenarioOf } from './names/family.ts'
import type { LspHost } from './workspace/project.ts'
import { rootOf } from './workspace/root.ts'
import { fileOf, uriOf, Workspace } from './workspace/workspace.ts'

/** What an editor may say when it starts the server (`initializationOptions`). */
interface Options {
  /** A language server with the schema of the language runs beside this one. */
  readonly schema?: boolean
  /** Commands of lenses that the editor can do itself. */
  readonly commands?: readonly string[]
}

/** What one editor has open. */
export class Session {
  readonly workspace: Workspace
  readonly checker: Checker
  readonly runs: LastRuns
  readonly commands: ReadonlySet<string>
  readonly host: LspHost
  readonly connection: Connection
  readonly #documents: TextDocuments<TextDocument>
  readonly #watches: boolean
  readonly #refreshes: boolean

  static async open(
    host: LspHost,
    connection: Connection,
    documents: TextDocuments<TextDocument>,
    params: InitializeParams,
  ): Promise<Session> {
    const project = await host.project(rootOf(params, host.cwd))
    const workspace = new Workspace(project, (uri) => documents.get(uri) ?? documents.get(otherForm(uri)))
    return new Session(host, connection, documents, workspace, params)
  }

  private constructor(
    host: LspHost,
    connection: Connection,
    documents: TextDocuments<TextDocument>,
    workspace: Workspace,
    { initializationOptions, capabilities }: InitializeParams,
  ) {
    const { schema, commands } = (initializationOptions ?? {}) as Options
    this.host = host
    this.connection = connection
    this.workspace = workspace
    this.commands = new Set(Array.isArray(commands) ? commands : [])
    this.runs = new LastRuns(workspace)
    this.#documents = documents
    this.#watches = capabilities.workspace?.didChangeWatchedFiles?.dynamicRegistration === true
    this.#refreshes = capabilities.workspace?.codeLens?.refreshSupport === true
    this.checker = new Checker(workspace, {
      besideSchema: schema === true,
      publish: (file, diagnostics) =>
        void connection.sendDiagnostics({ uri: this.#uriOf(file), diagnostics: [...diagnostics] }),
      ofLastRun: (file) => this.runs.diagnostics(file),
      failed: (error) => this.log(error),
    })
    documents.onDidOpen(({ document }) => this.#opened(document))
    documents.onDidChangeContent(({ document }) => this.#changed(document))
    documents.onDidSave(({ document }) => this.refresh(fileOf(document.uri)))
    documents.onDidClose(({ document }) => this.#closed(document))
    connection.onDidChangeWatchedFiles(({ changes }) => this.#changedOnDisk(changes.map(({ uri }) => fileOf(uri))))
  }

  /** Asks the editor to say when files of the project change. */
  begin(): void {
    if (!this.#watches) return
    const watchers = ['**/*.{yaml,yml}', '**/*.jsonl', '**/*.txt'].map((globPattern) => ({ globPattern }))
    this.connection.client
      .register(DidChangeWatchedFilesNotification.type, { watchers })
      .catch((error: unknown) => this.log(error))
  }

  close(): void {
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
    // The first list of names would wait for all of the file to be read.
    setImmediate(() => this.workspace.outline(file))
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
    this.workspace.forget(file)
    this.runs.forget(file)
    void this.connection.sendDiagnostics({ uri, diagnostics: [] })
  }

  #changedOnDisk(files: readonly (string | undefined)[]): void {
    for (const file of files) if (file !== undefined && /\.ya?ml$/i.test(file)) this.checker.changed(file)
    const ofRuns = files.some((file) => file !== undefined && /\.(?:jsonl|txt)$/.test(file))
    if (!ofRuns) return
    for (const document of this.#documents.all()) {
      const file = fileOf(document.uri)
      if (file !== undefined && scenarioOf(this.workspace, file) !== undefined) this.checker.show(file)
    }
    this.refresh(undefined)
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
