import type { Problem } from '../model/problem.ts'
import type { Schema, SchemaIssue } from '../model/plugin.ts'
import type { YamlNode } from '../model/yaml-node.ts'
import type { OtherWords } from '../text/other-words.ts'
import { didYouMean } from '../text/suggest.ts'
import { tolerated } from './fits.ts'
import { keysOf, nodeAt, schemaAt } from './schema-def.ts'
import { roleOf } from './schemas.ts'
import { invalid, ownMessage, wrongType } from './wording.ts'
import type { Issue } from './wording.ts'

/** A schema's complaints as problems with places: authors of plugins handle no positions. */
export function explain(issues: readonly SchemaIssue[], root: YamlNode, schema: Schema, how: Explaining): Problem[] {
  return firstOnes(issues as readonly Issue[], root).flatMap((issue) => one(issue, [...issue.path], root, schema, how))
}

/** Without those that follow from a key that is not known, most likely misspelt: another is missing there, or the map is not right as a whole. */
function firstOnes(issues: readonly Issue[], root: YamlNode): readonly Issue[] {
  const odd = new Set(issues.flatMap(({ code, path }) => (code === 'unrecognized_keys' ? [path.join('\n')] : [])))
  if (odd.size === 0) return issues
  return issues.filter(({ code, path }) => {
    if (code === 'unrecognized_keys') return true
    const { depth } = nodeAt(root, path)
    if (depth === path.length - 1) return !odd.has(path.slice(0, -1).join('\n'))
    return code !== 'custom' || !odd.has(path.join('\n'))
  })
}

/** Keys that stand among those of a schema and are not its own. */
export interface OtherKeys {
  /** Those that are taken out before, such as `strict` of any actor. */
  readonly known: readonly string[]
  /** What to write instead of a key that authors try. */
  readonly hints: Readonly<Record<string, string>>
  /** Words that other tools use for those that are known. */
  readonly words?: OtherWords
  /** What to say of a key that is near to none. */
  readonly elsewhere?: (key: string) => string | undefined
}

interface Explaining {
  /** Placeholders may still become any value. */
  readonly lenient: boolean
  readonly others: OtherKeys | undefined
}

function one(issue: Issue, path: PropertyKey[], root: YamlNode, schema: Schema, how: Explaining): Problem[] {
  if (how.lenient && tolerated({ ...issue, path }, root)) return []
  const { node, depth } = nodeAt(root, path)
  const label = [...path].reverse().find((part) => typeof part === 'string')
  if (depth < path.length) {
    const name = String(path[depth])
    const hint = `add “${name}: …”`
    return [{ code: 'missing-key', message: `“${name}” is missing`, span: node.span, hint }]
  }
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(
        issue,
        path,
        node,
        schema,
        path.length === 0 ? how.others : { known: [], hints: {}, ...wordsOf(how.others) },
      )
    case 'invalid_union':
      return union(issue, path, root, node, label, schema, how)
    case 'invalid_key':
      return [invalidKey(issue, root, path)]
    case 'invalid_type':
      return [wrongType([issue], node, label)]
    default:
      return [invalid(issue, node, label)]
  }
}

/** Words of other tools are known at any depth. */
const wordsOf = (others: OtherKeys | undefined): Pick<OtherKeys, 'words'> =>
  others?.words === undefined ? {} : { words: others.words }

function unknownKeys(
  issue: Issue,
  path: PropertyKey[],
  node: YamlNode,
  schema: Schema,
  { known: others, hints, words, elsewhere }: OtherKeys = { known: [], hints: {} },
): Problem[] {
  const own = new Set(schemaAt(schema, path).flatMap((each) => [...(keysOf(each) ?? [])]))
  const known = [...own, ...others.filter((key) => !own.has(key))]
  return (issue.keys ?? []).map((key) => {
    const span =
      (node.type === 'map' ? node.entries.find((entry) => entry.key === key)?.keySpan : undefined) ?? node.span
    if (own.has(key)) return together(issue, key, node, span)
    const hint = Object.hasOwn(hints, key)
      ? hints[key]!
      : (ownMessage(issue) ??
        didYouMean(key, known, undefined, words) ??
        elsewhere?.(key) ??
        didYouMean(key, known, 'it knows') ??
        'it takes no options')
    return { code: 'unknown-key', message: `“${key}” is not known here`, span, hint }
  })
}

/** Of several forms a map may have one, and this key belongs to another form than the keys beside it. */
function together({ keys = [] }: Issue, key: string, node: YamlNode, span: Problem['span']): Problem {
  const beside = node.type === 'map' ? node.entries.filter((entry) => !keys.includes(entry.key)) : []
  const message = `“${key}” does not go together with “${beside[0]?.key ?? ''}”`
  return { code: 'unknown-key', message, span, hint: 'keep one of them' }
}

function invalidKey(issue: Issue, root: YamlNode, path: PropertyKey[]): Problem {
  const { node } = nodeAt(root, path.slice(0, -1))
  const key = String(path.at(-1))
  const span = (node.type === 'map' ? node.entries.find((entry) => entry.key === key)?.keySpan : undefined) ?? node.span
  const why = issue.issues?.[0]?.message
  return {
    code: 'invalid-value',
    message: `“${key}” cannot be a key here${why === undefined ? '' : `: ${why.toLowerCase()}`}`,
    span,
  }
}

/** True when a branch of a union wants something else altogether. */
const shallow = (branch: readonly Issue[]): boolean =>
  branch.every((inner) => inner.path.length === 0 && (inner.code === 'invalid_type' || inner.code === 'invalid_value'))

const depth = (branch: readonly Issue[]): number => Math.max(...branch.map((inner) => inner.path.length))

/** The branches of a union, with those of unions that are branches of it. */
const branchesOf = ({ errors = [] }: Issue): readonly (readonly Issue[])[] =>
  errors.flatMap((branch) => {
    const [only, ...others] = branch
    const isUnion = only?.code === 'invalid_union' && only.path.length === 0 && (only.errors ?? []).length > 0
    return isUnion && others.length === 0 ? branchesOf(only) : [branch]
  })

/** Without those that want the name of an actor, where a map or a list stands. */
function meantBranches(issue: Issue, options: readonly Schema[], node: YamlNode): readonly (readonly Issue[])[] {
  const branches = branchesOf(issue)
  if (node.type === 'scalar' || options.length !== branches.length) return branches
  const meant = branches.filter((_, index) => roleOf(options[index]!) !== 'actor')
  return meant.length === 0 ? branches : meant
}

/** The branch of a union that fits best speaks: of those that take this kind of thing, the one that came deepest. */
function union(
  issue: Issue,
  path: PropertyKey[],
  root: YamlNode,
  node: YamlNode,
  label: string | undefined,
  schema: Schema,
  how: Explaining,
): Problem[] {
  const branches = meantBranches(issue, schemaAt(schema, path), node).map((branch) =>
    branch.filter((inner) => !how.lenient || !tolerated(inner, node)),
  )
  if (branches.length === 0) return [invalid(issue, node, label)]
  const deep = branches.filter((branch) => !shallow(branch))
  if (deep.length === 0) return [wrongType(branches.flat(), node, label, ownMessage(issue))]
  const best = deep.sort((a, b) => a.length - b.length || depth(b) - depth(a))[0]!
  return firstOnes(best, node).flatMap((inner) => one(inner, [...path, ...inner.path], root, schema, how))
}
