import * as z from 'zod'
import { dialOptions, insteadOfType, oneListening, oneTarget, rulesOption, serveOptions } from '../../../src/plugin.ts'

const version = z.enum(['TLSv1.2', 'TLSv1.3'])

const secure = {
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
  rejectUnauthorized: z.boolean().default(true).describe('whether it rejects a peer that it cannot trust'),
}

const versions = (options: { minVersion?: string | undefined; maxVersion?: string | undefined }) =>
  !(options.minVersion === 'TLSv1.3' && options.maxVersion === 'TLSv1.2')
const upsideDown = { error: '“minVersion” is above “maxVersion”', path: ['minVersion'] }
const pair = (options: { cert?: string | undefined; key?: string | undefined }) =>
  (options.cert === undefined) === (options.key === undefined)
const halfPair = { error: '“cert” and “key” belong together', path: ['cert'] }

const serverSecure = {
  ...secure,
  certificate: z
    .enum(['signed', 'self-signed', 'expired'])
    .optional()
    .describe('which certificate is made for the run when none is given; a signed one when absent'),
  requestCert: z.boolean().default(false).describe('ask clients for a certificate'),
}
const oneCertificate = ({ cert, certificate }: { cert?: string | undefined; certificate?: string | undefined }) =>
  cert === undefined || certificate === undefined
const twoCertificates = {
  error: '“certificate” is about one that is made for the run, and “cert” names another',
  path: ['certificate'],
}

export const serverOptions = z
  .strictObject({ ...serveOptions, ...serverSecure, rules: rulesOption(['connect', 'end']).optional() })
  .refine(versions, upsideDown)
  .refine(pair, halfPair)
  .refine(oneCertificate, twoCertificates)
  .refine(...oneListening)
  .meta({ examples: [{ servername: 'example.test' }] })

export const clientOptions = z
  .strictObject({
    ...dialOptions,
    ...secure,
    rules: rulesOption(['connect', 'end']).optional(),
    reuseSession: z.boolean().default(false).describe('resume the session of its earlier life'),
  })
  .refine(versions, upsideDown)
  .refine(pair, halfPair)
  .refine(...oneTarget)
  .meta({ examples: ['server'] })

const upgradeWanted = insteadOfType('expected options, such as { servername: example.test }, or none: the actor alone')

/** What a server may say where a connection goes over to TLS: the options of a TLS server without those of its socket. */
export const serverUpgrade = z
  .strictObject(serverSecure, upgradeWanted)
  .refine(versions, upsideDown)
  .refine(pair, halfPair)
  .refine(oneCertificate, twoCertificates)
  .meta({ examples: [{ certificate: 'expired' }] })

export const clientUpgrade = z
  .strictObject(secure, upgradeWanted)
  .refine(versions, upsideDown)
  .refine(pair, halfPair)
  .meta({ examples: [{ servername: 'example.test' }] })

export type ServerSecurity = z.output<typeof serverUpgrade>
export type ClientSecurity = z.output<typeof clientUpgrade>
export type ServerOptions = z.output<typeof serverOptions>
export type ClientOptions = z.output<typeof clientOptions>
