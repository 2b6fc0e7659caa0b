import { isIP } from 'node:net'
import { withMetadata } from './reflect.ts'

/** Which certificate a server shows: a good one, one without a trusted signature, or an expired one. */
export type Quality = 'signed' | 'self-signed' | 'expired'

/** PEM texts. `ca` is what a client has to trust; absent for a certificate that deserves no trust. */
export interface Identity {
  readonly cert: string
  readonly key: string
  readonly ca?: string
}

const day = 24 * 60 * 60 * 1000
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
type Library = typeof import('@peculiar/x509')
let library: Promise<Library> | undefined

/**
 * Makes a certificate for this run alone, by an authority of its own, valid for yesterday, today and tomorrow (RFC 5280).
 * The names are DNS names or IP addresses.
 */
export async function makeIdentity(names: readonly string[], quality: Quality, now: number): Promise<Identity> {
  const { webcrypto } = await import('node:crypto')
  const x509 = await (library ??= withMetadata(() => import('@peculiar/x509')))
  const crypto = webcrypto as unknown as NonNullable<Parameters<Library['X509CertificateGenerator']['create']>[1]>
  const draw = () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])
  const [authority, leaf] = await Promise.all([draw(), draw()])
  const notBefore = new Date(now - (quality === 'expired' ? 3 : 1) * day)
  const notAfter = new Date(now + (quality === 'expired' ? -2 : 1) * day)
  const subject = `CN=${names[0] ?? 'localhost'}`
  const issuer = quality === 'self-signed' ? subject : `CN=authority ${webcrypto.randomUUID()}`
  const signingKey = quality === 'self-signed' ? leaf.privateKey : authority.privateKey
  const leafOf = {
    subject,
    issuer,
    notBefore,
    notAfter,
    publicKey: leaf.publicKey,
    signingKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.SubjectAlternativeNameExtension(
        names.map((name) => ({ type: isIP(name) === 0 ? ('dns' as const) : ('ip' as const), value: name })),
      ),
      new x509.BasicConstraintsExtension(false, undefined, true),
    ],
  }
  const cert = (await x509.X509CertificateGenerator.create(leafOf, crypto)).toString('pem')
  const key = pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', leaf.privateKey))
  if (quality === 'self-signed') return { cert, key }
  const root = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: issuer,
      notBefore: new Date(now - 4 * day),
      notAfter: new Date(now + day),
      keys: authority,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
      ],
    },
    crypto,
  )
  return { cert, key, ca: root.toString('pem') }
}

function pem(label: string, bytes: ArrayBuffer): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
