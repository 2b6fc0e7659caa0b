import * as z from 'zod'
import { actorRef, duration, socketPath } from '../../src/plugin.ts'

const port = z.int().min(0).max(65_535)
const version = z.enum(['TLSv1.2', 'TLSv1.3'])

const both = {
  host: z.string().optional().describe('where the server listens; the loopback address when absent'),
  port: port.optional().describe('where the server listens; a free port for a server when absent'),
  path: socketPath()
    .optional()
    .describe('a Unix socket instead of host and port; a bare name stands in the run’s folder'),
  cert: z.string().optional().describe('its certificate: a PEM file, or the PEM text'),
  key: z.string().optional().describe('the key of its certificate: a PEM file, or the PEM text'),
  ca: z.string().optional().describe('whom it trusts: a PEM file, or the PEM text'),
  alpn: z
    .union([z.string(), z.array(z.string()).min(1)])
    .optional()
    .describe('the protocols it offers, the best first (ALPN)'),
  servername: z.string().optional().describe('the server’s name (SNI): asked for by a client, certified for a server'),
  minVersion: version.optional().describe('the oldest version of TLS it speaks'),
  maxVersion: version.optional().describe('the newest version of TLS it speaks'),
  rejectUnauthorized: z.boolean().default(true).describe('whether it refuses a peer that it cannot trust'),
  noDelay: z.boolean().default(true).describe('send small segments at once'),
  keepAlive: z.boolean().default(false).describe('probe a silent connection'),
  timeout: duration().optional().describe('silence on the socket after which the event timeout comes'),
}

const versions = (options: { minVersion?: string | undefined; maxVersion?: string | undefined }) =>
  !(options.minVersion === 'TLSv1.3' && options.maxVersion === 'TLSv1.2')
const upsideDown = { error: '“minVersion” is above “maxVersion”', path: ['minVersion'] }
const pair = (options: { cert?: string | undefined; key?: string | undefined }) =>
  (options.cert === undefined) === (options.key === undefined)
const halfPair = { error: '“cert” and “key” belong together', path: ['cert'] }

const twoPlaces = { error: 'a “path” stands instead of “port” and “host”', path: ['path'] }

export const serverOptions = z
  .strictObject({
    ...both,
    certificate: z
      .enum(['signed', 'self-signed', 'expired'])
      .optional()
      .describe('which certificate is made for the run when none is given; a signed one when absent'),
    requestCert: z.boolean().default(false).describe('ask clients for a certificate'),
    backlog: z.int().min(1).optional().describe('how many connections may wait to be accepted'),
    allowHalfOpen: z.boolean().default(false).describe('go on sending after the peer’s FIN instead of ending, too'),
    pauseOnConnect: z.boolean().default(false).describe('read nothing before a resume'),
  })
  .refine(versions, upsideDown)
  .refine(pair, halfPair)
  .refine(({ cert, certificate }) => cert === undefined || certificate === undefined, {
    error: '“certificate” is about one that is made for the run, and “cert” names another',
    path: ['certificate'],
  })
  .refine(({ host, port, path }) => path === undefined || (host === undefined && port === undefined), twoPlaces)
  .meta({ examples: [{ servername: 'example.test' }] })

export const clientOptions = z
  .strictObject({
    ...both,
    to: actorRef().optional().describe('the server it connects to'),
    allowHalfOpen: z.boolean().default(false).describe('go on sending after the peer’s FIN instead of ending, too'),
    reuseSession: z.boolean().default(false).describe('resume the session of its earlier life'),
  })
  .refine(versions, upsideDown)
  .refine(pair, halfPair)
  .refine(({ to, port, path }) => [to, port, path].filter((each) => each !== undefined).length === 1, {
    error: 'name the server by one of “to”, “port” and “path”',
    path: ['to'],
  })
  .refine(({ host, path }) => host === undefined || path === undefined, twoPlaces)
  .meta({ examples: ['server'] })

export type ServerOptions = z.output<typeof serverOptions>
export type ClientOptions = z.output<typeof clientOptions>
