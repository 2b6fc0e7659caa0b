import type { Event } from '../../../src/model/event.ts'
import { encodeEvent } from '../../../src/run/recording/encode.ts'
import { JsonBytes } from '../../../src/run/recording/json-bytes.ts'

/** An event's line in a recording, without its newline. */
export function encoded(event: Event): string {
  const json = new JsonBytes()
  encodeEvent(json, event)
  return json.take().toString().replace(/\n$/, '')
}
