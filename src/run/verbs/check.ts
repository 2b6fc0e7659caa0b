import type { Captures } from '../../model/matcher.ts'
import type { Failure } from '../../model/result.ts'
import type { FactCheck } from '../../model/scenario.ts'
import { firstDifference } from './first-difference.ts'
import { parseJson, stringifyJson } from '../../text/exact-json.ts'
import { compileContainment } from '../../text/json-containment.ts'
import { compileRegex, parseRegex } from '../../text/regex.ts'
import { addOwnRow } from '../lane/event-rows.ts'
import { failing } from '../failure/failing.ts'
import { allow, boundedRegex } from '../../regex/bounded.ts'
import { untilIdle } from '../idle/until-idle.ts'
import { endpointsOf } from '../context/endpoints.ts'
import { actorOf, type Endpoint } from '../context/actor-instance.ts'
import { factText, fillPlaceholder } from '../context/scope.ts'
import { touch, type RunContext, type RunNames, type FailureContext, type WaitContext } from '../context/run-context.ts'
import { addressed } from './addressed.ts'
import { resolveJson } from './json.ts'
import { comparedWith } from '../failure/nearest.ts'

/** `check`: once all is idle, the facts are so. */
export async function performCheck(context: RunContext, checks: readonly FactCheck[]): Promise<Failure | undefined> {
  for (const check of checks) {
    const failure = await allHere(context, check)
    if (failure !== undefined) return failure
  }
  const unfinished = await untilIdle(context)
  if (unfinished !== undefined) return unfinished
  for (const check of checks) {
    for (const endpoint of endpointsOf(context, check.target, false)) {
      let actor = actorOf(endpoint)
      if (actor === undefined)
        return failing(context, 'not-started', `“${endpoint.name}” has not been started`, { span: check.span })
      let received = factText(actor.facts(), check.fact)
      if (received === undefined && asksConnection(endpoint)) {
        actor = endpoint.instance.connections[0]?.actor ?? actor
        received = factText(actor.facts(), check.fact)
      }
      touch(context, endpoint.lane)
      const wanted = wantedOf(context, check)
      allow(context.left)
      if (!holds(wanted, received)) return checkFailure(context, check, endpoint, wanted, received)
      addOwnRow(endpoint.lane, '*', `${check.fact}: ${inRow(wanted)}`, context.clock.micros())
    }
  }
  return undefined
}

async function allHere(context: WaitContext, { target, fact }: FactCheck): Promise<Failure | undefined> {
  const found = await addressed(context, target, false)
  if ('failure' in found) return found.failure
  const asks = (endpoint: Endpoint) =>
    asksConnection(endpoint) && factText(actorOf(endpoint)?.facts() ?? {}, fact) === undefined
  if (!found.endpoints.some(asks)) return undefined
  const first = await addressed(context, target, true)
  return 'failure' in first ? first.failure : undefined
}

/** A server without own output answers for its first connection where it has no such fact of its own. */
const asksConnection = ({ connection, instance }: Endpoint): boolean =>
  connection === undefined && instance.kind.role === 'server'

/** A longer value is not repeated: the line that differs is shown. */
const short = 60

function checkFailure(
  context: FailureContext,
  check: FactCheck,
  endpoint: Endpoint,
  wanted: unknown,
  received: string | undefined,
): Failure {
  const { fact, span } = check
  const of = `${fact} of “${endpoint.name}”`
  const at = { span, lane: endpoint.name }
  if (received === undefined)
    return failing(context, 'check-failed', `${of} is not known, not ${shown(wanted)}`, {
      ...at,
      wanted: `${fact}: ${shown(wanted)}`,
      why: 'there is no such fact now',
    })
  const isText = typeof wanted === 'string' && parseRegex(wanted) === undefined
  const found = isText ? firstDifference(wanted, received) : undefined
  const long = Math.max(received.length, String(wanted).length) > short || received.includes('\n')
  if (found === undefined || !long)
    return failing(context, 'check-failed', `${of} is “${received}”, not ${shown(wanted)}`, {
      ...at,
      wanted: `${fact}: ${shown(wanted)}`,
      why: `it is “${received}”, when all was idle`,
    })
  const line = found.lines === 1 ? '' : ` line ${found.line} of ${found.lines}`
  const text = `${fact}${line}: “${found.expected}”`
  return failing(context, 'check-failed', `${of} differs${line === '' ? '' : ` in${line}`}`, {
    ...at,
    wanted: text,
    nearest: comparedWith(found.expected, found.received, text),
    why: 'it is another text, once all is idle',
  })
}

/** A text, which may be a `/regex/`, `{ text: … }` for one between slashes, or a list or an object. */
function wantedOf(context: RunNames, check: FactCheck): unknown {
  const { node } = check.wanted
  const value = resolveJson(node, (placeholder) => fillPlaceholder(context.names, placeholder))
  if (node.type !== 'scalar') return value
  return node.plain && typeof value !== 'string' ? node.source : String(value)
}

function holds(wanted: unknown, received: string | undefined): boolean {
  if (received === undefined) return false
  const literal = literalIn(wanted)
  if (literal !== undefined && typeof tryJson(received) !== 'object') return received === literal
  return (
    compileContainment(wanted, asText).test(typeof wanted === 'object' ? tryJson(received) : received) !== undefined
  )
}

/** `{ text: /usr/ }` is the text, with its slashes; of a fact with parts it is the part with this name. */
function literalIn(wanted: unknown): string | undefined {
  if (typeof wanted !== 'object' || wanted === null || Object.keys(wanted).join() !== 'text') return undefined
  const { text } = wanted as { readonly text?: unknown }
  return typeof text === 'string' ? text : undefined
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
  const literal = literalIn(wanted)
  if (literal !== undefined) return `“${literal}”`
  if (typeof wanted !== 'string') return stringifyJson(wanted)
  return parseRegex(wanted) === undefined ? `“${wanted}”` : wanted
}

/** As a row of the transcript has it. */
const inRow = (wanted: unknown): string =>
  typeof wanted === 'string' ? (parseRegex(wanted)?.source ?? wanted) : (literalIn(wanted) ?? shown(wanted))
