// A language server that knows nothing: it takes every change of a text and answers each completion with the same names.
import {
  createConnection,
  ProposedFeatures,
  StreamMessageReader,
  StreamMessageWriter,
  TextDocuments,
} from 'vscode-languageserver/node.js'
import { TextDocument } from 'vscode-languageserver-textdocument'

const streams = [new StreamMessageReader(process.stdin), new StreamMessageWriter(process.stdout)]
const connection = createConnection(ProposedFeatures.all, ...streams)
const documents = new TextDocuments(TextDocument)
connection.onInitialize(() => ({ capabilities: { textDocumentSync: 2, completionProvider: {} } }))
connection.onCompletion(({ textDocument }) => [{ label: `${documents.get(textDocument.uri).lineCount} lines` }])
for (const on of ['onHover', 'onDefinition', 'onRenameRequest']) connection[on](() => null)
documents.listen(connection)
connection.listen()
