const startLine = /^(?:HTTP\/1\.[01] \d{3}\b|[A-Z]+ \S+ HTTP\/1\.[01]$)/
const latin1 = (bytes: Uint8Array): string => String.fromCharCode(...bytes.subarray(0, 16))

/** Follows the lines of HTTP/1.1 (RFC 9112) in one direction, and says how many bytes behind them are a body, not lines. */
export class HttpBodies {
  #state: 'between' | 'head' | 'size' | 'trailer' = 'between'
  #length = 0
  #chunked = false
  #due = 0
  #begun = false

  /** Bytes of the body, or of its chunk, that are still to come. */
  get due(): number {
    return this.#due
  }

  /** A line that is no part of a body. */
  line(text: string): void {
    if (this.#state === 'between') this.#begin(text)
    else if (this.#state === 'head') this.#field(text)
    else if (this.#state === 'size') this.#size(text)
    else if (text === '') this.#state = 'between'
  }

  /** How many of these bytes belong to a body: 0 where a line begins. */
  take(bytes: Uint8Array): number {
    if (this.#due === 0) return 0
    // The answer to HEAD announces a body that never comes (RFC 9112, section 6.3).
    if (!this.#begun && !this.#chunked && /^HTTP\/1\.[01] \d/.test(latin1(bytes))) {
      this.#due = 0
      return 0
    }
    const taken = Math.min(this.#due, bytes.length)
    this.#due -= taken
    this.#begun = true
    return taken
  }

  #begin(text: string): void {
    const found = startLine.exec(text)
    if (found === null) return
    this.#state = 'head'
    this.#length = 0
    this.#chunked = false
    this.#begun = false
  }

  #field(text: string): void {
    if (text !== '') {
      const length = /^content-length:[ \t]*(\d+)/i.exec(text)
      if (length !== null) this.#length = Number(length[1])
      if (/^transfer-encoding:.*\bchunked[ \t]*$/i.test(text)) this.#chunked = true
      return
    }
    this.#state = this.#chunked ? 'size' : 'between'
    this.#due = this.#chunked ? 0 : this.#length
  }

  #size(text: string): void {
    if (text === '') return
    const size = Number.parseInt(text, 16)
    if (Number.isNaN(size)) this.#state = 'between'
    else if (size === 0) this.#state = 'trailer'
    else this.#due = size
  }
}
