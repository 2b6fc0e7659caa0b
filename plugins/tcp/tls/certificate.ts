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

/** Who signs certificates; `pem` is what trusts it. */
export interface Authority {
  readonly name: string
  readonly keys: Keys
  readonly pem: string
}

const day = 24 * 60 * 60 * 1000
const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
type Library = typeof import('@peculiar/x509')
type Keys = NonNullable<Parameters<Library['X509CertificateGenerator']['createSelfSigned']>[0]['keys']>
let library: Promise<Library> | undefined

async function tools() {
  const { webcrypto } = await import('node:crypto')
  const x509 = await (library ??= withMetadata(() => import('@peculiar/x509')))
  const crypto = webcrypto as unknown as NonNullable<Parameters<Library['X509CertificateGenerator']['create']>[1]>
  return { x509, crypto, draw: () => crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']) }
}

/** Makes an authority for this run alone, `of` an actor, of three days ago until tomorrow. */
export async function makeAuthority(now: number, of = 'the run'): Promise<Authority> {
  const { x509, crypto, draw } = await tools()
  const keys = await draw()
  const name = `CN=authority of ${of}`
  const root = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name,
      notBefore: new Date(now - 4 * day),
      notAfter: new Date(now + day),
      keys,
      signingAlgorithm: algorithm,
      extensions: [
        new x509.BasicConstraintsExtension(true, undefined, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
        // Strict readers, as Python 3.13, want both ends of a chain to name its keys (RFC 5280, 4.2.1.1).
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey, false, crypto),
      ],
    },
    crypto,
  )
  return { name, keys, pem: `${root.toString('pem')}\n` }
}

/**
 * Makes a certificate that this authority has signed unless it signs itself, valid for yesterday, today and tomorrow (RFC 5280). The
 * names are DNS names or IP addresses.
 */
export async function makeIdentity(
  names: readonly string[],
  quality: Quality,
  now: number,
  authority?: Authority,
): Promise<Identity> {
  const { x509, crypto, draw } = await tools()
  const leaf = await draw()
  const subject = `CN=${names[0] ?? 'localhost'}`
  const signs = quality === 'self-signed' ? undefined : (authority ?? (await makeAuthority(now)))
  const leafOf = {
    subject,
    issuer: signs?.name ?? subject,
    notBefore: new Date(now - (quality === 'expired' ? 3 : 1) * day),
    notAfter: new Date(now + (quality === 'expired' ? -2 : 1) * day),
    publicKey: leaf.publicKey,
    signingKey: (signs?.keys ?? leaf).privateKey,
    signingAlgorithm: algorithm,
    extensions: [
      new x509.SubjectAlternativeNameExtension(
        names.map((name) => ({ type: isIP(name) === 0 ? ('dns' as const) : ('ip' as const), value: name })),
      ),
      new x509.BasicConstraintsExtension(false, undefined, true),
      await x509.SubjectKeyIdentifierExtension.create(leaf.publicKey, false, crypto),
      await x509.AuthorityKeyIdentifierExtension.create((signs?.keys ?? leaf).publicKey, false, crypto),
    ],
  }
  const cert = `${(await x509.X509CertificateGenerator.create(leafOf, crypto)).toString('pem')}\n`
  const key = pem('PRIVATE KEY', await crypto.subtle.exportKey('pkcs8', leaf.privateKey))
  return signs === undefined ? { cert, key } : { cert, key, ca: signs.pem }
}

function pem(label: string, bytes: ArrayBuffer): string {
  const lines =
    Buffer.from(bytes)
      .toString('base64')
      .match(/.{1,64}/g) ?? []
  return [`-----BEGIN ${label}-----`, ...lines, `-----END ${label}-----`, ''].join('\n')
}
