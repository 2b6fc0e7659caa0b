import type { Captures } from '../../model/matcher.ts'
import type { Failure } from '../../model/result.ts'
import type { FactCheck } from '../../model/scenario.ts'
import { firstDifference } from '../../text/first-difference.ts'
import { parseJson, stringifyJson } from '../../text/exact-json.ts'
import { compileContainment } from '../../text/json-containment.ts'
import { compileRegex, parseRegex } from '../../text/regex.ts'
import { failing } from '../failing.ts'
import { allow, boundedRegex } from '../regex/bounded.ts'
import { atRest } from '../rest.ts'
import { partiesOf } from '../stage/parties.ts'
import { actorOf, type Party } from '../stage/role.ts'
import { factText, fillHole } from '../stage/scope.ts'
import { touch, type Stage } from '../stage/stage.ts'
import { addressed } from './addressed.ts'
import { resolveJson } from './json.ts'
import { comparedWith } from './nearest.ts'

/** `check`: once all is idle, the facts are so. */
export async function performCheck(stage: Stage, checks: readonly FactCheck[]): Promise<Failure | undefined> {
  for (const check of checks) {
    const failure = await allHere(stage, check)
    if (failure !== undefined) return failure
  }
  const unfinished = await atRest(stage)
  if (unfinished !== undefined) return unfinished
  for (const check of checks) {
    for (const party of partiesOf(stage, check.target, false)) {
      let actor = actorOf(party)
      if (actor === undefined)
        return failing(stage, 'not-started', `“${party.name}” has not been started`, { span: check.span })
      let received = factText(actor.facts(), check.fact)
      if (received === undefined && asksConnection(party)) {
        actor = party.role.connections[0]?.actor ?? actor
        received = factText(actor.facts(), check.fact)
      }
      touch(stage, party.lane)
      const wanted = wantedOf(stage, check)
      allow(stage.left)
      if (!holds(wanted, received)) return checkFailure(stage, check, party, wanted, received)
      party.lane.telling.row('*', `${check.fact}: ${inRow(wanted)}`, stage.clock.micros())
    }
  }
  return undefined
}

/** Waits for the connections that a check asks about. */
async function allHere(stage: Stage, { target, fact }: FactCheck): Promise<Failure | undefined> {
  const found = await addressed(stage, target, false)
  if ('failure' in found) return found.failure
  const asks = (party: Party) => asksConnection(party) && factText(actorOf(party)?.facts() ?? {}, fact) === undefined
  if (!found.parties.some(asks)) return undefined
  const first = await addressed(stage, target, true)
  return 'failure' in first ? first.failure : undefined
}

/** A server without a voice answers for its first connection where it has no such fact of its own. */
const asksConnection = ({ connection, role }: Party): boolean => connection === undefined && role.kind.role === 'server'

/** A longer value is not repeated: the line that differs is shown. */
const short = 60

function checkFailure(
  stage: Stage,
  check: FactCheck,
  party: Party,
  wanted: unknown,
  received: string | undefined,
): Failure {
  const { fact, span } = check
  const of = `${fact} of “${party.name}”`
  const at = { span, lane: party.name }
  if (received === undefined)
    return failing(stage, 'check-failed', `${of} is not known, not ${shown(wanted)}`, {
      ...at,
      wanted: `${fact}: ${shown(wanted)}`,
      why: 'there is no such fact now',
    })
  const isText = typeof wanted === 'string' && parseRegex(wanted) === undefined
  const found = isText ? firstDifference(wanted, received) : undefined
  const long = Math.max(received.length, String(wanted).length) > short || received.includes('\n')
  if (found === undefined || !long)
    return failing(stage, 'check-failed', `${of} is “${received}”, not ${shown(wanted)}`, {
      ...at,
      wanted: `${fact}: ${shown(wanted)}`,
      why: `it is “${received}”, at rest`,
    })
  const line = found.lines === 1 ? '' : ` line ${found.line} of ${found.lines}`
  const text = `${fact}${line}: “${found.expected}”`
  return failing(stage, 'check-failed', `${of} differs${line === '' ? '' : ` in${line}`}`, {
    ...at,
    wanted: text,
    nearest: comparedWith(found.expected, found.received, text),
    why: 'it is another text, once all is idle',
  })
}

/** A text, which may be a `/regex/`, or a list or an object. */
function wantedOf(stage: Stage, check: FactCheck): unknown {
  const { written } = check.wanted
  const value = resolveJson(written, (hole) => fillHole(stage.names, hole))
  if (written.type !== 'scalar') return value
  return written.plain && typeof value !== 'string' ? written.source : String(value)
}

function holds(wanted: unknown, received: string | undefined): boolean {
  if (received === undefined) return false
  return (
    compileContainment(wanted, asText).test(typeof wanted === 'object' ? tryJson(received) : received) !== undefined
  )
}

/** Facts are compared as texts: `port: 80` and `port: "80"` are the same. */
function asText(wanted: unknown): (received: unknown) => Captures | undefined {
  const test = testOf(String(wanted))
  return (received) => (typeof received !== 'object' && test(String(received)) ? {} : undefined)
}

function testOf(wanted: string): (received: string) => boolean {
  const regex = parseRegex(wanted)
  const compiled = regex === undefined ? undefined : compileRegex(regex)
  if (compiled === undefined || 'mistake' in compiled) return (received) => received === wanted
  const bounded = boundedRegex(compiled.regex)
  return (received) => bounded.test(received)
}

function tryJson(text: string): unknown {
  try {
    return parseJson(text)
  } catch {
    return text
  }
}

function shown(wanted: unknown): string {
  if (typeof wanted !== 'string') return stringifyJson(wanted)
  return parseRegex(wanted) === undefined ? `“${wanted}”` : wanted
}

/** As a row of the transcript has it. */
const inRow = (wanted: unknown): string =>
  typeof wanted === 'string' ? (parseRegex(wanted)?.source ?? wanted) : shown(wanted)
