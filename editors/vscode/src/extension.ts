import * as vscode from 'vscode'
import { LanguageClient, type LanguageClientOptions } from 'vscode-languageclient/node.js'
import { commandAmong, isUsedIn, type Command } from './command.ts'
import { testsIn } from './tests.ts'

let client: LanguageClient | undefined

/** Starts the language server for the folders that are open, and adds what only an editor can do: terminals and the Test Explorer. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const { registerCommand } = vscode.commands
  context.subscriptions.push(
    registerCommand('scenario.runInTerminal', (uri?: string) => inTerminal('run', uri)),
    registerCommand('scenario.review', (uri?: string) => inTerminal('review', uri)),
    registerCommand('scenario.restart', start),
    vscode.workspace.onDidChangeConfiguration((event) => {
      if (event.affectsConfiguration('scenario.command')) void start()
    }),
    vscode.workspace.onDidChangeWorkspaceFolders(() => {
      if (client === undefined) void start()
    }),
    testsIn((uri) => run(uri)),
  )
  await start()
}

export const deactivate = (): Promise<void> | undefined => client?.stop()

async function start(): Promise<void> {
  await client?.stop().catch(() => undefined)
  client = undefined
  const [first, ...others] = folders()
  if (first === undefined) return
  const { folder, command } = commandAmong([first, ...others], setting())
  const starting = clientOf(folder, command)
  client = starting
  await starting.start().catch((error: unknown) => {
    // It is loaded for any file of YAML.
    if (!folders().some((each) => isUsedIn(each, setting()))) return
    const hint = 'Install it in the project (npm install -D scenario), or set “scenario.command”.'
    void vscode.window.showErrorMessage(`“${command.join(' ')} lsp” does not start: ${String(error)}. ${hint}`)
  })
}

const folders = (): readonly string[] => (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri.fsPath)

const setting = (scope?: vscode.Uri): string[] | undefined =>
  vscode.workspace.getConfiguration('scenario', scope).get<string[]>('command')

/** Calls a command on a scenario in a terminal of its own; the active editor's where none is named. */
function inTerminal(word: string, named?: string): void {
  const uri = named === undefined ? vscode.window.activeTextEditor?.document.uri : vscode.Uri.parse(named)
  if (uri === undefined) {
    void vscode.window.showInformationMessage('Open a scenario first.')
    return
  }
  const folder = vscode.workspace.getWorkspaceFolder(uri)?.uri.fsPath ?? folders()[0]
  const [shellPath, ...before] = commandAmong([folder ?? '.', ...folders()], setting(uri)).command
  const terminal = vscode.window.createTerminal({
    name: 'scenario',
    shellPath,
    shellArgs: [...before, word, uri.fsPath],
    ...(folder === undefined ? {} : { cwd: folder }),
  })
  terminal.show()
}

function clientOf(folder: string, [command, ...before]: Command): LanguageClient {
  const options: LanguageClientOptions = {
    documentSelector: [{ language: 'yaml', scheme: 'file' }],
    initializationOptions: {
      schema: vscode.extensions.getExtension('redhat.vscode-yaml') !== undefined,
      commands: ['scenario.runInTerminal', 'scenario.review'],
    },
    middleware: {
      // From the list of commands nothing is handed over: the scenario of the active editor is meant.
      executeCommand: (name, args: unknown[], next) => next(name, args.length > 0 ? args : [activeUri()]),
    },
  }
  const executable = { command, args: [...before, 'lsp', '--stdio'], options: { cwd: folder } }
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
