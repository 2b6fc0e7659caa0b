import type { Event, RawRow } from '../../model/event.ts'
import type { JsonBytes } from './json-bytes.ts'

/** Which form of recording this is; stands in its first line. */
export const recordingVersion = 1

/**
 * One event as one line of JSON: `{"t":1203,"lane":"client","received":"Hello\n"}`. `t` is microseconds
 * since the start. Bytes are as `JsonBytes` has them, or `{"from":65536,"length":32768}` where they stand in the file beside, `from` its
 * beginning on.
 */
export function encodeEvent(json: JsonBytes, event: Event, from?: number): void {
  switch (event.type) {
    case 'received':
      begin(json, event.at, event.lane)
      if (event.stream !== undefined) json.named(',"stream":', event.stream)
      json.raw(',"received":')
      encodeBytes(json, event.bytes, from)
      return json.raw('}\n')
    case 'sent':
      begin(json, event.at, event.lane)
      json.raw(',"sent":')
      encodeBytes(json, event.bytes, from)
      if (event.times !== undefined) json.numbered(',"times":', event.times)
      return json.raw('}\n')
    case 'terminal':
      begin(json, event.at, event.lane)
      json.raw(',"terminal":')
      encodeBytes(json, event.bytes, from)
      return json.raw('}\n')
    case 'step':
      json.numbered('{"t":', event.at)
      json.numbered(',"step":', event.index)
      json.numbered(',"line":', event.line)
      json.named(',"verb":', event.verb)
      if (event.file !== undefined) json.named(',"file":', event.file)
      return json.raw('}\n')
    case 'row':
      json.numbered('{"t":', event.at)
      encodeRow(json, event.row)
      return json.raw('}}\n')
    case 'printed':
      begin(json, event.at, event.lane)
      json.named(',"printed":', event.line)
      return json.raw('}\n')
    default:
      return encodeRare(json, event)
  }
}

type Frequent = 'received' | 'sent' | 'terminal' | 'printed' | 'step' | 'row'

function encodeRare(json: JsonBytes, event: Exclude<Event, { type: Frequent }>): void {
  switch (event.type) {
    case 'begun': {
      const { scenario, file, wall, lanes } = event
      return json.json(`${JSON.stringify({ t: 0, recording: recordingVersion, scenario, file, wall, lanes })}\n`)
    }
    case 'event':
      begin(json, event.at, event.lane)
      json.named(',"event":', event.name)
      json.named(',"words":', event.words)
      return json.raw(event.teardown === undefined ? '}\n' : ',"teardown":true}\n')
    case 'terminal-size':
      begin(json, event.at, event.lane)
      json.numbered(',"terminal":{"columns":', event.columns)
      json.numbered(',"rows":', event.rows)
      return json.raw(event.resized === undefined ? '}}\n' : ',"resized":true}}\n')
    case 'verdict': {
      const { at: t, status: verdict, message, lane, line, verb } = event
      return json.json(`${JSON.stringify({ t, verdict, message, lane, line, verb })}\n`)
    }
  }
}

function encodeBytes(json: JsonBytes, bytes: Uint8Array, from: number | undefined): void {
  if (from === undefined) return json.bytes(bytes)
  json.numbered('{"from":', from)
  json.numbered(',"length":', bytes.byteLength)
  json.raw('}')
}

function begin(json: JsonBytes, at: number, lane: string): void {
  json.numbered('{"t":', at)
  json.named(',"lane":', lane)
}

function encodeRow(json: JsonBytes, { lane, mark, text, at, step, instance, dropped, omitted, styles }: RawRow): void {
  json.named(',"row":{"lane":', lane)
  json.named(',"mark":', mark)
  json.numbered(',"at":', at)
  json.numbered(',"step":', step)
  // Which of the two it was would be lost for bytes that happen to be text.
  const bytes = typeof text === 'string' ? undefined : true
  if ((bytes ?? instance ?? dropped ?? omitted ?? styles) !== undefined) {
    json.raw(',')
    json.json(JSON.stringify({ instance, dropped, omitted, bytes, styles }).slice(1, -1))
  }
  if (typeof text === 'string') return json.named(',"text":', text)
  json.raw(',"text":')
  json.bytes(text)
}
