import { execa } from 'execa'
import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { createMessageConnection, StreamMessageReader, StreamMessageWriter } from 'vscode-jsonrpc/node.js'

/** What an editor draws under a piece of a file. */
export interface Mark {
  readonly message: string
  readonly range: { readonly start: { readonly line: number; readonly character: number } }
}

/** One line of the list that opens while one types. */
export interface Offer {
  readonly label: string
  /** What is told beside it. */
  readonly about: string
  /** What stands in the file when it is chosen: a snippet of the editor’s, and without its stops. */
  readonly snippet: string
  readonly written: string
}

/** The YAML language server that VS Code’s extension and other editors run, as a client sees it. */
export interface Session {
  /** What is drawn into a scenario, or into a file of this name below the folder. */
  marks(text: string, name?: string): Promise<readonly Mark[]>
  /** What is offered where `‸` stands in the text. */
  offers(text: string): Promise<readonly Offer[]>
  /** What stands under the mouse at `‸`; empty when nothing does. */
  hover(text: string): Promise<string>
  stop(): Promise<void>
}

interface Item {
  readonly label: string
  readonly documentation?: string | { readonly value: string }
  readonly insertText: string
  readonly textEdit?: { readonly newText: string }
}

interface Settings {
  readonly 'yaml.schemas': Readonly<Record<string, readonly string[]>>
}
/** Of the extension, but for the catalogue of schemas that it would fetch. */
const usual = { validate: true, completion: true, hover: true, schemaStore: { enable: false } }

const require = createRequire(import.meta.url)
const program = require.resolve('yaml-language-server/bin/yaml-language-server')

/** Opens a folder with the settings that it has for VS Code: which schema belongs to which files. */
export async function openEditor(folder: string): Promise<Session> {
  const settings = JSON.parse(fs.readFileSync(path.join(folder, '.vscode/settings.json'), 'utf8')) as Settings
  const root = pathToFileURL(folder).href
  const child = execa(process.execPath, [program, '--stdio'], { stderr: 'ignore', buffer: false, reject: false })
  const server = createMessageConnection(new StreamMessageReader(child.stdout), new StreamMessageWriter(child.stdin))

  server.onRequest('workspace/configuration', ({ items }: { items: readonly { section?: string }[] }) =>
    items.map(({ section }) => (section === 'yaml' ? { ...usual, schemas: settings['yaml.schemas'] } : {})),
  )
  server.onRequest(() => null)
  const marked = new Map<string, (marks: readonly Mark[]) => void>()
  server.onNotification('textDocument/publishDiagnostics', ({ uri, diagnostics }) => marked.get(uri)?.(diagnostics))
  server.listen()
  await server.sendRequest('initialize', {
    processId: process.pid,
    rootUri: root,
    workspaceFolders: [{ uri: root, name: 'project' }],
    capabilities: {
      textDocument: {
        completion: { completionItem: { snippetSupport: true, documentationFormat: ['markdown'] } },
        hover: { contentFormat: ['markdown'] },
      },
      workspace: { configuration: true, didChangeConfiguration: { dynamicRegistration: true } },
    },
  })
  await server.sendNotification('initialized', {})
  await server.sendNotification('workspace/didChangeConfiguration', { settings: {} })

  let opened = 0
  async function opening<T>(text: string, look: (uri: string) => Promise<T>, name?: string): Promise<T> {
    const uri = `${root}/${name ?? `scenarios/${++opened}.yaml`}`
    const document = { uri, languageId: 'yaml', version: 1, text }
    const sent = server.sendNotification('textDocument/didOpen', { textDocument: document })
    const [answer] = await Promise.all([look(uri), sent])
    await server.sendNotification('textDocument/didClose', { textDocument: { uri } })
    return answer
  }
  const marks = (text: string, name?: string): Promise<readonly Mark[]> =>
    opening(text, (uri) => new Promise((resolve) => marked.set(uri, resolve)), name)
  const asked = async <T>(method: string, text: string): Promise<T> => {
    const { plain, position } = caretIn(text)
    return opening(plain, (uri) => server.sendRequest<T>(method, { textDocument: { uri }, position }))
  }
  // Before its first answer it knows no schema.
  await marks('scenario: x\n')

  return {
    marks,
    async offers(text) {
      const answer = await asked<{ readonly items: readonly Item[] }>('textDocument/completion', text)
      return answer.items.map(asOffer)
    },
    async hover(text) {
      const answer = await asked<{ readonly contents: { readonly value: string } } | null>('textDocument/hover', text)
      return answer?.contents.value.replace(/\n+Source: .*\n?$/, '') ?? ''
    },
    async stop() {
      await server.sendRequest('shutdown')
      await server.sendNotification('exit')
      await child
      server.dispose()
    },
  }
}

function caretIn(text: string): { plain: string; position: { line: number; character: number } } {
  const [before = '', after = ''] = text.split('‸')
  const lines = before.split('\n')
  return { plain: before + after, position: { line: lines.length - 1, character: lines.at(-1)?.length ?? 0 } }
}

function asOffer({ label, documentation = '', insertText, textEdit }: Item): Offer {
  const snippet = textEdit?.newText ?? insertText
  const about = typeof documentation === 'string' ? documentation : documentation.value
  return { label, about, snippet, written: withoutStops(snippet) }
}

/** `${1:text}` is text to be replaced, `$1` a place to write at, and `\}` a brace. */
const withoutStops = (snippet: string): string =>
  snippet.replaceAll(/\\([\\$}])|\$\{\d+:((?:\\.|[^}\\])*)\}|\$\d+/g, (_, escaped?: string, text?: string) =>
    escaped !== undefined ? escaped : (text ?? '').replaceAll(/\\([\\$}])/g, '$1'),
  )
