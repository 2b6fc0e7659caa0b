import { connectTo, TextDocument, TextDocuments, TextDocumentSyncKind } from './workspace/language-server.ts'
import type { InitializeResult } from 'vscode-languageserver/node.js'
import { answer } from './answers.ts'
import { serverCommands } from './lenses.ts'
import type { LspHost } from './workspace/project.ts'
import { Session } from './session.ts'

/** Answers an editor until it says goodbye; the answer is the exit code that the protocol asks for. */
export async function serve(host: LspHost): Promise<number> {
  const connection = connectTo(host.input, host.output)
  const documents = new TextDocuments(TextDocument)
  let session: Session | undefined
  let isShutDown = false
  connection.onInitialize((params) => {
    session = new Session(host, connection, documents, params)
    answer(session)
    return abilities(host.version)
  })
  connection.onInitialized(() => session?.begin())
  connection.onShutdown(() => {
    isShutDown = true
    session?.close()
  })
  const over = new Promise<number>((resolve) => {
    connection.onExit(() => resolve(isShutDown ? 0 : 1))
    host.input.once('end', () => resolve(isShutDown ? 0 : 1))
    host.input.once('close', () => resolve(isShutDown ? 0 : 1))
    host.signal.addEventListener('abort', () => resolve(0), { once: true })
  })
  documents.listen(connection)
  connection.listen()
  const code = await over
  session?.close()
  return code
}

const abilities = (version: string): InitializeResult => ({
  serverInfo: { name: 'scenario', version },
  capabilities: {
    textDocumentSync: { openClose: true, change: TextDocumentSyncKind.Incremental, save: true },
    completionProvider: { triggerCharacters: ['{', '#', '.', ' ', '[', ','] },
    definitionProvider: true,
    referencesProvider: true,
    renameProvider: { prepareProvider: true },
    hoverProvider: true,
    documentSymbolProvider: true,
    codeActionProvider: { codeActionKinds: ['quickfix'] },
    codeLensProvider: { resolveProvider: false },
    executeCommandProvider: { commands: [...serverCommands] },
    workspace: { workspaceFolders: { supported: true, changeNotifications: true } },
  },
})
