import type * as z from 'zod'
import { parseRegex } from '../text/regex.ts'
import { didYouMean, distance } from '../text/suggest.ts'
import type { WrittenPattern, WrittenRule } from './written.ts'

/** Why a rule makes no sense as a whole, and the key that it lies at. */
export function mistakeOf(
  { on, when, close, reset, ignore }: WrittenRule,
  deed: string | undefined,
): { error: string; at?: string } | undefined {
  if (on === undefined && when === undefined) return { error: 'missing', at: 'when' }
  if (on !== undefined && when !== undefined)
    return { error: '“on” and “when” both say when it applies; make two rules of them', at: 'on' }
  if (close === true && reset === true) return { error: '“close” and “reset” are two ends; keep one', at: 'reset' }
  if (deed !== undefined && (close === true || reset === true))
    return { error: `“${deed}” goes on, and the connection ends; keep one`, at: deed }
  if (on !== undefined && ignore === true) return { error: '“ignore” is about lines; take it out', at: 'ignore' }
  return undefined
}

/** Words for moments of a connection that are no other’s misspellings. */
const otherMoments = {
  accept: ['connect'],
  accepted: ['connect'],
  close: ['end'],
  closed: ['end'],
  connected: ['connect'],
  connection: ['connect'],
  disconnect: ['end'],
  eof: ['end'],
  fin: ['end'],
  open: ['connect'],
  start: ['connect'],
}

/** What to do about a key of rules that are about connections, for a kind that has none. */
export function connectionless(keys: string, moments: readonly string[]): string | undefined {
  if (moments.length > 0 || !/^(?:on|close|reset)(?:,|$)/.test(keys)) return undefined
  return keys.startsWith('on')
    ? 'it has no connections that begin or end: answer what comes, with “when”'
    : 'it has no connections that end: take it out'
}

/** What to write instead of a word that is no moment of a connection. */
export function momentHint(written: unknown, moments: readonly string[]): string | undefined {
  if (typeof written !== 'string') return undefined
  return (
    didYouMean(written, moments, undefined, otherMoments) ??
    `“on” is about the connection; for a line that comes, write “when: ${written}”`
  )
}

/** States that no rule leads to, or that are misspelt where one does: the conversation begins in one without a name. */
export function knownStates(rules: readonly WrittenRule[], context: z.RefinementCtx): void {
  const reached = new Set(rules.flatMap(({ go }) => go ?? []))
  const asked = new Set(rules.flatMap((rule) => rule.in ?? []))
  for (const [index, rule] of rules.entries()) {
    for (const name of [rule.in ?? []].flat())
      if (!reached.has(name)) {
        const path = typeof rule.in === 'string' ? [index, 'in'] : [index, 'in', (rule.in ?? []).indexOf(name)]
        const hint = didYouMean(name, reached) ?? `add “go: ${name}” to the rule that leads there`
        context.addIssue({ code: 'custom', path, message: `no rule goes to a state “${name}”`, params: { hint } })
      }
    const { go } = rule
    const meant = go === undefined || asked.has(go) ? undefined : [...asked].find((name) => isMisspelt(go, name))
    if (meant === undefined || !reached.has(meant)) continue
    const message = `no rule is in a state “${go}”, and some are in “${meant}”`
    const hint = `did you mean “${meant}”? Otherwise, give the state a name that is less alike`
    context.addIssue({ code: 'custom', path: [index, 'go'], message, params: { hint } })
  }
}

/** Names that differ in a number are two names; others that differ in a letter, or in how they are written, are one. */
function isMisspelt(name: string, other: string): boolean {
  const [one, two] = [name, other].map((each) => each.toLowerCase().replaceAll(/[\s_-]/g, ''))
  if (one === two) return true
  const withoutDigits = [one, two].map((each) => each!.replaceAll(/\d/g, ''))
  return one!.length > 3 && withoutDigits[0] !== withoutDigits[1] && distance(one!, two!) === 1
}

/** Rules that can never apply, since one before them fits all that they fit. */
export function reachable(rules: readonly WrittenRule[], context: z.RefinementCtx): void {
  for (const [index, rule] of rules.entries()) {
    const before = rules.slice(0, index).findIndex((other) => covers(other, rule))
    if (before < 0) continue
    const isList = Array.isArray(rule.when)
    const message = `rule ${index + 1} never applies: rule ${before + 1} before it fits whatever it fits`
    const hint = `put it before rule ${before + 1}; the first rule that fits applies`
    const path = [
      index,
      rule.when === undefined ? 'on' : 'when',
      ...(isList ? [(rule.when as unknown[]).length - 1] : []),
    ]
    context.addIssue({ code: 'custom', path, message, params: { hint } })
  }
}

/** Whether a rule applies wherever the other, behind it, could. */
function covers(rule: WrittenRule, other: WrittenRule): boolean {
  if (rule.times !== undefined || rule.on !== other.on) return false
  const states = [rule.in ?? []].flat()
  const others = [other.in ?? []].flat()
  if (states.length > 0 && (others.length === 0 || others.some((state) => !states.includes(state)))) return false
  if (rule.on !== undefined) return true
  const [pattern, ...more] = [rule.when ?? []].flat()
  const last = [other.when ?? []].flat().at(-1)
  return pattern !== undefined && more.length === 0 && last !== undefined && fitsMore(pattern, last)
}

/** A regex that fits every line. */
const everything = /^\/(?:\^|\^?\.\*\$?|\^?\(\?:\)\$?)\/[a-z]*$/

/** Whether a pattern fits all that another does, as far as that can be seen from how they are written. */
function fitsMore(pattern: WrittenPattern, other: WrittenPattern): boolean {
  if (JSON.stringify(pattern) === JSON.stringify(other)) return true
  if (typeof pattern === 'string' && everything.test(pattern)) return typeof other === 'string' || !('bytes' in other)
  const [text, longer] = [textOf(pattern), textOf(other)]
  return text !== undefined && longer !== undefined && longer.startsWith(text)
}

function textOf(pattern: WrittenPattern): string | undefined {
  if (typeof pattern === 'string') return parseRegex(pattern) === undefined ? pattern : undefined
  return 'text' in pattern ? pattern.text : undefined
}
