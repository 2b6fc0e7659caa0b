import { ResponseError } from './workspace/language-server.ts'
import type { Position } from 'vscode-languageserver/node.js'
import { completionsAt } from './completion/completion.ts'
import { codeActionsOf } from './diagnostics/code-actions.ts'
import { hoverAt } from './hover.ts'
import { lensesOf } from './lenses.ts'
import { offsetIn } from './workspace/lines.ts'
import { definitionsAt, referencesAt } from './names/find.ts'
import { renamableAt, rename } from './names/rename.ts'
import type { Session } from './session.ts'
import { symbolsOf } from './symbols.ts'
import { fileOf } from './workspace/workspace.ts'

/** A request about a place that cannot be fulfilled, in words for the person (LSP: RequestFailed). */
const requestFailed = -32803

/** Where a request points to. */
interface Pointed {
  readonly file: string
  readonly text: string
  readonly offset: number
}

/** Finds what a request points to, and answers with something harmless where that fails: the reason stands in the log. */
class Asked {
  readonly #session: Session

  constructor(session: Session) {
    this.#session = session
  }

  at({ textDocument: { uri }, position }: { textDocument: { uri: string }; position?: Position }): Pointed | undefined {
    const file = fileOf(uri)
    const text = this.#session.document(uri)?.getText()
    if (file === undefined || text === undefined) return undefined
    return { file, text, offset: position === undefined ? 0 : offsetIn(text, position) }
  }

  safely<T>(otherwise: T, work: () => T): T {
    try {
      return work()
    } catch (error) {
      this.#session.log(error)
      return otherwise
    }
  }

  pointed<P extends Parameters<Asked['at']>[0], T>(otherwise: T, work: (where: Pointed, params: P) => T) {
    return (params: P): T =>
      this.safely(otherwise, () => {
        const where = this.at(params)
        return where === undefined ? otherwise : work(where, params)
      })
  }
}

/** Answers every request of an editor. */
export function answer(session: Session): void {
  const { connection, workspace, runs, checker } = session
  const asked = new Asked(session)
  connection.onCompletion(asked.pointed([], ({ file, offset }) => completionsAt(workspace, file, offset)))
  connection.onDefinition(asked.pointed([], ({ file, offset }) => definitionsAt(workspace, file, offset)))
  connection.onReferences(
    asked.pointed([], ({ file, offset }, { context }) =>
      referencesAt(workspace, file, offset, context.includeDeclaration),
    ),
  )
  connection.onHover(asked.pointed(null, ({ file, offset }) => hoverAt(workspace, runs, file, offset)))
  connection.onDocumentSymbol(
    asked.pointed([], ({ file }) => {
      const outline = workspace.outline(file)
      return outline === undefined ? [] : symbolsOf(outline)
    }),
  )
  connection.onCodeLens(asked.pointed([], ({ file }) => lensesOf(workspace, file, session.commands)))
  connection.onCodeAction(
    asked.pointed([], ({ file, text }, { range, context: { diagnostics } }) =>
      codeActionsOf(checker.problemsIn(file), { file, text, range, diagnostics }),
    ),
  )
  answerRenames(session, asked)
  connection.onExecuteCommand(async ({ command, arguments: given = [] }) => {
    const file = typeof given[0] === 'string' ? fileOf(given[0]) : undefined
    if (file === undefined) return new ResponseError(requestFailed, `“${command}” needs the address of a scenario.`)
    return perform(session, command, file, given[1] === 'unsaid')
  })
}

function answerRenames({ connection, workspace }: Session, asked: Asked): void {
  connection.onPrepareRename((params) => {
    const where = asked.at(params)
    const found = where && asked.safely(undefined, () => renamableAt(workspace, where.file, where.offset))
    if (found === undefined) return null
    return 'refused' in found ? new ResponseError(requestFailed, found.refused) : found.range
  })
  connection.onRenameRequest(async (params) => {
    const where = asked.at(params)
    if (where === undefined) return null
    const made = await rename(workspace, where.file, where.offset, params.newName)
    return 'refused' in made ? new ResponseError(requestFailed, made.refused) : made
  })
}

/** Runs or accepts a scenario, and shows what has come of it; `quiet` for whoever shows it. */
async function perform(session: Session, command: string, file: string, quiet: boolean): Promise<unknown> {
  const { connection, host, workspace } = session
  const args = command === 'scenario.accept' ? ['accept', file] : ['run', '--no-ci', '--no-color', file]
  const { code, output } = await host.call(args, workspace.project.root)
  session.log(output)
  const last = output.trimEnd().split('\n').at(-1) ?? ''
  if (quiet) session.log(last)
  else if (code === 0) connection.window.showInformationMessage(last)
  else connection.window.showErrorMessage(last)
  session.refresh(file)
  return { code, output }
}
