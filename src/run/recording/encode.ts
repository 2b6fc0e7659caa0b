import type { Event, RawRow } from '../../model/event.ts'
import type { JsonBytes } from './json-bytes.ts'

/** Which form of recording this is; stands in its first line. */
export const recordingVersion = 1

/**
 * One event as one line of JSON, without its newline: `{"t":1203,"lane":"client","received":"Hello\n"}`. `t` is microseconds
 * since the start. Bytes are as `JsonBytes` has them, or `{"from":65536,"length":32768}` where they stand in the file beside, `from` its
 * beginning on.
 */
export function encodeEvent(json: JsonBytes, event: Event, from?: number): void {
  switch (event.type) {
    case 'received':
      begin(json, event.at, event.lane)
      if (event.stream !== undefined) {
        json.raw(',"stream":')
        json.text(event.stream)
      }
      json.raw(',"received":')
      encodeBytes(json, event.bytes, from)
      return json.raw('}')
    case 'sent':
      begin(json, event.at, event.lane)
      json.raw(',"sent":')
      encodeBytes(json, event.bytes, from)
      if (event.times !== undefined) {
        json.raw(',"times":')
        json.number(event.times)
      }
      return json.raw('}')
    case 'step':
      time(json, event.at)
      json.raw(',"step":')
      json.number(event.index)
      json.raw(',"line":')
      json.number(event.line)
      json.raw(',"verb":')
      json.text(event.verb)
      return json.raw('}')
    case 'row':
      time(json, event.at)
      json.raw(',"row":{')
      encodeRow(json, event.row)
      return json.raw('}}')
    default:
      return encodeRare(json, event)
  }
}

function encodeRare(json: JsonBytes, event: Exclude<Event, { type: 'received' | 'sent' | 'step' | 'row' }>): void {
  switch (event.type) {
    case 'begun': {
      const { scenario, file, wall, lanes } = event
      return json.json(JSON.stringify({ t: 0, recording: recordingVersion, scenario, file, wall, lanes }))
    }
    case 'printed':
      begin(json, event.at, event.lane)
      json.raw(',"printed":')
      json.text(event.line)
      return json.raw('}')
    case 'event':
      begin(json, event.at, event.lane)
      json.raw(',"event":')
      json.text(event.name)
      json.raw(',"words":')
      json.text(event.words)
      return json.raw(event.teardown === undefined ? '}' : ',"teardown":true}')
    case 'verdict': {
      const { at: t, status: verdict, message, lane, line, verb } = event
      return json.json(JSON.stringify({ t, verdict, message, lane, line, verb }))
    }
  }
}

function encodeBytes(json: JsonBytes, bytes: Uint8Array, from: number | undefined): void {
  if (from === undefined) return json.bytes(bytes)
  json.raw('{"from":')
  json.number(from)
  json.raw(',"length":')
  json.number(bytes.byteLength)
  json.raw('}')
}

function time(json: JsonBytes, at: number): void {
  json.raw('{"t":')
  json.number(at)
}

function begin(json: JsonBytes, at: number, lane: string): void {
  time(json, at)
  json.raw(',"lane":')
  json.text(lane)
}

function encodeRow(json: JsonBytes, { lane, mark, text, at, step, instance, dropped, omitted, styles }: RawRow): void {
  json.raw('"lane":')
  json.text(lane)
  json.raw(',"mark":')
  json.text(mark)
  json.raw(',"at":')
  json.number(at)
  json.raw(',"step":')
  json.number(step)
  // Which of the two it was would be lost for bytes that happen to be text.
  const bytes = typeof text === 'string' ? undefined : true
  if ((bytes ?? instance ?? dropped ?? omitted ?? styles) !== undefined) {
    json.raw(',')
    json.json(JSON.stringify({ instance, dropped, omitted, bytes, styles }).slice(1, -1))
  }
  json.raw(',"text":')
  if (typeof text === 'string') json.text(text)
  else json.bytes(text)
}
