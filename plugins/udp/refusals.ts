/**
 * Decides when a dead peer's answer (ICMP port unreachable, ECONNREFUSED) counts. It comes at any time after the datagram that
 * provoked it, so it becomes an event only once something was sent afterwards – then it must have come, or comes now –, or an expectation waits for it.
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

  /** An expectation waits for it: then the next one is an event whenever it comes. */
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
