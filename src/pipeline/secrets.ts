import type { RawRow } from '../model/event.ts'
import type { Problem } from '../model/problem.ts'
import type { ScenarioResult } from '../model/result.ts'
import type { Document, Template } from '../model/scenario.ts'
import type { Scenario } from '../language/scenario.ts'
import type { Source, Span } from '../model/span.ts'
import type { YamlNode, YamlScalar } from '../model/yaml-node.ts'
import type { RunHost } from '../run/context/host.ts'
import { own } from '../text/own.ts'
import { Redactor, type Secret } from '../text/redactor.ts'

/**
 * What must be shown nowhere, as far as it is known before the run: what the host names, and the variables that the scenario marks
 * as secret. The run adds those that are made of what only it knows, such as a free port.
 */
export function redactorOf(scenario: Scenario, host: Pick<RunHost, 'secrets' | 'vars' | 'env'>): Redactor {
  const known = new Map<string, string>()
  const redactor = new Redactor(host.secrets)
  for (const { name, value, secret } of scenario.vars.values()) {
    const text = host.vars.get(name) ?? filled(value, known, host.env)
    if (text === undefined) continue
    known.set(name, text)
    if (secret) redactor.add({ name, value: text })
  }
  return redactor
}

/** A variable's text as far as it is known before the run. */
function filled({ parts }: Template, known: ReadonlyMap<string, string>, env: RunHost['env']): string | undefined {
  let text = ''
  for (const part of parts) {
    const piece =
      typeof part === 'string'
        ? part
        : part.name.startsWith('env.')
          ? own(env, part.name.slice('env.'.length))
          : known.get(part.name)
    if (piece === undefined) return undefined
    text += piece
  }
  return text
}

/** A value that the document marks as secret, and where it stands. */
interface Declared extends Secret {
  readonly span: Span
}

/** What `check` has found, without the values that the document marks as secret, whether it is a valid scenario or not. */
export function withoutDeclared<T extends Findings>(
  found: T,
  document: Document,
  vars: ReadonlyMap<string, string>,
): T {
  const declared = declaredIn(document.root)
  if (declared.length === 0) return found
  const redactor = new Redactor(declared)
  for (const { name } of declared) redactor.add({ name, value: vars.get(name) ?? '' })
  const sources = withoutSecrets(
    found.sources,
    redactor,
    declared.map(({ span }) => span),
  )
  const { problems, warnings } = found
  return {
    ...found,
    title: redactor.text(found.title),
    problems: redactor.hide(problems),
    warnings: redactor.hide(warnings),
    sources,
  }
}

interface Findings {
  readonly title: string
  readonly problems: readonly Problem[]
  readonly warnings: readonly Problem[]
  readonly sources: ReadonlyMap<string, Source>
}

function declaredIn(root: YamlNode): Declared[] {
  const vars = entryOf(root, 'vars')
  if (vars?.type !== 'map') return []
  return vars.entries.flatMap(({ key, value }): Declared[] => {
    const secret = entryOf(value, 'secret')
    const text = entryOf(value, 'value')
    const isSecret = secret?.type === 'scalar' && secret.value !== false
    return isSecret && text !== undefined ? scalarsIn(text).map((scalar) => declaredAs(key, scalar)) : []
  })
}

/** What stands in the place of a variable is no secret by itself. */
function declaredAs(name: string, { source, span }: YamlScalar): Declared {
  return { name, value: source.includes('${') ? '' : source, span }
}

/** A value of a wrong shape is no less secret. */
function scalarsIn(node: YamlNode): YamlScalar[] {
  if (node.type === 'scalar') return [node]
  return (node.type === 'list' ? node.items : node.entries.map(({ value }) => value)).flatMap(scalarsIn)
}

function entryOf(node: YamlNode, name: string): YamlNode | undefined {
  return node.type === 'map' ? node.entries.find(({ key }) => key === name)?.value : undefined
}

/** A result without secrets. Marks stand in the text that had them, and go with it. */
export function hiddenIn(result: ScenarioResult, redactor: Redactor): ScenarioResult {
  const shown = redactor.hide(result)
  const received = shown.failure?.received?.map((row) => withoutCut(row, redactor))
  const hidden =
    shown.failure === undefined || received === undefined
      ? shown
      : { ...shown, failure: { ...shown.failure, received } }
  const [before, after] = [result.failure, hidden.failure]
  if (after?.nearest === undefined) return hidden
  if (after.nearest.text === before?.nearest?.text && after.wanted === before.wanted) return hidden
  const { lead: _, ...nearest } = after.nearest
  return { ...hidden, failure: { ...after, nearest: { ...nearest, marked: [], expected: [] } } }
}

/** An unfinished line of a failure is cut, perhaps in the middle of a secret. */
function withoutCut(row: RawRow, redactor: Redactor): RawRow {
  return row.mark === '~' && typeof row.text === 'string' ? { ...row, text: redactor.withoutBegun(row.text) } : row
}

/** Texts that excerpts are cut from, with a dot for each character of a secret, so that places and widths stay as they are. */
export function withoutSecrets(
  sources: ReadonlyMap<string, Source>,
  redactor: Redactor,
  spans: readonly Span[] = [],
): ReadonlyMap<string, Source> {
  if (redactor.isEmpty && spans.length === 0) return sources
  return new Map(
    [...sources].map(([file, source]) => {
      let { text } = source
      for (const { start, end } of spans.filter((span) => span.file === file))
        text = text.slice(0, start) + dotted(text.slice(start, end)) + text.slice(end)
      return [file, { ...source, text: redactor.text(text, (_name, found) => dotted(found)) }]
    }),
  )
}

/** A dot for each character but line ends; `${names}` are no secret. */
const dotted = (text: string): string =>
  text.replace(/\$\{[^}]*\}|[^\r\n]/g, (piece) => (piece.startsWith('${') ? piece : '•'))
