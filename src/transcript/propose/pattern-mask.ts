import { legibleRegex } from '../../text/regex.ts'
import type { Differing, PatternMask } from './proposal.ts'
import { wordBefore } from './word-before.ts'
import { differingValues, type DifferingValue } from './values.ts'

/** What the transcript has in the place of other texts, and escapes: masks see something else there. */
const notRaw = /[<>\\]/
/** Numbers beside a value may be others another time. */
const notSteady = /[<>\\\d]/
const aliased = /<[\w .#-]+>/g
const anything = /^\.[+*]$/
const nameable = /^\p{L}[\p{L}_-]{0,15}$/u

/** Where a pattern matches what must keep its text. */
type Touches = (pattern: RegExp) => boolean

/**
 * Masks for what differs in one line, a value each: the pattern of the value with the words around it, as few as are needed so that it
 * finds nothing else. None where the texts have nothing in common beside the value.
 */
export function patternMasks(
  { lane, texts, step }: Differing,
  touchesOthers: (lane?: string) => Touches,
): PatternMask[] {
  const values = differingValues(texts)
  const masks: PatternMask[] = []
  // A name for any text at all would hide anything.
  if (values.some(({ shape }) => anything.test(shape.source))) return []
  for (const [index, value] of values.entries()) {
    if (isOtherWord(texts, value)) continue
    const { candidates, as } = patternsFor(texts, value, values[index - 1], values[index + 1])
    const alone = (touches: Touches) => candidates.find((source) => !touches(new RegExp(source)))
    const everywhere = alone(touchesOthers())
    const onLane = alone(touchesOthers(lane))
    const [shortest] = candidates
    if (shortest === undefined) return wholeLine(texts[0] as string, values, lane)
    if (everywhere !== undefined) masks.push({ match: everywhere, as })
    else if (onLane !== undefined) masks.push({ match: onLane, as, lane })
    else masks.push(step === undefined ? { match: shortest, as, lane } : { match: shortest, as, step })
  }
  return masks
}

/** Patterns that find the value in each text and nothing else there, those with the fewest words first. */
function patternsFor(
  texts: readonly string[],
  value: DifferingValue,
  previous: DifferingValue | undefined,
  next: DifferingValue | undefined,
): { readonly candidates: readonly string[]; readonly as: string } {
  const [text] = texts as [string]
  const [start, end] = value.places[0] as readonly [number, number]
  const lead = text.slice(previous?.places[0]![1] ?? 0, start)
  const rest = text.slice(end, next?.places[0]![0] ?? text.length)
  for (const border of [notSteady, notRaw]) {
    const before = lead.split(border).at(-1) as string
    const after = rest.split(border)[0] as string
    const bounds = {
      starts: previous === undefined && before.length === start,
      ends: next === undefined && after.length === text.length - end,
    }
    const alone = isMoment(value) ? [`\\b(${value.shape.source})\\b`] : []
    const around = [...alone, ...patternsAround(before, after, value.shape.source, bounds)]
    const candidates = around.filter((source) => findsOnly(source, texts, value))
    if (candidates.length > 0) return { candidates, as: `<${nameOf(lead.split(notRaw).at(-1) as string, value)}>` }
  }
  return { candidates: [], as: '' }
}

/** A time is known by its form; words around it would make a mask of each line. */
const isMoment = ({ shape }: DifferingValue): boolean => shape.name === 'time' || shape.name === 'date'

/** A word of letters became another: they are two messages, or two that came in another order, and not one with a value in it. */
function isOtherWord(texts: readonly string[], { places }: DifferingValue): boolean {
  const values = texts.map((text, at) => text.slice(...(places[at] as readonly [number, number])))
  if (values.some((value) => /\p{N}/u.test(value)) || !values.some((value) => /\p{L}/u.test(value))) return false
  // What is long may be random, unless it goes on as the other one does.
  const goesOn = values.some((one) => values.some((other) => other !== one && one !== '' && other.startsWith(one)))
  return goesOn || values.every((value) => value.length < 12)
}

/** Patterns with more and more of the words around the value. */
function* patternsAround(
  before: string,
  after: string,
  value: string,
  { starts, ends }: { readonly starts: boolean; readonly ends: boolean },
): Iterable<string> {
  // An address such as 127.0.0.1 is one word.
  const words = /\d+(?:\.\d+)+|[\p{L}\p{N}_]+|[^\p{L}\p{N}_]+/gu
  const leads = steps(before.match(words) ?? [], -1)
  if (starts && leads.at(-1) !== before) leads.push(before)
  const rests = steps(after.match(words) ?? [], 1).slice(0, 3)
  for (const [index, lead] of leads.entries()) {
    if (lead !== '') yield `${legibleRegex(lead)}(${value})`
    if (/^\w/.test(lead)) yield `\\b${legibleRegex(lead)}(${value})`
    for (const rest of rests) yield `${legibleRegex(lead)}(${value})${legibleRegex(rest)}`
    if (starts && index === leads.length - 1) {
      if (lead + after !== '') yield `^${legibleRegex(lead)}(${value})`
      if (ends) yield `^${legibleRegex(lead)}(${value})${legibleRegex(after)}$`
    }
  }
  if (leads.length === 0) for (const rest of rests) yield `(${value})${legibleRegex(rest)}`
}

/** The beginnings (1) or the ends (-1) of a text up to its first word, its second, and so on. */
function steps(parts: readonly string[], side: 1 | -1): string[] {
  const inOrder = side === 1 ? [...parts] : [...parts].reverse()
  const found: string[] = []
  let text = ''
  for (const part of inOrder) {
    text = side === 1 ? text + part : part + text
    if (/[\p{L}\p{N}_]/u.test(part)) found.push(text)
  }
  return found
}

/** True when the pattern finds the value in each text, and nothing else. */
function findsOnly(source: string, texts: readonly string[], { places }: DifferingValue): boolean {
  const pattern = new RegExp(source, 'dg')
  return texts.every((text, at) => {
    const found = [...text.matchAll(pattern)]
    const [start, end] = found[0]?.indices?.[1] ?? []
    return found.length === 1 && start === places[at]![0] && end === places[at]![1]
  })
}

/** The word before the value names it. */
function nameOf(before: string, { shape }: DifferingValue): string {
  const word = wordBefore(before)
  if (['time', 'date', 'address'].includes(shape.name) || word === undefined) return shape.name
  return nameable.test(word) ? word : shape.name
}

/** One mask for all values, where they stand too close together for a mask each. */
function wholeLine(text: string, values: readonly DifferingValue[], lane: string): PatternMask[] {
  let [match, as, from] = ['^', '', 0]
  for (const { places, shape } of values) {
    const [start, end] = places[0] as readonly [number, number]
    const part = text.slice(from, start)
    if (part.includes('\\')) return []
    match += literal(part) + shape.source
    as += `${part}<${shape.name}>`
    from = end
  }
  const rest = text.slice(from)
  if (values.length === 1) return []
  if (rest.includes('\\') || !/[\p{L}\p{N}]/u.test(text.replaceAll(aliased, ''))) return []
  return [{ match: `${match}${literal(rest)}$`, as: as + rest, lane }]
}

/** What stands under a name may be any text. */
const literal = (text: string): string => text.split(aliased).map(legibleRegex).join('\\S+')
