/** What is used of the packages for language servers: one file beside the program, which only `scenario lsp` loads. */
import { createConnection as connect, type WatchDog } from 'vscode-languageserver/lib/common/server.js'
import { createProtocolConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-languageserver/node.js'
import type { Connection } from 'vscode-languageserver/node.js'
import type { Readable, Writable } from 'node:stream'

export {
  CodeActionKind,
  CompletionItemKind,
  DiagnosticSeverity,
  DidChangeWatchedFilesNotification,
  FileChangeType,
  InsertTextFormat,
  ResponseError,
  SymbolKind,
  TextDocuments,
  TextDocumentSyncKind,
} from 'vscode-languageserver/node.js'
export { TextDocument } from 'vscode-languageserver-textdocument'

/** A connection to an editor; unlike that of the package it leaves it to its caller when the process ends. */
export function connectTo(input: Readable, output: Writable): Connection {
  const watchDog: WatchDog = { shutdownReceived: false, initialize: () => undefined, exit: () => undefined }
  const streams = [new StreamMessageReader(input), new StreamMessageWriter(output)] as const
  return connect((logger) => createProtocolConnection(...streams, logger), watchDog)
}
