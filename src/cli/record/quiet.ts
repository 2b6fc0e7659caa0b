/** Milliseconds without a byte, after which the answer of a server elsewhere is taken to be whole. */
const moment = 150
/** The same at the end, when nobody types any more. */
const whileLong = 1000

/**
 * When nothing goes over the wire. Programs of the recording are known to be idle; a server elsewhere may think for as long as it
 * likes, so there is nothing but time to judge by.
 */
export class Quiet {
  #moves = 0

  moved(): void {
    this.#moves++
  }

  forMoment(ended: Promise<void>): Promise<void> {
    return this.#during(moment, ended)
  }

  forWhile(ended: Promise<void>): Promise<void> {
    return this.#during(whileLong, ended)
  }

  async #during(milliseconds: number, ended: Promise<void>): Promise<void> {
    const over = ended.then(() => 'over')
    for (;;) {
      const seen = this.#moves
      let timer: NodeJS.Timeout | undefined
      const passed = new Promise<string>((resolve) => (timer = setTimeout(resolve, milliseconds, 'passed')))
      const first = await Promise.race([passed, over])
      clearTimeout(timer)
      if (first === 'over' || seen === this.#moves) return
    }
  }
}
