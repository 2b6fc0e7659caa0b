import { isUtf8 } from 'node:buffer'
import type { Event, RawRow } from '../../model/event.ts'

/** Which form of recording this is; stands in its first line. */
export const recordingVersion = 1

/** More bytes at once are unreadable, and escaping them as text would take five times as long. */
const bulk = 16 * 1024

/**
 * One event as one line of JSON, without its newline: `{"t":1203,"lane":"client","received":"Hello\n"}`. `t` is microseconds
 * since the start. Bytes are a string when they are valid UTF-8 and not very many, otherwise `{"base64":"…"}`.
 */
export function encodeEvent(event: Event): string {
  switch (event.type) {
    case 'begun': {
      const { scenario, file, wall, lanes } = event
      return JSON.stringify({ t: 0, recording: recordingVersion, scenario, file, wall, lanes })
    }
    case 'received': {
      const stream = event.stream === undefined ? '' : `,"stream":${JSON.stringify(event.stream)}`
      return `${start(event)}${stream},"received":${bytesOf(event.bytes)}}`
    }
    case 'sent':
      return `${start(event)},"sent":${bytesOf(event.bytes)}${event.times === undefined ? '' : `,"times":${event.times}`}}`
    case 'printed':
      return `${start(event)},"printed":${JSON.stringify(event.line)}}`
    case 'event': {
      const { name, words, teardown } = event
      const late = teardown === undefined ? '' : ',"teardown":true'
      return `${start(event)},"event":${JSON.stringify(name)},"words":${JSON.stringify(words)}${late}}`
    }
    case 'step': {
      const { at, index, line, verb } = event
      return `{"t":${at},"step":${index},"line":${line},"verb":${JSON.stringify(verb)}}`
    }
    case 'row':
      return `{"t":${event.at},"row":${rowOf(event.row)}}`
    case 'verdict': {
      const { at: t, status: verdict, message, lane, line, verb } = event
      return JSON.stringify({ t, verdict, message, lane, line, verb })
    }
  }
}

const known = new Map<string, string>()

/** A lane's name in quotes; there are few, and each stands in thousands of events. */
function quoted(lane: string): string {
  let text = known.get(lane)
  if (text === undefined) {
    if (known.size > 10_000) known.clear()
    known.set(lane, (text = JSON.stringify(lane)))
  }
  return text
}

const start = (event: { readonly at: number; readonly lane: string }): string =>
  `{"t":${event.at},"lane":${quoted(event.lane)}`

function rowOf({ lane, mark, text, at, step, instance, dropped, omitted, styles }: RawRow): string {
  const written = typeof text === 'string' ? JSON.stringify(text) : bytesOf(text)
  // Which of the two it was would be lost for bytes that happen to be text.
  const bytes = typeof text === 'string' ? undefined : true
  const rare = bytes ?? instance ?? dropped ?? omitted ?? styles
  const more =
    rare !== undefined ? `,${JSON.stringify({ instance, dropped, omitted, bytes, styles }).slice(1, -1)}` : ''
  return `{"lane":${quoted(lane)},"mark":"${mark}","at":${at},"step":${step}${more},"text":${written}}`
}

function bytesOf(bytes: Uint8Array): string {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return buffer.byteLength < bulk && isUtf8(buffer)
    ? JSON.stringify(buffer.toString('utf8'))
    : `{"base64":"${buffer.toString('base64')}"}`
}
