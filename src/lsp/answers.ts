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
import { fileOf, type Workspace } from './workspace/workspace.ts'

/** A request about a place that cannot be fulfilled, in words for the person (LSP: RequestFailed). */
const requestFailed = -32803

/** The text has changed meanwhile, so that an answer would be about another one (LSP: ContentModified). */
const contentModified = -32801

/** Where a request points to. */
interface Pointed {
  readonly workspace: Workspace
  readonly file: string
  readonly text: string
  readonly offset: number
}

interface Pointing {
  readonly textDocument: { readonly uri: string }
  readonly position?: Position
}

/** Finds what a request points to, and answers with something harmless where that fails: the reason stands in the log. */
class Asked {
  readonly #session: Session

  constructor(session: Session) {
    this.#session = session
  }

  /** Undefined for what is no open file, and for a text that has changed before its project was read. */
  async at({ textDocument: { uri }, position }: Pointing): Promise<Pointed | undefined> {
    const { workspaces } = this.#session
    const file = fileOf(uri)
    const text = this.textOf(uri)
    if (file === undefined || text === undefined) return undefined
    const workspace = workspaces.known(file) ?? (await workspaces.of(file))
    if (this.textOf(uri) !== text) return undefined
    return { workspace, file, text, offset: position === undefined ? 0 : offsetIn(text, position) }
  }

  textOf(uri: string): string | undefined {
    return this.#session.document(uri)?.getText()
  }

  async safely<T>(otherwise: T, work: () => Promise<T>): Promise<T> {
    try {
      return await work()
    } catch (error) {
      this.#session.log(error)
      return otherwise
    }
  }

  pointed<P extends Pointing, T>(otherwise: T, work: (where: Pointed, params: P) => T) {
    return (params: P): Promise<T> =>
      this.#session.answering(() =>
        this.safely(otherwise, async () => {
          const where = await this.at(params)
          return where === undefined ? otherwise : work(where, params)
        }),
      )
  }
}

/** Answers every request of an editor. */
export function answer(session: Session): void {
  const { connection, runs, checker } = session
  const asked = new Asked(session)
  connection.onCompletion(
    asked.pointed([], ({ workspace, file, offset }) => completionsAt(workspace, file, offset, session.snippets)),
  )
  connection.onDefinition(asked.pointed([], ({ workspace, file, offset }) => definitionsAt(workspace, file, offset)))
  connection.onReferences(
    asked.pointed([], ({ workspace, file, offset }, { context }) =>
      referencesAt(workspace, file, offset, context.includeDeclaration),
    ),
  )
  connection.onHover(asked.pointed(null, ({ workspace, file, offset }) => hoverAt(workspace, runs, file, offset)))
  connection.onDocumentSymbol(
    asked.pointed([], ({ workspace, file }) => {
      const outline = workspace.outline(file)
      return outline === undefined ? [] : symbolsOf(outline)
    }),
  )
  connection.onCodeLens(asked.pointed([], ({ workspace, file }) => lensesOf(workspace, file, session.commands)))
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

function answerRenames({ connection }: Session, asked: Asked): void {
  connection.onPrepareRename((params) =>
    asked.safely(null, async () => {
      const where = await asked.at(params)
      const found = where && renamableAt(where.workspace, where.file, where.offset)
      if (found === undefined) return null
      return 'refused' in found ? refusal(found.refused) : found.range
    }),
  )
  connection.onRenameRequest(async (params) => {
    const where = await asked.at(params)
    if (where === undefined) return null
    const made = await rename(where.workspace, where.file, where.offset, params.newName)
    if (asked.textOf(params.textDocument.uri) !== where.text)
      return new ResponseError<void>(contentModified, 'The text has changed meanwhile: rename again.')
    return 'refused' in made ? refusal(made.refused) : made
  })
}

const refusal = (why: string): ResponseError => new ResponseError(requestFailed, why)

/** Runs or accepts a scenario, and shows what has come of it; `quiet` for whoever shows it. */
async function perform(session: Session, command: string, file: string, quiet: boolean): Promise<unknown> {
  const { connection, host, workspaces } = session
  const { project } = await workspaces.of(file)
  const args = command === 'scenario.accept' ? ['accept', file] : ['run', '--no-ci', '--no-color', file]
  const { code, output } = await host.call(args, project.root)
  session.log(output)
  const last = output.trimEnd().split('\n').at(-1) ?? ''
  if (quiet) session.log(last)
  else if (code === 0) connection.window.showInformationMessage(last)
  else connection.window.showErrorMessage(last)
  session.refresh(file)
  return { code, output }
}
