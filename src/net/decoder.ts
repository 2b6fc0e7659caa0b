import { Buffer } from 'node:buffer'
import { StringDecoder } from 'node:string_decoder'

export const encodings = ['utf8', 'utf16le', 'latin1', 'ascii', 'hex', 'base64'] as const
export type Encoding = (typeof encodings)[number]

/**
 * What `setEncoding` makes of a stream, as UTF-8 bytes: a character that a chunk has cut is joined, one that the end has cut
 * becomes U+FFFD.
 */
export class Decoder {
  readonly #decoder: StringDecoder

  constructor(encoding: Encoding) {
    this.#decoder = new StringDecoder(encoding)
  }
  decode(chunk: Buffer): Buffer {
    return Buffer.from(this.#decoder.write(chunk))
  }
  end(): Buffer {
    return Buffer.from(this.#decoder.end())
  }
}
