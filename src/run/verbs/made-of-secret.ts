import { evaluate, type ExpressionParts } from '../../text/expression.ts'
import { digests } from './digests.ts'
import type { Redactor } from '../../text/redactor.ts'

/** A text that is shorter would hide whatever else looks like it. */
const shortest = 4
const plain = /^(?:-?\d+(?:\.\d+)?|true|false)$/

/** What becomes of a value that was worked out: it may be shown, it must be hidden, or it is too short to be hidden. */
export type Secrecy = 'shown' | 'secret' | 'too-short'

/**
 * A value that is worked out of a secret is a secret itself, unless it only joins the secret to other text: there the secret is
 * hidden anyway. A short number, such as the secret's length, and an answer to a question do not reveal it.
 */
export function secrecyOf(value: string, parts: ExpressionParts, redactor: Redactor): Secrecy {
  const standIns = new Map<string, string>()
  const stoodIn = parts.map((part) => {
    if (typeof part === 'string' || part.value === undefined || redactor.text(part.value) === part.value) return part
    const standIn = `\ue000${standIns.size}\ue001`
    standIns.set(standIn, part.value)
    return { value: standIn }
  })
  if (standIns.size === 0) return 'shown'
  const again = evaluate(stoodIn, digests)
  if ('value' in again) {
    let joined = again.value
    for (const [standIn, secret] of standIns) joined = joined.replaceAll(standIn, () => secret)
    if (joined === value && again.value !== value) return 'shown'
  }
  if (value.length >= shortest) return 'secret'
  return plain.test(value) || value === '' ? 'shown' : 'too-short'
}
