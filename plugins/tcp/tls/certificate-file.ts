import * as z from 'zod'
import {
  actorRef,
  problemError,
  type ActorReference,
  type FileContent,
  type FileContext,
  type Problem,
} from '../../../src/plugin.ts'
import { authorityOf } from './authorities.ts'
import { makeIdentity, type Identity } from './certificate.ts'

const pair = z.strictObject({
  servername: z
    .union([z.string(), z.array(z.string()).min(1)])
    .optional()
    .describe('further names that it is for, besides localhost'),
  quality: z.enum(['signed', 'self-signed', 'expired']).default('signed').describe('what a reader will find of it'),
  part: z
    .enum(['all', 'certificate', 'key', 'ca'])
    .default('all')
    .describe(
      'certificate, key and authority in one file, or one of them; files with the same other options share a pair',
    ),
})
type Pair = z.output<typeof pair>

/** Kinds that show a certificate of the run. */
const showing = ['tcp-server', 'tls-server']

/** `{ certificate: server }` is the authority of that server, and `{ certificate: {…} }` a pair for a program. */
export const certificate: FileContent<ActorReference | Pair> = {
  about: 'the authority that a server of the scenario is trusted by, or a certificate with its key, as PEM',
  argument: z.union([actorRef(), pair]).meta({ examples: ['server', { servername: 'example.test' }] }),
  check: (wanted, context) => ('facts' in wanted ? distrusted(wanted.name, context) : undefined),
  async make(wanted, context) {
    if ('facts' in wanted) {
      const problem = distrusted(wanted.name, context)
      if (problem !== undefined) throw problemError(problem.code, problem.message, problem.hint)
      return (await authorityOf(context.run, wanted.name)).pem
    }
    const { cert, key, ca = cert } = await pairOf(context.run, wanted)
    return { all: key + cert + (ca === cert ? '' : ca), certificate: cert, key, ca }[wanted.part]
  },
}

/** Why no authority of the run vouches for an actor; undefined when one does. */
function distrusted(name: string, { actor }: Pick<FileContext, 'actor'>): Problem | undefined {
  const { kind = '', options } = actor(name) ?? {}
  const code = 'invalid-value'
  if (!showing.includes(kind)) {
    const message = `“${name}” is a ${kind}, which shows no certificate of the scenario`
    const hint = `name a ${showing.join(' or ')}; { servername: … } makes a certificate and key for a program`
    return { code, message, hint }
  }
  const { cert, certificate: quality } = Object(options) as { cert?: unknown; certificate?: unknown }
  const own =
    cert === undefined ? (quality === 'self-signed' ? 'signs itself' : undefined) : 'comes from its option “cert”'
  if (own === undefined) return undefined
  const hint = cert === undefined ? 'take “certificate: self-signed” out' : 'give its authority to the program instead'
  return { code, message: `the certificate of “${name}” ${own}, so no authority of the run has signed it`, hint }
}

const ofRuns = new WeakMap<object, Map<string, Promise<Identity>>>()

/** Signed by one authority for all files of a run, whom the clients of the run trust. */
function pairOf(run: object, { servername = [], quality }: Pair): Promise<Identity> {
  const own = ofRuns.get(run) ?? new Map<string, Promise<Identity>>()
  ofRuns.set(run, own)
  const names = ['localhost', '127.0.0.1', '::1', ...[servername].flat()]
  const key = JSON.stringify([quality, names])
  const made = own.get(key) ?? authorityOf(run, 'files').then((by) => makeIdentity(names, quality, Date.now(), by))
  own.set(key, made)
  return made
}
