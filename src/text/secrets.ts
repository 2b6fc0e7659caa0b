const label = '<secret>'

/** The same plain data with every secret renamed, in texts and bytes. Without secrets, the very same value. */
export function withoutSecrets<T>(value: T, secrets: readonly string[]): T {
  return secrets.length === 0 ? value : (hidden(value, secrets) as T)
}

function hidden(value: unknown, secrets: readonly string[]): unknown {
  if (typeof value === 'string') return inText(value, secrets)
  if (value instanceof Uint8Array) return inBytes(value, secrets)
  if (Array.isArray(value)) return value.map((item) => hidden(item, secrets))
  if (value instanceof Map) return new Map([...value].map(([key, item]) => [key, hidden(item, secrets)]))
  if (value instanceof Set) return new Set([...value].map((item) => hidden(item, secrets)))
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, hidden(item, secrets)]))
}

const inText = (text: string, secrets: readonly string[]): string =>
  secrets.reduce((shown, secret) => shown.replaceAll(secret, label), text)

/** As Latin-1, each byte is one character and comes back as it was. */
function inBytes(bytes: Uint8Array, secrets: readonly string[]): Uint8Array {
  const encoded = secrets.map((secret) => Buffer.from(secret, 'utf8').toString('latin1'))
  return Buffer.from(inText(Buffer.from(bytes).toString('latin1'), encoded), 'latin1')
}

/** How many of the last bytes may be the beginning of a secret whose rest is still to come. */
export function secretBegun(bytes: Uint8Array, secrets: readonly Uint8Array[]): number {
  let longest = 0
  for (const secret of secrets) {
    for (let length = Math.min(secret.byteLength - 1, bytes.byteLength); length > longest; length--) {
      const end = Buffer.from(bytes.buffer, bytes.byteOffset + bytes.byteLength - length, length)
      if (end.equals(secret.subarray(0, length))) longest = length
    }
  }
  return longest
}
