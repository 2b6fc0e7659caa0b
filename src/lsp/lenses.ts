import type { CodeLens } from 'vscode-languageserver/node.js'
import { transcriptPath } from '../suite/paths.ts'
import { pendingBeside } from '../suite/transcript-names.ts'
import { positionIn } from './workspace/lines.ts'
import { isScenarioText } from '../suite/walk.ts'
import { uriOf, type Workspace } from './workspace/workspace.ts'

/** Commands that the server runs itself; others a client with a terminal says that it has. */
export const serverCommands = ['scenario.run', 'scenario.accept'] as const

/** What can be done with a scenario, above its title; accepting and reviewing while a new transcript waits. */
export function lensesOf(workspace: Workspace, file: string, ofClient: ReadonlySet<string>): CodeLens[] {
  const text = workspace.text(file)
  if (text === undefined || !isScenarioText(text)) return []
  const title = /^["']?scenario["']?[ \t]*:/m.exec(text)
  const position = positionIn(text, title?.index ?? 0)
  const range = { start: position, end: position }
  const waits = pendingBeside(transcriptPath(file, workspace.project.scenarios)).length > 0
  const all: readonly (readonly [string, string, boolean])[] = [
    ['run', 'scenario.run', true],
    ['run in terminal', 'scenario.runInTerminal', ofClient.has('scenario.runInTerminal')],
    ['accept', 'scenario.accept', waits],
    ['review', 'scenario.review', waits && ofClient.has('scenario.review')],
  ]
  return all
    .filter(([, , isThere]) => isThere)
    .map(([title, command]) => ({ range, command: { title, command, arguments: [uriOf(file)] } }))
}
