import { counted, type wires } from '../../src/plugin.ts'

/** What has become of the fault of a step: pending until it has affected something in one direction of one connection. */
export class Account implements wires.FaultAccount {
  /** As its row has it. */
  readonly shown: string
  readonly #connection: wires.Connections | undefined
  readonly #connections: () => number
  readonly #followed: wires.FollowedFault[] = []
  #over = false

  /** `connection`: those that it is for; `connections`: how many have come so far. */
  constructor(shown: string, connection: wires.Connections | undefined, connections: () => number) {
    this.shown = shown
    this.#connection = connection
    this.#connections = connections
  }

  follow(followed: wires.FollowedFault): void {
    this.#followed.push(followed)
  }

  /** What has not come of it by now is no longer asked for. */
  clear(): void {
    this.#over = true
  }

  /** Why nothing has come of it yet; undefined when something has, or a step has cleared it. */
  pending(): string | undefined {
    this.#over ||= this.#followed.some((each) => each.missing() === undefined)
    if (this.#over) return undefined
    return this.#followed.length === 0 ? this.#unfollowed() : this.#nearest()
  }

  #unfollowed(): string {
    const wanted = this.#connection
    const come = this.#connections()
    if (wanted === undefined) return `no connection came${come === 0 ? '' : ' after it'}`
    if ('share' in wanted) return `the seed has chosen none of ${counted(come, 'connection')}`
    const [number = 1] = wanted.numbers
    return `connection ${number} ${number > come ? 'never came' : 'had ended before'}`
  }

  /** Both directions of the connection that came nearest to it. */
  #nearest(): string {
    const { connection } = this.#followed.reduce((best, each) => (each.progress > best.progress ? each : best))
    const both = this.#followed.filter((each) => each.connection === connection)
    return `${both.map((each) => each.missing()).join(', and ')} (connection ${connection})`
  }
}
