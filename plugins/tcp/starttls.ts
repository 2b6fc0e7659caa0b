import * as z from 'zod'
import { Connection, defineVerb, problemError, type Deeds } from '../../src/plugin.ts'
import { beginsHandshake } from './tls/client-hello.ts'
import { clientUpgrade, serverUpgrade, type ClientSecurity, type ServerSecurity } from './tls/options.ts'

/** One page of the editor shows the verb of both. */
const about = 'goes over to TLS on the running connection: a server awaits the handshake, a client does it'

/** `starttls` of a connection to a server of ours. */
export const serverStarttls = defineVerb<ServerSecurity>({
  about,
  argument: serverUpgrade,
  async run(actor, options, context) {
    const connection = plainConnection(actor)
    const { upgradeServer } = await import('./tls/upgrade.ts')
    context.row('ready for TLS')
    await upgradeServer(connection, options, () => context.rest())
  },
})

/** The same of a client. */
export const clientStarttls = defineVerb<ClientSecurity>({
  about,
  argument: clientUpgrade,
  async run(actor, options, context) {
    const connection = plainConnection(actor)
    const { upgradeClient } = await import('./tls/upgrade.ts')
    context.awaits(
      'the server’s part of the TLS handshake',
      'a server of the scenario begins before its client does: - starttls: its name',
    )
    if (await upgradeClient(connection, options, () => context.rest())) context.row('TLS handshake done')
  },
})

const alone = z.literal(true, { error: 'expected true, or a map of options' })

/** `starttls: true` in a rule of a server: behind the reply the client’s handshake is expected. */
export const serverDeeds: Deeds = {
  starttls: {
    begins: beginsHandshake,
    wanted: z
      .union([alone.transform(() => serverUpgrade.parse({})), serverUpgrade])
      .describe('go over to TLS behind the reply: true, or options as of the verb'),
    async run(talk, options, rest) {
      const { upgradeServer } = await import('./tls/upgrade.ts')
      await upgradeServer(plainConnection(talk), options as ServerSecurity, rest)
    },
  },
}

/** The same of a client, which begins the handshake. */
export const clientDeeds: Deeds = {
  starttls: {
    wanted: z
      .union([alone.transform(() => clientUpgrade.parse({})), clientUpgrade])
      .describe('go over to TLS behind the reply: true, or options as of the verb'),
    async run(talk, options, rest) {
      const { upgradeClient } = await import('./tls/upgrade.ts')
      await upgradeClient(plainConnection(talk), options as ClientSecurity, rest)
    },
  },
}

function plainConnection(actor: unknown): Connection {
  if (!(actor instanceof Connection))
    throw problemError('wrong-verb', 'a listening server has no conversation', 'name one of its connections', 'failed')
  const { socket, below, lane } = actor
  if (socket !== below)
    throw problemError('step-failed', `“${lane.name}” talks over TLS already`, 'take this step out', 'failed')
  if (actor.ending)
    throw problemError(
      'step-failed',
      `“${lane.name}” has ended, so no TLS can begin: it is ${actor.state()}`,
      undefined,
      'failed',
    )
  return actor
}
