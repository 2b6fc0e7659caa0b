import { CodeActionKind } from '../workspace/language-server.ts'
import type { CodeAction, Diagnostic, Range } from 'vscode-languageserver/node.js'
import type { Problem } from '../../model/problem.ts'
import { lineAround, offsetIn, rangeIn } from '../workspace/lines.ts'
import { uriOf } from '../workspace/workspace.ts'
import { fixesOf } from './fixes.ts'

/** What the hints of the problems in a range propose to write instead; where it has none, those of its lines. */
export function codeActionsOf(
  problems: readonly Problem[],
  { file, text, range, diagnostics }: { file: string; text: string; range: Range; diagnostics: readonly Diagnostic[] },
): CodeAction[] {
  const start = offsetIn(text, range.start)
  const end = offsetIn(text, range.end)
  const own = actionsOf(overlapping(problems, start, end), { file, text, diagnostics })
  if (own.length > 0) return own
  const lines = overlapping(problems, lineAround(text, start).start, lineAround(text, end).end)
  return actionsOf(lines, { file, text, diagnostics })
}

const overlapping = (problems: readonly Problem[], from: number, to: number): Problem[] =>
  problems.filter(({ span }) => span !== undefined && span.start <= to && from <= span.end)

function actionsOf(
  problems: readonly Problem[],
  { file, text, diagnostics }: { file: string; text: string; diagnostics: readonly Diagnostic[] },
): CodeAction[] {
  const actions = problems.flatMap((problem) => {
    const shown = diagnostics.filter(
      ({ code, message }) => code === problem.code && message.startsWith(problem.message),
    )
    const fixes = fixesOf(problem, text)
    return fixes.map(({ title, text: newText, ...place }): CodeAction => {
      const edit = { changes: { [uriOf(file)]: [{ range: rangeIn(text, place), newText }] } }
      return { title, kind: CodeActionKind.QuickFix, diagnostics: [...shown], isPreferred: fixes.length === 1, edit }
    })
  })
  return [...new Map(actions.map((action) => [JSON.stringify(action.edit), action])).values()]
}
