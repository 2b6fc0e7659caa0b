import { createHash, createHmac } from 'node:crypto'
import type { Digests } from '../../text/expression-functions.ts'

/** Digests for `let`, as Node computes them. */
export const digests: Digests = {
  hash: (algorithm, bytes) => createHash(algorithm).update(bytes).digest(),
  hmac: (algorithm, key, bytes) => createHmac(algorithm, key).update(bytes).digest(),
}
