import type { Document, Step, Template } from '../../model/scenario.ts'
import type { Span } from '../../model/span.ts'
import type { Written, WrittenEntry } from '../../model/written.ts'
import { joinPath } from '../../text/join-path.ts'
import { add, lose, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { readDocument } from '../read.ts'
import { asMap, checkName, fixedText, keyed, textOf } from '../values.ts'
import type { Around, VerbForm } from './verb.ts'

/** Files that include each other twice over and over would make a story without end. */
const includeLimit = 1000

/** `include: file` or `{ file:, with: { vars } }`: the file's steps in place, with variables of their own. */
export const includeVerb: VerbForm = {
  example: '- include: login.yaml',
  instant: 'put it beside the steps of that file',
  read(c, argument, around) {
    const { file, given } = forms(c, argument)
    if (file === undefined) return lose(c, 'anything')
    const name = fixedText(c, file, 'include')
    if (name === undefined) return lose(c, 'anything')
    const path = joinPath(c.here.source.file, name)
    if (c.here.chain.includes(path)) {
      report(
        c,
        'cyclic-include',
        `“${name}” includes itself${c.here.chain.length > 1 ? ', by way of other files' : ''}`,
        file.span,
        'a repeated part can be a “repeat”',
      )
      return lose(c, 'anything')
    }
    if (++c.state.included > includeLimit) {
      if (c.state.included === includeLimit + 1)
        report(
          c,
          'cyclic-include',
          `more than ${includeLimit} files are included`,
          file.span,
          'write a “repeat” around one “include”',
        )
      return lose(c, 'anything')
    }
    const document = open(c, path, name, file.span)
    if (document === undefined) return lose(c, 'anything')
    const inside: Checking = {
      ...c,
      here: {
        source: document.source,
        ...(document.mistakes === undefined ? {} : { mistakes: document.mistakes }),
        includedFrom: c.here.includedFrom ?? around.verbSpan,
        chain: [...c.here.chain, path],
      },
    }
    return included(inside, document, given === undefined ? [] : variables(c, given), around)
  },
}

function forms(c: Checking, argument: Written): { readonly file?: Written; readonly given?: WrittenEntry } {
  if (argument.type !== 'map') return { file: argument }
  const keys = keyed(c, argument, ['file', 'with'], '“include”')
  if (argument.entries.length > Object.keys(keys).length) lose(c)
  if (keys.file === undefined)
    report(
      c,
      'missing-key',
      '“file” is missing',
      argument.span,
      'write “include: { file: login.yaml, with: { user: anna } }”',
    )
  return {
    ...(keys.file === undefined ? {} : { file: keys.file.value }),
    ...(keys.with === undefined ? {} : { given: keys.with }),
  }
}

function variables(c: Checking, entry: WrittenEntry): { readonly name: string; readonly value: Template }[] {
  const map = asMap(c, entry.value, entry.key, `“${entry.key}: { name: value }”`)
  return (map?.entries ?? []).flatMap(({ key, keySpan, value }) => {
    const text = textOf(c, value, key) ?? { parts: [], span: value.span }
    if (checkName(c, key, keySpan, 'variable')) return [{ name: key, value: text }]
    c.unreadable.add(key)
    return []
  })
}

/** The document of an included file; read once a check. */
function open(c: Checking, path: string, name: string, span: Span): Document | undefined {
  if (c.documents.has(path)) return c.documents.get(path)
  const bytes = c.host.readFile(path)
  if (!(bytes instanceof Uint8Array)) {
    add(c, [{ ...bytes, span }])
    c.documents.set(path, undefined)
    return undefined
  }
  const read = readDocument(bytes, path, joinPath(c.here.source.shown, name))
  const document = 'document' in read ? read.document : undefined
  c.documents.set(path, document)
  const source = 'document' in read ? read.document.source : read.source
  if (source !== undefined) c.sources.set(path, source)
  // Beyond the limit of sizes there is no text to point into: the step that includes it is the place.
  const problems = 'problems' in read ? read.problems : (read.document.mistakes ?? [])
  if (problems.length > 0)
    add(
      c,
      problems.map((problem) =>
        problem.span === undefined ? { ...problem, span } : { ...problem, includedFrom: span },
      ),
    )
  return document
}

/** A list of steps, or a map of `steps` with defaults for variables in `vars`. */
function included(
  c: Checking,
  { root }: Document,
  given: readonly { readonly name: string; readonly value: Template }[],
  around: Around,
): Body | undefined {
  if (root.type === 'list') return { verb: 'with', vars: given, steps: around.steps(c, root, 'include') }
  const map = root.type === 'map' ? root : undefined
  const keys =
    map === undefined ? {} : keyed(c, map, ['about', 'vars', 'steps'], 'an included file, which has only steps')
  if (keys.steps === undefined) {
    report(c, 'missing-key', 'an included file is a list of steps, or has “steps”', root.span, 'begin it with “steps:”')
    return lose(c, 'anything')
  }
  const defaults =
    keys.vars === undefined
      ? []
      : variables(c, keys.vars).filter(({ name }) => !given.some((other) => other.name === name))
  return { verb: 'with', vars: [...given, ...defaults], steps: around.steps(c, keys.steps.value, 'steps') }
}

type Body = {
  readonly verb: 'with'
  readonly vars: readonly { readonly name: string; readonly value: Template }[]
  readonly steps: readonly Step[]
}
