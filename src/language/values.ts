import type { Pattern, Template } from '../model/scenario.ts'
import type { Argument, YamlNode, YamlEntry, YamlList, YamlMap, YamlScalar } from '../model/yaml-node.ts'
import { hasPlaceholders } from '../coercion/fits.ts'
import { plainArgument } from '../coercion/argument.ts'
import { mistakesIn, spanWithin } from '../coercion/placeholders.ts'
import { shown } from '../coercion/wording.ts'
import { mistakeInRegex, parseRegex, type WrittenRegex } from '../text/regex.ts'
import { didYouMean } from '../text/suggest.ts'
import { fillTemplate, parseTemplate } from '../text/template.ts'
import { parseDuration, parseSize } from '../text/units.ts'
import { add, report } from './checking.ts'
import type { Checking } from './checking.ts'
import { namePattern, takenNames } from './json-schema/names.ts'
import { either } from '../text/either.ts'

export { shown }

/** True for a key or an item with nothing behind it. */
export const isNothing = (node: YamlNode): boolean => node.type === 'scalar' && node.plain && node.source === ''

export function asMap(c: Checking, node: YamlNode, label: string, example: string): YamlMap | undefined {
  if (node.type === 'map') return node
  report(c, 'wrong-type', `“${label}” takes a map, not ${shown(node)}`, node.span, `write ${example}`)
  return undefined
}

export function asList(c: Checking, node: YamlNode, label: string, example: string): YamlList | undefined {
  if (node.type === 'list') return node
  report(c, 'wrong-type', `“${label}” takes a list, not ${shown(node)}`, node.span, `write ${example}`)
  return undefined
}

/** One or a list of them. */
export const itemsOf = (node: YamlNode): readonly YamlNode[] => (node.type === 'list' ? node.items : [node])

/** A scalar with text in it; anything else is reported. */
export function asText(c: Checking, node: YamlNode, label: string): YamlScalar | undefined {
  if (node.type !== 'scalar') {
    report(c, 'wrong-type', `“${label}” takes text, not ${shown(node)}`, node.span, 'if it is text, quote it')
    return undefined
  }
  if (!isNothing(node)) return node
  report(c, 'missing-text', `“${label}” has no text`, node.span, 'write it behind the colon; an empty text is ""')
  return undefined
}

/** Text in which `${placeholders}` may stand. */
export function textOf(c: Checking, node: YamlNode, label: string): Template | undefined {
  const scalar = asText(c, node, label)
  return scalar === undefined ? undefined : templateOf(c, scalar)
}

/** Text that must be known before anything runs. */
export function fixedText(c: Checking, node: YamlNode, label: string): string | undefined {
  const scalar = asText(c, node, label)
  if (scalar === undefined) return undefined
  if (!hasPlaceholders(scalar)) return scalar.source.replaceAll('$${', '${')
  report(c, 'invalid-value', `“${label}” cannot hold variables`, scalar.span, 'write the value itself')
  return undefined
}

/** A scalar's text, or a part of it, cut at its placeholders. */
export function templateOf(c: Checking, scalar: YamlScalar, from = 0, to = scalar.source.length): Template {
  const text = scalar.source.slice(from, to)
  if (!text.includes('${')) return { parts: text === '' ? [] : [text], span: scalar.span }
  const { parts, mistakes } = parseTemplate(text)
  for (const { message, hint, start, end } of mistakes)
    report(c, 'invalid-value', message, spanWithin(scalar, from + start, from + end), hint)
  return {
    parts: parts.map((part) =>
      typeof part === 'string'
        ? part
        : { name: part.name, span: spanWithin(scalar, from + part.start, from + part.end) },
    ),
    span: scalar.span,
  }
}

/** Any value, as YAML reads it, in which placeholders may stand. */
export function anything(c: Checking, node: YamlNode): Argument {
  add(c, mistakesIn(node))
  return plainArgument(node)
}

/** `some text`, `/regex/flags`, or `{ text: … }` for any text. The template of a regex is its source, without the slashes. */
export function patternOf(c: Checking, node: YamlNode, label: string): Pattern | undefined {
  if (node.type === 'map') return literalOf(c, node, label)
  const scalar = asText(c, node, label)
  if (scalar === undefined) return undefined
  const regex = parseRegex(scalar.source)
  if (regex === undefined) return { kind: 'text', template: templateOf(c, scalar), flags: '', span: scalar.span }
  if (!checkRegex(c, scalar, regex)) return undefined
  const template = templateOf(c, scalar, 1, 1 + regex.source.length)
  return { kind: 'regex', template, flags: regex.flags, span: scalar.span }
}

/** `{ text: /usr/ }`: the text, with its slashes. */
function literalOf(c: Checking, map: YamlMap, label: string): Pattern | undefined {
  const hint = `write “${label}: /re/” for a regex, or “${label}: { text: … }” for a text`
  const [entry, ...others] = map.entries
  if (entry?.key !== 'text' || others.length > 0) {
    const key = map.entries.find((each) => each.key !== 'text')
    const forms = `“${label}” is a text, a /regex/ or { text: … }`
    if (key === undefined) report(c, 'missing-key', `${forms}, and this map is empty`, map.span, hint)
    else report(c, 'unknown-key', `${forms}, and “${key.key}” is none of them`, key.keySpan, hint)
    return undefined
  }
  const template = textOf(c, entry.value, 'text')
  return template === undefined ? undefined : { kind: 'text', template, flags: '', span: entry.value.span }
}

/** A regex with some letter in the place of each variable. */
export const sampleOf = ({ source, flags }: WrittenRegex): WrittenRegex => ({
  source: fillTemplate(source, () => 'x'),
  flags,
})

/** Reports a regex that does not compile. */
export function checkRegex(c: Checking, scalar: YamlScalar, regex: WrittenRegex): boolean {
  const mistake = mistakeInRegex(sampleOf(regex))
  if (mistake === undefined) return true
  report(
    c,
    'invalid-regex',
    `this regex does not compile: ${mistake}`,
    scalar.span,
    'correct it, or write { text: … } if it is plain text',
  )
  return false
}

/** Reads a number with its unit, known before anything runs. */
const measured =
  (parse: (text: string) => number | undefined, what: string, examples: string) =>
  (c: Checking, node: YamlNode, label: string): number | undefined => {
    const text = fixedText(c, node, label)
    if (text === undefined) return undefined
    const read = parse(text)
    if (read === undefined) {
      const hint = `write a number with its unit: ${examples}`
      report(c, 'invalid-value', `“${label}” is ${shown(node)}, which is not a ${what}`, node.span, hint)
    }
    return read
  }

/** Milliseconds. */
export const durationOf = measured(parseDuration, 'duration', '250ms, 5s or 2m')

/** `64KiB`, `10MB` in bytes, at least one. */
export const sizeOf = measured((text) => parseSize(text) || undefined, 'size', '64KiB, 1MiB or 10MB')

export function oneOf<T extends string>(
  c: Checking,
  node: YamlNode,
  label: string,
  values: readonly T[],
): T | undefined {
  const text = fixedText(c, node, label)
  if (text === undefined) return undefined
  const found = values.find((value) => value === text)
  if (found === undefined)
    report(
      c,
      'invalid-value',
      `“${label}” is ${shown(node)}: expected ${either(values)}`,
      node.span,
      didYouMean(text, values) ?? (values.length === 1 ? `write “${label}: ${values[0]}”` : undefined),
    )
  return found
}

const taken: readonly string[] = takenNames

/** A name that can stand in `${…}`: of an actor or a variable. */
export function checkName(c: Checking, name: string, span: YamlEntry['keySpan'], what: string): boolean {
  if (namePattern.test(name) && !taken.includes(name)) return true
  const message = taken.includes(name)
    ? `“${name}” is a name of the language, so no ${what} can have it`
    : `“${name}” cannot name ${/^[aeiou]/.test(what) ? 'an' : 'a'} ${what}`
  report(
    c,
    'invalid-value',
    message,
    span,
    taken.includes(name) ? 'take another name' : 'take letters, digits, _ and -, and begin with a letter',
  )
  return false
}

/** Reports keys that are none of those known; returns the known ones. */
export function keyed<K extends string>(
  c: Checking,
  map: YamlMap,
  known: readonly K[],
  where: string,
  elsewhere: (key: string) => string | undefined = () => undefined,
): Partial<Record<K, YamlEntry>> {
  const found: Partial<Record<K, YamlEntry>> = {}
  for (const entry of map.entries) {
    const key = known.find((each) => each === entry.key)
    if (key === undefined)
      report(
        c,
        'unknown-key',
        `“${entry.key}” is not known in ${where}`,
        entry.keySpan,
        didYouMean(entry.key, known, undefined, c.registry.words) ??
          elsewhere(entry.key) ??
          didYouMean(entry.key, known, 'it knows'),
      )
    else found[key] = entry
  }
  return found
}
