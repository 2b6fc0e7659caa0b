/**
 * Decides when a dead peer's answer (ICMP port unreachable, ECONNREFUSED) counts. It comes at any time after the datagram that
 * provoked it, so it is told only once something was sent afterwards: then it must have come, or comes now.
 */
export class Refusals {
  #sent = 0
  #came = 0
  #told = 0
  readonly #tell: () => void

  constructor(tell: () => void) {
    this.#tell = tell
  }

  sent(): void {
    this.#sent += 1
    this.#look()
  }

  came(): void {
    this.#came += 1
    this.#look()
  }

  #look(): void {
    while (this.#told < this.#came && this.#told < this.#sent - 1) {
      this.#told += 1
      this.#tell()
    }
  }
}
