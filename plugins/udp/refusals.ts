/**
 * Decides when a dead peer's answer (ICMP port unreachable, ECONNREFUSED) counts. It comes at any time after the datagram that
 * provoked it, so it is told only once something was sent afterwards – then it must have come, or comes now –, or a wish waits for it.
 */
export class Refusals {
  #sent = 0
  #came = 0
  #reported = 0
  #asked = false
  readonly #report: () => void

  constructor(report: () => void) {
    this.#report = report
  }

  sent(): void {
    this.#sent += 1
    this.#look()
  }

  came(): void {
    this.#came += 1
    this.#look()
  }

  /** A wish waits for it: then the next one is told whenever it comes. */
  asked(): void {
    this.#asked = true
    setImmediate(() => this.#look())
  }

  #look(): void {
    while (this.#reported < this.#came && (this.#asked || this.#reported < this.#sent - 1)) {
      this.#reported += 1
      this.#asked = false
      this.#report()
    }
  }
}
