import { counted } from '../../../text/counted.ts'
import type { Collected } from './collect.ts'

/** What a capture could not see, a sentence each. */
export function unseenIn({ connections, fragments, unreadable }: Collected): string[] {
  const encrypted = connections.filter((each) => each.encrypted)
  return [
    ...connections.flatMap(({ number, missing }) =>
      missing === 0 ? [] : [`The capture lacks ${counted(missing, 'byte')} of connection ${number}.`],
    ),
    ...connections.flatMap(({ number, isGuessed }) =>
      isGuessed ? [`The beginning of connection ${number} was not captured: which side is the server is a guess.`] : [],
    ),
    ...encrypted.map(
      ({ number, bytes }) =>
        `Connection ${number} is encrypted (TLS)${bytes === 0 ? ' and left out' : ' from a point on'}.`,
    ),
    ...(fragments === 0 ? [] : [`${counted(fragments, 'IP fragment')} ${fragments === 1 ? 'is' : 'are'} left out.`]),
    ...(unreadable === undefined ? [] : [`The capture ends early, at byte ${unreadable.offset}: ${unreadable.why}.`]),
  ]
}
