import { isAbsolute, join } from 'node:path'
import type { Actor } from '../../model/actor.ts'
import type { Failure } from '../../model/result.ts'
import type { Message } from '../../model/scenario.ts'
import type { Send } from '../../language/verbs/send.ts'
import { stringifyJson } from '../../text/exact-json.ts'
import { encodeText } from '../../text/byte-text.ts'
import { forms } from '../../text/message-forms.ts'
import { readRegular } from '../../disk/read-regular.ts'
import { failing, receivedOn } from '../failure/failing.ts'
import { addOwnRow } from '../lane/event-rows.ts'
import { untilIdle } from '../idle/until-idle.ts'
import { framedLine } from '../context/framed-line.ts'
import { actorOf, type Endpoint, type ActorInstance } from '../context/actor-instance.ts'
import { fillHex, fillPlain, fillTemplate, fillText, placesIn, placesInHex } from '../context/scope.ts'
import {
  record,
  touch,
  type RunContext,
  type RunTime,
  type RunSetup,
  type RunRows,
  type FailureContext,
  type GuardContext,
} from '../context/run-context.ts'
import { addressed, endpointsHere } from './addressed.ts'
import { readByReceiver } from './apart.ts'
import { resolveJson } from './json.ts'
import type { Made } from './made.ts'
import { ownMessage } from './own-message.ts'

/** `send`: done when the bytes are queued. */
export function performSend(
  context: RunContext,
  sends: readonly Send[],
): Promise<Failure | undefined> | Failure | undefined {
  for (let i = 0; i < sends.length; i++) {
    const send = sends[i] as Send
    const endpoints = send.quiet || send.apart ? undefined : endpointsHere(context, send.target, true)
    if (endpoints === undefined || endpoints.some(needsRest)) return performSlowly(context, sends.slice(i))
    for (const endpoint of endpoints) {
      const failure = sendTo(context, endpoint, send)
      if (failure !== undefined) return failure
    }
  }
  return undefined
}

async function performSlowly(context: RunContext, sends: readonly Send[]): Promise<Failure | undefined> {
  for (const send of sends) {
    const found = await addressed(context, send.target, true)
    if ('failure' in found) return found.failure
    for (const endpoint of found.endpoints) {
      const failure =
        (await ready(context, endpoint, send.quiet)) ??
        (send.apart ? await sendApart(context, endpoint, send) : sendTo(context, endpoint, send))
      if (failure !== undefined) return failure
    }
  }
  return undefined
}

/** Each message is a write of its own, made when all before has been read; so is each time. */
async function sendApart(context: RunContext, endpoint: Endpoint, send: Send): Promise<Failure | undefined> {
  const { times, messages } = send
  const all = Array.from({ length: times }, () => messages).flat()
  for (const message of all) {
    const unread = await readByReceiver(context, endpoint)
    const failure = unread ?? sendTo(context, endpoint, { ...send, times: 1, messages: [message] })
    if (failure !== undefined) return failure
  }
  // What a later step sends must not join the last one either.
  return readByReceiver(context, endpoint)
}

/** Waits for rest before typing, and holds `quiet` to its word. */
async function ready(context: GuardContext, endpoint: Endpoint, quiet: boolean): Promise<Failure | undefined> {
  if (!quiet && !needsRest(endpoint)) return undefined
  const unfinished = await untilIdle(context)
  if (unfinished !== undefined) return unfinished
  if (!quiet || !endpoint.lane.unread) return undefined
  const line = endpoint.lane.firstUnread
  return failing(
    context,
    'not-quiet',
    `“${endpoint.name}” was not quiet: ${line === undefined ? 'something stands unread' : `“${line}” stands unread`}`,
    {
      ...receivedOn(endpoint),
      wanted: 'nothing unread, once all is idle',
      hint: 'the answer came before the question; expect it first',
    },
  )
}

function needsRest(endpoint: Endpoint): boolean {
  return actorOf(endpoint)?.typed === true
}

/** Why nothing can be sent to it now; undefined where something can. */
export function cannotSend(context: FailureContext, endpoint: Endpoint): Failure | undefined {
  const actor = actorOf(endpoint)
  if (actor?.send !== undefined && !endpoint.lane.over) return undefined
  return failing(context, 'step-failed', `“${endpoint.name}” cannot be sent anything now`, {
    ...receivedOn(endpoint),
    ...(actor === undefined ? {} : { why: `it is ${actor.state()}` }),
    ...(actor?.state().includes('ECONNREFUSED') === true && {
      hint: 'nothing listens there: start the server first, or expect { error: ECONNREFUSED }',
    }),
  })
}

function sendTo(context: RunContext, endpoint: Endpoint, send: Send): Failure | undefined {
  const cannot = cannotSend(context, endpoint)
  if (cannot !== undefined) return cannot
  touch(context, endpoint.lane)
  const all: Made[] = []
  for (const message of send.messages) {
    const made = bytesOf(context, endpoint, message)
    if ('failure' in made) return made.failure
    all.push(made)
  }
  sendMade(context, endpoint, all, send.times)
  return undefined
}

/** Sends these messages, each with a row; for an actor that can `send`. */
export function sendMade(
  context: RunTime & RunSetup & RunRows,
  endpoint: Endpoint,
  all: readonly Made[],
  howOften = 1,
): void {
  const { lane } = endpoint
  const actor = actorOf(endpoint) as Actor
  const at = context.clock.micros()
  for (const { shown, places } of all) addOwnRow(lane, '>', shown, at, places)
  if (howOften > 1) lane.rows.row('*', `sent ${howOften} times`, at)
  const [only] = all
  if (all.length === 1 && only !== undefined) {
    const { bytes, type } = only
    return handOver(context, endpoint, at, { bytes: actor.encode?.(bytes, type) ?? bytes, type, times: howOften })
  }
  for (const write of writesOf(context, endpoint.instance, actor, all, howOften)) handOver(context, endpoint, at, write)
}

interface Write extends Pick<Made, 'bytes' | 'type'> {
  readonly times: number
}

function handOver(context: RunRows, endpoint: Endpoint, at: number, { bytes, type, times }: Write): void {
  const { name } = endpoint.lane
  record(context, times > 1 ? { type: 'sent', at, lane: name, bytes, times } : { type: 'sent', at, lane: name, bytes })
  actorOf(endpoint)?.send?.(bytes, { times, type })
}

/**
 * What is handed to the actor of several messages. On a stream one `send` is one write, since programs answer differently when the lines of a list come
 * in pieces; a kind whose messages have boundaries of their own gets them one by one.
 */
function writesOf(
  { registry }: RunSetup,
  instance: ActorInstance,
  actor: Actor,
  made: readonly Made[],
  times: number,
): readonly Write[] {
  const coded = made.map(({ bytes, type }) => ({ bytes: actor.encode?.(bytes, type) ?? bytes, type, times }))
  if (registry.framings.get(instance.kind.framing ?? '')?.value.messages === true)
    return Array.from({ length: times }, () => coded.map((each) => ({ ...each, times: 1 }))).flat()
  const type = coded.every((each) => each.type === 'text') ? 'text' : 'binary'
  return [{ bytes: Buffer.concat(coded.map(({ bytes }) => bytes)), type, times }]
}

function bytesOf(context: RunContext, endpoint: Endpoint, message: Message): Made | { readonly failure: Failure } {
  switch (message.as) {
    case 'line': {
      const text = fillTemplate(context.names, message.text)
      return { bytes: framed(endpoint, text), shown: text, type: 'text', places: placesIn(context.names, message.text) }
    }
    case 'text': {
      const text = fillTemplate(context.names, message.text)
      return { bytes: encodeText(text), shown: text, type: 'text', places: placesIn(context.names, message.text) }
    }
    case 'json': {
      const text = stringifyJson(resolveJson(message.json.node, (placeholder) => fillText(context.names, placeholder)))
      return { bytes: framed(endpoint, text), shown: text, type: 'text' }
    }
    case 'bytes': {
      const hex = fillHex(context.names, message.text).replaceAll(/\s+/g, '')
      if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex))
        return {
          failure: failing(context, 'invalid-value', `“${hex}” is not a row of bytes in hexadecimal`, {
            span: message.text.span,
          }),
        }
      const bytes = forms.bytes.content(hex)
      return { bytes, shown: bytes, type: 'binary', places: placesInHex(context.names, message.text) }
    }
    case 'base64': {
      const bytes = forms.base64.content(fillPlain(context.names, message.text))
      return { bytes, shown: bytes, type: 'binary' }
    }
    case 'own':
      return ownMessage(context, endpoint, message.form)
    case 'file': {
      const name = fillPlain(context.names, message.path)
      const path = isAbsolute(name) ? name : join(context.names.dir, name)
      try {
        const bytes = readRegular(path)
        return { bytes, shown: `${name} (${bytes.byteLength} bytes)`, type: 'binary' }
      } catch (error) {
        context.broken = true
        return {
          failure: failing(
            context,
            'cannot-read',
            `the file “${name}” cannot be read: ${(error as NodeJS.ErrnoException).code ?? (error as Error).message}`,
            { span: message.path.span },
          ),
        }
      }
    }
  }
}

/** A line with its end, as the lane's framing has it. */
export const framed = (endpoint: Endpoint, text: string): Uint8Array =>
  framedLine(endpoint.instance, encodeText(text), needsRest(endpoint))
