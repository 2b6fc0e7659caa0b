import type { Draft } from '../draft.ts'
import { freeName, wantedAt, withWanted } from './edit-draft.ts'
import { mapSteps } from '../map-draft.ts'
import type { FailureRepair } from './repair.ts'

const byte = /^[\da-f]{2}$/i

/**
 * Bytes came that differ from those that were recorded: each that differs may be any. Where a later step has the same bytes, as an answer
 * has the id of its question, they are captured, and stand there by their name.
 */
export const volatileBytes: FailureRepair = (draft, { failure, place }) => {
  const found = wantedAt(draft, place)
  if (place === undefined || found === undefined || !('hex' in found.wanted)) return undefined
  const now = failure?.nearest?.text.match(/\b[\da-f]{2}\b/gi) ?? []
  const tokens = found.wanted.hex.match(/\(\?<\w+>|\)|\S+?(?=\s|\)|$)/g) ?? []
  const runs = differingRuns(tokens, now)
  if (runs.length === 0) return undefined
  const next = [...tokens]
  let others = draft
  const findings: string[] = []
  for (const run of [...runs].reverse()) {
    const [from, to] = usedLater(draft, place.step, tokens, run) ?? run
    const recorded = tokens.slice(from, to)
    const open = recorded.map(() => '??').join(' ')
    const later = usedLater(draft, place.step, tokens, [from, to])
    if (later === undefined) {
      next.splice(from, to - from, open)
      findings.push(`bytes ${recorded.join(' ')} of ${found.target} were others, so any are expected`)
      continue
    }
    const name = freeName(others, 'id')
    next.splice(from, to - from, `(?<${name}> ${open})`)
    others = withBytes(others, place.step, recorded.join(' '), `\${${name}}`)
    findings.push(`bytes ${recorded.join(' ')} of ${found.target}: captured as \${${name}}, since they are used later`)
  }
  const changed = withWanted(others, place, { ...found.wanted, hex: next.join(' ') })
  return { draft: changed, findings: findings.reverse() }
}

/** Stretches of bytes outside of groups that differ, as places among the tokens; none where more than half of all differ. */
function differingRuns(tokens: readonly string[], now: readonly string[]): (readonly [number, number])[] {
  const runs: [number, number][] = []
  let at = 0
  let depth = 0
  let differing = 0
  for (const [index, token] of tokens.entries()) {
    if (token.startsWith('(')) depth += 1
    else if (token === ')') depth -= 1
    else {
      const other = now[at++]
      if (other === undefined) return []
      if (depth > 0 || !byte.test(token) || token.toLowerCase() === other.toLowerCase()) continue
      differing += 1
      const last = runs.at(-1)
      if (last !== undefined && last[1] === index) last[1] = index + 1
      else runs.push([index, index + 1])
    }
  }
  return at !== now.length || differing * 2 > at + 2 ? [] : runs
}

/**
 * The stretch, or one byte more where its length is odd, if later steps have these bytes. Ids have 2, 4 or 8 bytes, and one of them may
 * be the same by accident.
 */
function usedLater(
  draft: Draft,
  step: number,
  tokens: readonly string[],
  [from, to]: readonly [number, number],
): readonly [number, number] | undefined {
  const isOdd = (to - from) % 2 === 1
  const stretches: readonly (readonly [number, number])[] = isOdd
    ? [
        [from - 1, to],
        [from, to + 1],
      ]
    : [[from, to]]
  return stretches.find(([start, end]) => {
    const bytes = tokens.slice(Math.max(0, start), end)
    if (start < 0 || bytes.length < end - start || !bytes.every((each) => byte.test(each))) return false
    return draft !== withBytes(draft, step, bytes.join(' '), '')
  })
}

/** The draft with something else in the place of bytes, in the steps behind one; the same draft where none has them. */
function withBytes(draft: Draft, step: number, hex: string, put: string): Draft {
  let isChanged = false
  const replaced = (text: string): string => {
    const at = text.toLowerCase().indexOf(hex.toLowerCase())
    if (at === -1 || at % 3 !== 0) return text
    isChanged = true
    return text.slice(0, at) + put + text.slice(at + hex.length)
  }
  const next = mapSteps(draft, (each, index) => {
    if (index <= step) return [each]
    if (each.verb === 'send') {
      const of = each.of.map((one) => ({
        ...one,
        messages: one.messages.map((message) =>
          'hex' in message ? { ...message, hex: replaced(message.hex) } : message,
        ),
      }))
      return [{ ...each, of }]
    }
    if (each.verb !== 'expect') return [each]
    const of = each.of.map((one) => ({
      ...one,
      wanted: one.wanted.map((wanted) => ('hex' in wanted ? { ...wanted, hex: replaced(wanted.hex) } : wanted)),
    }))
    return [{ ...each, of }]
  })
  return isChanged ? next : draft
}
