import { isAbsolute, join } from 'node:path'
import type { Actor } from '../../model/actor.ts'
import type { Place } from '../../model/event.ts'
import type { Failure } from '../../model/result.ts'
import type { Message } from '../../model/scenario.ts'
import type { Send } from '../../language/verbs/send.ts'
import { stringifyJson } from '../../text/exact-json.ts'
import { encodeText } from '../../text/byte-text.ts'
import { readRegular } from '../disk/read-regular.ts'
import { failing, heardOn } from '../failing.ts'
import { atRest } from '../rest.ts'
import { framedLine } from '../stage/framed-line.ts'
import { actorOf, type Party, type Role } from '../stage/role.ts'
import { fillHex, fillPlain, fillTemplate, fillText, placesIn, placesInHex } from '../stage/scope.ts'
import { record, touch, type Stage } from '../stage/stage.ts'
import { addressed, partiesHere } from './addressed.ts'
import { resolveJson } from './json.ts'

/** `send`: done when the bytes are queued. */
export function performSend(stage: Stage, sends: readonly Send[]): Promise<Failure | undefined> | Failure | undefined {
  for (let i = 0; i < sends.length; i++) {
    const send = sends[i] as Send
    const parties = send.quiet ? undefined : partiesHere(stage, send.target, true)
    if (parties === undefined || parties.some(needsRest)) return performSlowly(stage, sends.slice(i))
    for (const party of parties) {
      const failure = sendTo(stage, party, send)
      if (failure !== undefined) return failure
    }
  }
  return undefined
}

async function performSlowly(stage: Stage, sends: readonly Send[]): Promise<Failure | undefined> {
  for (const send of sends) {
    const found = await addressed(stage, send.target, true)
    if ('failure' in found) return found.failure
    for (const party of found.parties) {
      const failure = (await ready(stage, party, send.quiet)) ?? sendTo(stage, party, send)
      if (failure !== undefined) return failure
    }
  }
  return undefined
}

/** Waits for rest before typing, and holds `quiet` to its word. */
async function ready(stage: Stage, party: Party, quiet: boolean): Promise<Failure | undefined> {
  if (!quiet && !needsRest(party)) return undefined
  const unfinished = await atRest(stage)
  if (unfinished !== undefined) return unfinished
  if (!quiet || !party.lane.unread) return undefined
  const line = party.lane.firstUnread
  return failing(
    stage,
    'not-quiet',
    `“${party.name}” was not quiet: ${line === undefined ? 'something stands unread' : `“${line}” stands unread`}`,
    {
      ...heardOn(party),
      wanted: 'nothing unread, once all is idle',
      hint: 'the answer came before the question; expect it first',
    },
  )
}

function needsRest(party: Party): boolean {
  return actorOf(party)?.typed === true
}

/** Why nothing can be sent to it now; undefined where something can. */
export function cannotSend(stage: Stage, party: Party): Failure | undefined {
  const actor = actorOf(party)
  if (actor?.send !== undefined && !party.lane.over) return undefined
  return failing(stage, 'step-failed', `“${party.name}” cannot be sent anything now`, {
    ...heardOn(party),
    ...(actor === undefined ? {} : { why: `it is ${actor.state()}` }),
  })
}

function sendTo(stage: Stage, party: Party, send: Send): Failure | undefined {
  const cannot = cannotSend(stage, party)
  if (cannot !== undefined) return cannot
  touch(stage, party.lane)
  const all: Made[] = []
  for (const message of send.messages) {
    const made = bytesOf(stage, party, message)
    if ('failure' in made) return made.failure
    all.push(made)
  }
  sendMade(stage, party, all, send.times)
  return undefined
}

/** Sends these messages and tells them, each in a row; for an actor that can `send`. */
export function sendMade(stage: Stage, party: Party, all: readonly Made[], howOften = 1): void {
  const { lane } = party
  const actor = actorOf(party) as Actor
  const at = stage.clock.micros()
  for (const { shown, places } of all) lane.telling.row('>', shown, at, 'main', places)
  if (howOften > 1) lane.telling.row('*', `sent ${howOften} times`, at)
  for (const { bytes, type, times } of writesOf(stage, party.role, actor, all, howOften)) {
    record(stage, { type: 'sent', at, lane: lane.name, bytes, ...(times > 1 ? { times } : {}) })
    actor.send?.(bytes, { times, type })
  }
}

interface Write {
  readonly bytes: Uint8Array
  readonly type: 'text' | 'binary'
  readonly times: number
}

/**
 * What is handed to the actor. On a stream one `send` is one write, since programs answer differently when the lines of a list come
 * in pieces; a kind whose messages have boundaries of their own gets them one by one.
 */
function writesOf(
  { registry }: Stage,
  role: Role,
  actor: Actor,
  made: readonly Made[],
  times: number,
): readonly Write[] {
  const coded = made.map(({ bytes, type }) => ({ bytes: actor.encode?.(bytes, type) ?? bytes, type }))
  const [first] = coded
  if (first === undefined) return []
  if (coded.length === 1) return [{ ...first, times }]
  if (registry.framings.get(role.kind.framing ?? '')?.value.messages === true)
    return Array.from({ length: times }, () => coded.map((each) => ({ ...each, times: 1 }))).flat()
  const type = coded.every((each) => each.type === 'text') ? 'text' : 'binary'
  return [{ bytes: Buffer.concat(coded.map(({ bytes }) => bytes)), type, times }]
}

/** A message as it goes to the actor, and as its row shows it. */
export interface Made {
  readonly bytes: Uint8Array
  readonly shown: string | Uint8Array
  readonly type: 'text' | 'binary'
  readonly places?: readonly Place[] | undefined
}

function bytesOf(stage: Stage, party: Party, message: Message): Made | { readonly failure: Failure } {
  switch (message.as) {
    case 'line': {
      const text = fillTemplate(stage.names, message.text)
      return { bytes: framed(party, text), shown: text, type: 'text', places: placesIn(stage.names, message.text) }
    }
    case 'text': {
      const text = fillTemplate(stage.names, message.text)
      return { bytes: encodeText(text), shown: text, type: 'text', places: placesIn(stage.names, message.text) }
    }
    case 'json': {
      const text = stringifyJson(resolveJson(message.json.written, (hole) => fillText(stage.names, hole)))
      return { bytes: framed(party, text), shown: text, type: 'text' }
    }
    case 'bytes': {
      const hex = fillHex(stage.names, message.text).replaceAll(/\s+/g, '')
      if (hex.length % 2 !== 0 || !/^[0-9a-f]*$/i.test(hex))
        return {
          failure: failing(stage, 'invalid-value', `“${hex}” is not a row of bytes in hexadecimal`, {
            span: message.text.span,
          }),
        }
      const bytes = Buffer.from(hex, 'hex')
      return { bytes, shown: bytes, type: 'binary', places: placesInHex(stage.names, message.text) }
    }
    case 'base64': {
      const bytes = Buffer.from(fillPlain(stage.names, message.text), 'base64')
      return { bytes, shown: bytes, type: 'binary' }
    }
    case 'file': {
      const name = fillPlain(stage.names, message.path)
      const path = isAbsolute(name) ? name : join(stage.names.dir, name)
      try {
        const bytes = readRegular(path)
        return { bytes, shown: `${name} (${bytes.byteLength} bytes)`, type: 'binary' }
      } catch (error) {
        stage.broken = true
        return {
          failure: failing(
            stage,
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
export const framed = (party: Party, text: string): Uint8Array =>
  framedLine(party.role, encodeText(text), needsRest(party))
