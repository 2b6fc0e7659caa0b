import { playedSides, type Play } from '../../record/played.ts'
import type { WireOptions } from '../../record/wire/options.ts'
import { placeOf, type Place } from '../../record/wire/place.ts'
import type { Values } from '../options.ts'
import type { wireFlags } from '../wire-flags.ts'
import { usage, type Problems } from './usage.ts'

type Args = Values<typeof wireFlags>

/** What the flags of a call ask for; `hasPrograms`: there are some behind `--`. */
export function wireOptionsOf(args: Args, hasPrograms: boolean): WireOptions | Problems {
  const { listen = '', to = '', tls, udp, connections } = args
  const [here, there] = [placeOf(listen), placeOf(to)]
  if (here === undefined) return usage(`--listen ${listen} is no place to listen on`, where)
  if (there === undefined) return usage(`--to ${to} is no server`, where)
  const play = (args.play ?? 'client') as Play
  const transport = udp === true ? 'udp' : tls === true ? 'tls' : 'tcp'
  return (
    wrongTransport(args, here, there) ??
    wrongPlay(play, hasPrograms) ??
    wrongCount(connections) ?? { listen: here, to: there, transport, play, connections }
  )
}

function wrongTransport({ tls, udp }: Args, here: Place, there: Place): Problems | undefined {
  if (udp !== true) return undefined
  if (tls === true) return usage('--tls and --udp cannot stand together', 'leave one of them out')
  if ('path' in here || 'path' in there)
    return usage('a Unix socket has no datagrams here', 'write ports for --listen and --to')
  return undefined
}

function wrongPlay(play: Play, hasPrograms: boolean): Problems | undefined {
  if (hasPrograms || playedSides(play).client) return undefined
  return usage(
    `--play ${play} needs the client: nobody else would start it`,
    'write its command behind --, or play both sides with --play both',
  )
}

function wrongCount(connections: number | undefined): Problems | undefined {
  if (connections === undefined || (Number.isInteger(connections) && connections > 0)) return undefined
  return usage(
    `--connections takes a number from 1 on, and “${connections}” is not one`,
    'leave it out to end with Ctrl-C',
  )
}

const where = 'write a port (9000), a host and a port (localhost:9000), or the path of a Unix socket'
