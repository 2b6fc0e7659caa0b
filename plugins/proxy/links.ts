import { wires, type Facts, type Lane } from '../../src/plugin.ts'
import { Account } from './account.ts'
import type { WrittenFault } from './fault.ts'
import { faultWords, type Carried } from './fault-words.ts'
import { leftOf, withoutEffects } from './left-of.ts'
import type { ProxyLink } from './proxy-link.ts'
import { Timed } from './timed.ts'

/** Puts a fault upon a proxy or one connection, and answers what becomes of it where that can be seen. */
export type Apply = (fault: WrittenFault) => Promise<Account | undefined>

/** All connections through a proxy, and the faults that hold for those and for later ones. */
export class Links {
  readonly #lane: Lane
  readonly #seed: number
  readonly #carried: Carried
  readonly #links: ProxyLink[] = []
  readonly #open = new Set<ProxyLink>()
  #standing: StandingFault[] = []
  #accounts: Account[] = []
  #faults = 0
  readonly #timed: Timed

  /** `lane` is the proxy's. */
  constructor(lane: Lane, seed: number, carried: Carried) {
    this.#lane = lane
    this.#seed = seed
    this.#carried = carried
    this.#timed = new Timed((line) => lane.print(line))
  }

  get busy(): boolean {
    return [...this.#open].some((link) => link.busy)
  }

  /** Milliseconds until something happens by time alone; undefined when nothing will. */
  dueIn(): number | undefined {
    const due = [this.#timed, ...this.#open].map((each) => each.dueIn() ?? Infinity)
    return due.every((each) => each === Infinity) ? undefined : Math.min(...due)
  }

  /** These words, with the faults of which nothing has come yet, for failure reports. */
  state(words: string): string {
    this.#accounts = this.#accounts.filter((account) => account.pending() !== undefined)
    const pending = this.#accounts.map((account) => `fault pending: ${account.shown} (${account.pending()})`)
    return [words, ...pending].join(', ')
  }

  facts(): Facts {
    return {
      connections: this.#links.length,
      bytesUp: this.#links.reduce((sum, link) => sum + link.bytesUp, 0),
      bytesDown: this.#links.reduce((sum, link) => sum + link.bytesDown, 0),
    }
  }

  /** Another client has come; `make` answers what stands between it and the server, and calls `gone` when both have left. */
  add<L extends ProxyLink>(server: string, make: (number: number, gone: () => void) => L): L {
    const number = this.#links.length + 1
    const link = make(number, () => {
      this.#open.delete(link)
      this.#timed.left(link)
    })
    this.#timed.came(link)
    this.#links.push(link)
    this.#open.add(link)
    this.#lane.event({ name: 'connection', outOfBand: true })
    this.#lane.print(`connection ${number} to ${server}`, { of: 'connection' })
    return link
  }

  /** Puts the faults upon a new connection that hold for it. */
  addStanding(link: ProxyLink): void {
    for (const { fault, draws } of this.#standing)
      if (this.#isFor(fault, draws, link.number)) this.#timed.add(link, asReset(fault))
  }

  /** Puts a fault upon the connections that it is for, or clears it. */
  apply(fault: WrittenFault): Account | undefined {
    const draws = (this.#faults += 1)
    const chosen = [...this.#open].filter((link) => this.#isFor(fault, draws, link.number))
    const { clear } = fault
    if (clear !== undefined) {
      this.#standing = this.#standing.flatMap((each) =>
        leftOf(each.fault, fault).map((left) => ({ ...each, fault: left })),
      )
      const left = <F extends WrittenFault>(each: F) => withoutEffects(each, clear)
      for (const link of chosen) {
        this.#timed.clear(link, fault.direction, left)
        link.clear(fault.direction, left)
      }
      return undefined
    }
    const shown = faultWords(fault, this.#carried)
    const account = new Account(shown, fault.connection, () => this.#links.length)
    this.#accounts.push(account)
    const budget = fault.times === undefined ? undefined : { left: fault.times }
    const wanted = { ...fault, account, budget }
    for (const link of chosen) this.#timed.add(link, wanted)
    if (!isOver(wanted, chosen.length)) this.#standing.push({ fault: wanted, draws })
    return account
  }

  destroy(): void {
    this.#timed.stop()
    for (const link of this.#open) link.destroy()
  }

  /** A share of connections is drawn for each fault anew, and for a connection the same in every run. */
  #isFor({ connection }: WrittenFault, draws: number, number: number): boolean {
    if (connection === undefined) return true
    if ('numbers' in connection) return connection.numbers.includes(number)
    const draw = wires.seededRandom(this.#seed * 1009 + draws * 101 + number)
    draw()
    return draw() < connection.share
  }
}

interface StandingFault {
  readonly fault: WrittenFault
  /** The how manieth fault it is. */
  readonly draws: number
}

/** An RST or FIN without a place is for the connections that are there; without any, for the next one. */
function isOver(
  { reset, 'half-close': halfClose, close, after, before, budget }: WrittenFault,
  chosen: number,
): boolean {
  const isPlaced = (after ?? before) !== undefined
  if ((reset ?? halfClose ?? close) !== true || isPlaced || chosen === 0) return false
  return budget === undefined || budget.left === 0
}

/** A connection that is there already can only be refused with an RST. */
function asReset(fault: WrittenFault): WrittenFault {
  return fault.refuse === true ? { ...fault, reset: true } : fault
}
