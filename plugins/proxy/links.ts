import type { Socket } from 'node:net'
import { shownAddress, wires, type Address, type Facts, type Lane } from '../../src/plugin.ts'
import { Account } from './account.ts'
import { struckWords } from './fault-words.ts'
import { linkActor } from './link-actor.ts'

/** Puts a fault upon a proxy or one connection, and answers what becomes of it where that can be seen. */
export type Apply = (fault: wires.Fault) => Promise<Account | undefined>

/** All connections through a proxy, and the faults that hold for those and for later ones. */
export class Links {
  readonly #address: Address
  readonly #seed: number
  readonly #lane: Lane
  readonly #links: wires.Link[] = []
  readonly #open = new Set<wires.Link>()
  #standing: wires.Fault[] = []
  #accounts: Account[] = []

  /** `address` is the server's; `lane` is the proxy's. */
  constructor(address: Address, seed: number, lane: Lane) {
    this.#address = address
    this.#seed = seed
    this.#lane = lane
  }

  get busy(): boolean {
    return [...this.#open].some((link) => link.busy)
  }

  /** Faults of which nothing has come yet, for failure reports. */
  pending(): string[] {
    this.#accounts = this.#accounts.filter((account) => account.pending() !== undefined)
    return this.#accounts.map((account) => `${account.shown} (${account.pending()})`)
  }

  facts(): Facts {
    return {
      connections: this.#links.length,
      bytesUp: this.#links.reduce((sum, link) => sum + link.bytesUp, 0),
      bytesDown: this.#links.reduce((sum, link) => sum + link.bytesDown, 0),
    }
  }

  /** Another client has come, and its server was dialled; `apply` puts a fault that a step names for it upon the proxy. */
  add(client: Socket, server: Socket, apply: Apply): void {
    const lane = this.#lane
    const number = this.#links.length + 1
    const link = new wires.Link(client, server, {
      number,
      seed: this.#seed,
      struck: (fault, direction) => {
        const words = struckWords(fault, direction)
        if (words !== undefined) lane.print(`connection ${number}: ${words}`)
      },
      unreachable: (code) =>
        lane.print(`connection ${number}: ${shownAddress(this.#address)} cannot be reached (${code})`),
      gone: () => this.#open.delete(link),
    })
    this.#links.push(link)
    this.#open.add(link)
    lane.event({ name: 'connection', outOfBand: true })
    lane.print(`connection ${number} to ${shownAddress(this.#address)}`, { of: 'connection' })
    lane.accept((own) => linkActor(link, own, (wanted) => apply({ ...wanted, connection: number })))
    for (const each of this.#standing)
      if (each.connection === undefined || each.connection === number) link.add(asReset(each))
  }

  /** Puts a fault upon the connections that it is for, or clears it. */
  apply(fault: wires.Fault): Account | undefined {
    const { connection, direction } = fault
    const chosen = [...this.#open].filter((link) => connection === undefined || link.number === connection)
    if (fault.clear === true) {
      this.#standing = this.#standing.flatMap((each) => leftOf(each, fault))
      for (const link of chosen) link.clear(direction)
      return undefined
    }
    const account = new Account(fault, () => this.#links.length)
    this.#accounts.push(account)
    const wanted = { ...fault, account }
    for (const link of chosen) link.add(wanted)
    // An RST or FIN without a place is for the connections that are there; without any, for the next one.
    const once = (wanted.reset === true || wanted['half-close'] === true) && wanted.after === undefined
    if (!once || chosen.length === 0) this.#standing.push(wanted)
    return account
  }

  destroy(): void {
    for (const link of this.#open) link.destroy()
  }
}

/** A connection with a number exists already, so it can only be refused with an RST. */
function asReset(fault: wires.Fault): wires.Fault {
  return fault.refuse === true ? { ...fault, reset: true } : fault
}

/** What is left of a standing fault when this is cleared. */
function leftOf(fault: wires.Fault, { connection, direction }: wires.Fault): wires.Fault[] {
  if (connection !== undefined && connection !== fault.connection) return [fault]
  if (direction === 'both' || fault.direction === 'both' || direction === fault.direction) fault.account?.clear()
  if (direction === 'both' || direction === fault.direction) return []
  return [fault.direction === 'both' ? { ...fault, direction: direction === 'up' ? 'down' : 'up' } : fault]
}
