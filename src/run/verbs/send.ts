import { isAbsolute, join } from 'node:path'
import type { Place } from '../../model/event.ts'
import type { Failure } from '../../model/result.ts'
import type { Message, Send } from '../../model/scenario.ts'
import { encodeText } from '../../text/byte-text.ts'
import { readRegular } from '../disk/read-regular.ts'
import { failing, heardOn } from '../failing.ts'
import { atRest } from '../rest.ts'
import { partiesOf } from '../stage/parties.ts'
import { actorOf, type Party } from '../stage/role.ts'
import { fillHex, fillPlain, fillTemplate, fillText, placesIn, placesInHex } from '../stage/scope.ts'
import { record, touch, type Stage } from '../stage/stage.ts'
import { resolveJson } from './json.ts'
import { deadlineOf, shownDuration, until } from '../waiting.ts'

/** `send`: done when the bytes are queued. */
export function performSend(stage: Stage, sends: readonly Send[]): Promise<Failure | undefined> | Failure | undefined {
  for (let i = 0; i < sends.length; i++) {
    const send = sends[i] as Send
    const parties = partiesOf(stage, send.target, true)
    if (parties.length === 0 || send.quiet || parties.some((party) => actorOf(party) === undefined || needsRest(party)))
      return performSlowly(stage, sends.slice(i))
    for (const party of parties) {
      const failure = sendTo(stage, party, send)
      if (failure !== undefined) return failure
    }
  }
  return undefined
}

async function performSlowly(stage: Stage, sends: readonly Send[]): Promise<Failure | undefined> {
  for (const send of sends) {
    for (const party of partiesOf(stage, send.target, true)) {
      const failure = (await ready(stage, party, send.quiet)) ?? sendTo(stage, party, send)
      if (failure !== undefined) return failure
    }
  }
  return undefined
}

/** Waits for a connection that has not come yet, for rest before typing, and holds `quiet` to its word. */
async function ready(stage: Stage, party: Party, quiet: boolean): Promise<Failure | undefined> {
  if (actorOf(party) === undefined) {
    const failure = await until(
      stage,
      () => (actorOf(party) === undefined ? undefined : true),
      () =>
        failing(stage, 'not-connected', `“${party.name}” has not come within ${shownDuration(deadlineOf(stage))}`, {
          lane: party.name,
        }),
    )
    if (failure !== undefined) return failure
  }
  if (!quiet && !needsRest(party)) return undefined
  await atRest(stage)
  if (!quiet || !party.lane.unread) return undefined
  const [line] = [...party.lane.streams].flatMap((stream) => stream.lines().map((each) => stream.text(each)))
  return failing(
    stage,
    'not-quiet',
    `“${party.name}” was not quiet: ${line === undefined ? 'something stands unread' : `“${line}” stands unread`}`,
    {
      ...heardOn(party),
      wanted: 'nothing unread, at rest',
      hint: 'the answer came before the question; expect it first',
    },
  )
}

function needsRest(party: Party): boolean {
  return actorOf(party)?.typed === true
}

function sendTo(stage: Stage, party: Party, send: Send): Failure | undefined {
  const actor = actorOf(party)
  if (actor?.send === undefined || party.lane.over)
    return failing(stage, 'step-failed', `“${party.name}” cannot be sent anything now`, {
      ...heardOn(party),
      ...(actor === undefined ? {} : { why: `it is ${actor.state()}` }),
    })
  const { lane } = party
  touch(stage, lane)
  for (const message of send.messages) {
    const made = bytesOf(stage, party, message)
    if ('failure' in made) return made.failure
    const at = stage.clock.micros()
    lane.telling.row('>', made.shown, at, 'main', made.places)
    const { bytes } = made
    const { times } = send
    if (times > 1) {
      lane.telling.row('*', `sent ${times} times`, at)
      record(stage, { type: 'sent', at, lane: lane.name, bytes, times })
    } else record(stage, { type: 'sent', at, lane: lane.name, bytes })
    actor.send(bytes, { times, type: made.type })
  }
  return undefined
}

interface Made {
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
      const text = JSON.stringify(resolveJson(message.json.written, (hole) => fillText(stage.names, hole)))
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

function framed(party: Party, text: string): Uint8Array {
  // The key that a person presses on a terminal is CR; the terminal makes it a line feed for whoever reads lines (termios, ICRNL).
  const eol = party.role.declaration.eol ?? (needsRest(party) ? '\r' : undefined)
  return eol === undefined ? party.role.framer.encode(encodeText(text)) : encodeText(text + eol)
}
