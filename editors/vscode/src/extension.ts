import * as vscode from 'vscode'
import { LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/node.js'
import { commandIn } from './command.ts'
import { testsOf } from './tests.ts'

let client: LanguageClient | undefined

/** Starts the language server of the folder that is open, and adds what only an editor can do: terminals and the Test Explorer. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const folder = vscode.workspace.workspaceFolders?.[0]
  if (folder === undefined) return
  const command = (): readonly [string, ...string[]] =>
    commandIn(folder.uri.fsPath, vscode.workspace.getConfiguration('scenario', folder).get<string[]>('command'))
  const start = async (): Promise<void> => {
    await client?.stop().catch(() => undefined)
    client = clientOf(folder, command())
    await client.start().catch((error: unknown) => {
      const hint = 'Install it in the project (npm install -D scenario), or set “scenario.command”.'
      void vscode.window.showErrorMessage(`“${command().join(' ')} lsp” does not start: ${String(error)}. ${hint}`)
    })
  }
  const inTerminal = (...args: readonly string[]): void => {
    const [shellPath, ...before] = command()
    const terminal = vscode.window.createTerminal({
      name: 'scenario',
      cwd: folder.uri,
      shellPath,
      shellArgs: [...before, ...args],
    })
    terminal.show()
  }
  const { registerCommand } = vscode.commands
  context.subscriptions.push(
    registerCommand('scenario.runInTerminal', (uri?: string) => inTerminal('run', fileOf(uri))),
    registerCommand('scenario.review', (uri?: string) => inTerminal('review', fileOf(uri))),
    registerCommand('scenario.restart', start),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('scenario.command')) void start()
    }),
    testsOf(folder, (uri) => run(uri)),
  )
  await start()
}

export const deactivate = (): Promise<void> | undefined => client?.stop()

function clientOf(
  folder: vscode.WorkspaceFolder,
  [command, ...before]: readonly [string, ...string[]],
): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: [{ language: 'yaml', scheme: 'file' }],
    workspaceFolder: folder,
    initializationOptions: {
      schema: vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined,
      commands: ['scenario.runInTerminal', 'scenario.review'],
    },
    middleware: {
      // From the list of commands nothing is handed over: the scenario of the active editor is meant.
      executeCommand: (name, args: unknown[], next) => next(name, args.length > 0 ? args : [activeUri()]),
    },
  }
  const executable = { command, args: [...before, 'lsp', '--stdio'], options: { cwd: folder.uri.fsPath } }
  return new LanguageClient('scenario', 'Scenario', executable, options)
}

async function run(uri: vscode.Uri): Promise<{ readonly code: number; readonly output: string } | undefined> {
  if (client?.isRunning() !== true) return undefined
  return client.sendRequest('workspace/executeCommand', {
    command: 'scenario.run',
    arguments: [uri.toString(), 'unsaid'],
  })
}

const activeUri = (): string | undefined => vscode.window.activeTextEditor?.document.uri.toString()

const fileOf = (uri = activeUri()): string => (uri === undefined ? '' : vscode.Uri.parse(uri).fsPath)
