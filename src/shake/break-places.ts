import type { BreakKind, Stream } from '../model/shake.ts'

/** Of one stream: so many of the first messages, and of the last. */
const most = { first: 10, last: 2 }
/** Where nothing gets through any more, programs that are never idle are watched for seconds, so that there is less of it. */
const mostStops = { first: 2, last: 1 }
const lineFeed = 10

/**
 * The places at which a broken connection matters, rising: before the first byte and behind each message (a line, or what came before the
 * other side spoke); within what an actor receives in the middle of each, within what it answers also behind its first byte and before its
 * last.
 */
export function breakPlaces(stream: Stream, what: BreakKind): readonly number[] {
  const ends = endsOf(stream)
  const places = new Set([0])
  let begin = 0
  const { first, last } = what === 'stop' ? mostStops : most
  const shown = new Set([...ends.slice(0, first), ...ends.slice(-last)])
  const whole = stream.direction === 'up' || what === 'stop'
  for (const end of ends) {
    if (shown.has(end)) for (const at of within(begin, end, whole)) places.add(at)
    begin = end
  }
  return [...places].sort((a, b) => a - b)
}

function within(begin: number, end: number, whole: boolean): readonly number[] {
  const middle = begin + Math.floor((end - begin) / 2)
  const all = whole ? [middle, end] : [begin + 1, middle, end - 1, end]
  return all.filter((at) => at > begin)
}

/** Where messages end, rising. */
function endsOf({ bytes, length, messages = [] }: Stream): readonly number[] {
  const ends = new Set(messages)
  bytes.forEach((byte, index) => {
    if (byte === lineFeed) ends.add(index + 1)
  })
  if (length > 0) ends.add(length)
  return [...ends].filter((end) => end <= length).sort((a, b) => a - b)
}
