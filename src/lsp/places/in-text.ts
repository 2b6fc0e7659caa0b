import type { YamlEntry, YamlNode, YamlScalar } from '../../model/yaml-node.ts'
import type { Gathering, Place } from './place.ts'

/** The text of a scalar as it stands in the file, without its quotes, and where it begins. */
export function written(
  { text }: Gathering,
  { span }: Pick<YamlScalar, 'span'>,
): { readonly raw: string; readonly start: number } {
  const whole = text.slice(span.start, span.end)
  const quoted = /^(["'])([^]*)\1$/.exec(whole)
  return quoted === null ? { raw: whole, start: span.start } : { raw: quoted[2]!, start: span.start + 1 }
}

/** Every scalar in a value, keys included, as a piece of text with its place. */
export function* scalarsAndKeys(node: YamlNode): Generator<Pick<YamlScalar, 'span'>> {
  if (node.type === 'scalar') yield node
  else if (node.type === 'list') for (const item of node.items) yield* scalarsAndKeys(item)
  else
    for (const { keySpan, value } of node.entries) {
      yield { span: keySpan }
      yield* scalarsAndKeys(value)
    }
}

const placeholder = /(?<!\$)\$\{([A-Za-z_][\w-]*)((?:#[\w-]+)?)((?:\.[\w.-]*)?)\}/g

/** The names in `${…}` anywhere in a value: variables, or an actor and its fact. `own` are variables of a scope of their own. */
export function namesInBraces(
  g: Gathering,
  node: YamlNode,
  own?: { readonly names: ReadonlySet<string>; readonly scope: string },
): void {
  for (const scalar of scalarsAndKeys(node)) {
    const { span } = scalar
    const raw = g.text.slice(span.start, span.end)
    if (!raw.includes('${')) continue
    for (const match of raw.matchAll(placeholder)) {
      const [, head = '', hash = '', rest = ''] = match
      const start = span.start + match.index + 2
      g.places.push(...ofPlaceholder(head, hash, rest, start, own))
    }
  }
}

function ofPlaceholder(
  head: string,
  hash: string,
  rest: string,
  start: number,
  own?: { readonly names: ReadonlySet<string>; readonly scope: string },
): Place[] {
  const end = start + head.length
  if (rest === '' && hash === '') {
    const scope = own?.names.has(head) === true ? { scope: own.scope } : {}
    return [{ of: 'variable', name: head, start, end, ...scope }]
  }
  const fact = end + hash.length + 1
  const caller: Place[] =
    hash === '' || /^#\d*$/.test(hash)
      ? []
      : [{ of: 'actor', name: hash.slice(1), start: end + 1, end: end + hash.length }]
  return [
    { of: 'actor', name: head, start, end },
    ...caller,
    { of: 'fact', name: rest.slice(1), scope: head, start: fact, end: fact + rest.length - 1 },
  ]
}

const group = /\(\?<([A-Za-z_$][\w$]*)[\s>]/g
const backreference = /\\k<([A-Za-z_$][\w$]*)>/g

/** The named groups of the regexes, and of the patterns of bytes, in a value. */
export function groupsIn(g: Gathering, node: YamlNode, as: Pick<Place, 'of' | 'scope'>): string[] {
  const names: string[] = []
  for (const { span } of scalarsOf(node)) {
    const raw = g.text.slice(span.start, span.end)
    if (!raw.includes('(?<')) continue
    for (const [pattern, offset, gives] of [
      [group, 3, { gives: true as const }],
      [backreference, 3, {}],
    ] as const)
      for (const match of raw.matchAll(pattern)) {
        const name = match[1]!
        const start = span.start + match.index + offset
        g.places.push({ ...as, name, start, end: start + name.length, ...gives })
        names.push(name)
      }
  }
  return names
}

function* scalarsOf(node: YamlNode): Generator<YamlScalar> {
  if (node.type === 'scalar') yield node
  else if (node.type === 'list') for (const item of node.items) yield* scalarsOf(item)
  else for (const { value } of node.entries) yield* scalarsOf(value)
}

/** The name that a whole scalar, or a key, is. */
export function nameAt(g: Gathering, at: Pick<YamlScalar, 'span'>, place: Omit<Place, 'name' | 'start' | 'end'>): void {
  const { raw, start } = written(g, at)
  if (raw !== '' && !raw.includes('${')) g.places.push({ ...place, name: raw, start, end: start + raw.length })
}

/** An actor as steps name it: `server`, `server#2`, `server#client`, `group#7`. */
export function targetAt(g: Gathering, at: Pick<YamlScalar, 'span'>, named: Pick<Place, 'verb' | 'isKey'> = {}): void {
  const { raw, start } = written(g, at)
  let from = 0
  for (const part of raw.split('#')) {
    const place = { of: 'actor' as const, name: part, start: start + from, end: start + from + part.length }
    if (from === 0) g.places.push({ ...place, ...named })
    else if (!/^\d*$/.test(part) && !part.includes('${') && part !== 'latest')
      g.places.push(named.isKey === true ? { ...place, isKey: true } : place)
    from += part.length + 1
  }
}

export const entryOf = (node: YamlNode, key: string): YamlEntry | undefined =>
  node.type === 'map' ? node.entries.find((entry) => entry.key === key) : undefined
