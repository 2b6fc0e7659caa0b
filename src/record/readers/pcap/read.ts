import type { Played } from '../../played.ts'
import { unreadable, type Seen } from '../seen/result.ts'
import { collect } from './collect.ts'
import { packetsIn } from './packets.ts'
import { problemWith, type Wanted } from './problems.ts'
import { sessionOf } from './session.ts'
import type { Place } from './transport.ts'

/** The connections of a capture (pcap or pcapng), to one server when one is wanted, from chunks of the file. Pure, in bounded memory. */
export function readCapture(
  chunks: Iterable<Uint8Array>,
  file: string,
  { to, played }: { readonly to?: Wanted; readonly played: Played },
): Seen {
  const isWanted = ({ host, port }: Place) => to === undefined || (to.port === port && (to.host ?? host) === host)
  const collected = collect(packetsIn(chunks), isWanted)
  const problem = problemWith(collected, to)
  return problem === undefined
    ? { session: sessionOf(collected, played) }
    : unreadable(file, problem.message, { hint: problem.hint })
}
