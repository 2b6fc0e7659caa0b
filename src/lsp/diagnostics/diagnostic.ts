import { DiagnosticSeverity } from '../workspace/language-server.ts'
import type { Diagnostic, DiagnosticRelatedInformation } from 'vscode-languageserver/node.js'
import { codesOfShape, type Problem } from '../../model/problem.ts'
import type { Source, Span } from '../../model/span.ts'
import { allPrintable } from '../../text/all-printable.ts'
import { rangeIn } from '../workspace/lines.ts'
import { uriOf } from '../workspace/workspace.ts'

/** A key that stands twice is shown by every reader of YAML. */
const ofSchema: ReadonlySet<string> = new Set([...codesOfShape, 'duplicate-key'])

/** True where a language server with the schema of the language shows it as well. */
export const isOfSchema = ({ code }: Problem): boolean => ofSchema.has(code)

/** A problem as an editor shows it, in the file that its span points into; at the beginning of `file` without a span. */
export function diagnosticOf(
  problem: Problem,
  file: string,
  sourceOf: (file: string) => Source | undefined,
): { readonly file: string; readonly diagnostic: Diagnostic } {
  const { code, message, hint, severity, includedFrom } = allPrintable(problem)
  const span = problem.span ?? { file, start: 0, end: 0 }
  const text = sourceOf(span.file)?.text ?? ''
  const related = includedFrom === undefined ? [] : relatedTo(includedFrom, 'included from here', sourceOf)
  return {
    file: span.file,
    diagnostic: {
      range: rangeIn(text, oneLine(text, span)),
      severity: severity === 'warning' ? DiagnosticSeverity.Warning : DiagnosticSeverity.Error,
      code,
      source: 'scenario',
      message: hint === undefined ? message : `${message}\n${hint}`,
      ...(related.length > 0 ? { relatedInformation: related } : {}),
    },
  }
}

function relatedTo(
  span: Span,
  message: string,
  sourceOf: (file: string) => Source | undefined,
): DiagnosticRelatedInformation[] {
  const text = sourceOf(span.file)?.text
  return text === undefined
    ? []
    : [{ message, location: { uri: uriOf(span.file), range: rangeIn(text, oneLine(text, span)) } }]
}

/** A place of many lines is marked on its first, and one without any width at a character. */
function oneLine(text: string, { start, end }: Span): { readonly start: number; readonly end: number } {
  const newline = text.indexOf('\n', start)
  const lineEnd = newline === -1 ? text.length : newline
  return { start, end: Math.max(Math.min(end, lineEnd), Math.min(start + 1, lineEnd)) }
}
