import type { Actor, ForPrograms, LaneEvent, Lane, Readiness } from '../../model/actor.ts'
import type { Framer } from '../../model/framer.ts'
import type { Received } from '../../model/received.ts'
import type { Screen, TerminalSize } from '../../model/screen.ts'
import { spacedHex } from '../../text/spaced-hex.ts'
import { nodeAt } from '../../coercion/schema-def.ts'
import { countApplied } from '../failure/looping-rules.ts'
import { guardActor, mistakeInActor, ownActor } from '../guard/actor.ts'
import { isFromOutsider } from '../guard/owner.ts'
import { reportActorError, kindOf, pluginError, thrownMessage } from '../guard/plugin-error.ts'
import type { RunLane } from '../lane/lane.ts'
import { showOn } from '../lane/screen.ts'
import { arrive, pairEarly } from '../context/connections.ts'
import type { Lifetime } from '../context/lifetime.ts'
import { isLarge } from '../recording/bytes-beside.ts'
import { becomesIdle } from '../idle/until-idle.ts'
import { holdersOf } from '../context/holders.ts'
import { ownFramer } from '../context/framed-line.ts'
import { newLane } from '../context/new-lane.ts'
import { noteEnd, wordsBehind } from '../context/wired.ts'
import type { ActorInstance } from '../context/actor-instance.ts'
import type { RunContext, GuardContext } from '../context/run-context.ts'

/** The lane as its kind sees it. A plugin from outside may also take its functions from it, and copy it. */
export function lanePort(context: RunContext, instance: ActorInstance, lane: RunLane, lifetime: Lifetime): Lane {
  const port = new LanePort(context, instance, lane, lifetime)
  return isFromOutsider(context, instance) ? withOwnMembers(port) : port
}

/**
 * Whatever comes of it that no lane could take stops the scenario, and never throws where the kind calls from: that may be the callback
 * of a timer or a socket. A class, since a group has thousands of lanes, and each function of its own would be an object.
 */
class LanePort implements Lane {
  readonly #context: RunContext
  readonly #instance: ActorInstance
  readonly #lane: RunLane
  readonly #lifetime: Lifetime

  constructor(context: RunContext, instance: ActorInstance, lane: RunLane, lifetime: Lifetime) {
    this.#context = context
    this.#instance = instance
    this.#lane = lane
    this.#lifetime = lifetime
  }

  #nonsense(what: string): void {
    const { name } = this.#lane
    const who = kindOf(this.#context, this.#instance)
    pluginError(this.#context, `${who} ${what} on the lane of “${name}”`, { lane: name })
  }

  get name(): string {
    return this.#lane.name
  }
  receive(bytes: Uint8Array, how?: Received): void {
    if (!(bytes instanceof Uint8Array)) return this.#nonsense('received something other than bytes')
    if (how?.ignored === true) this.#lane.ignore(bytes)
    else if (bytes.byteLength > 0 || how?.message !== undefined) this.#receive(bytes, how)
  }
  #receive(bytes: Uint8Array, { stream, message, reused = false }: Received = {}): void {
    // The recorder writes a large piece at once, and keeps others for a while.
    const { cutBytes, wires } = this.#context.host
    const own = wires?.bytesBehind(`${this.#lane.name} ${stream}`, bytes) ?? bytes
    const whole = own === bytes && reused && !isLarge(bytes) ? Buffer.from(bytes) : own
    if (cutBytes === undefined || message !== undefined) this.#lane.receive(whole, stream, message)
    else for (const piece of cutBytes(this.#lane.name, stream, whole)) this.#lane.receive(piece, stream)
    if (reused) this.#lane.stream(stream).window.own()
  }
  print(line: string, how?: { readonly of?: string }): void {
    if (typeof line === 'string') this.#lane.print(wordsBehind(this.#context, line), how?.of)
    else this.#nonsense('printed something other than text')
  }
  event(event: LaneEvent): void {
    if (isLaneEvent(event)) this.#event(event)
    else this.#nonsense('reported an event without a name')
  }
  #event(event: LaneEvent): void {
    const { words } = event
    const context = this.#context
    this.#lane.event(words === undefined ? event : { ...event, words: wordsBehind(context, words) })
    if (this.#lane === this.#instance.lane) noteEnd(context, this.#instance.name, event)
  }
  replied(shown: string | Uint8Array, open?: LaneEvent['open']): void {
    this.#lane.event(repliedEvent(shown, open))
  }
  applied(at: readonly (string | number)[], name: string): void {
    countApplied(this.#context, this.#instance.declaration, at, name)
  }
  terminal(written: Uint8Array | TerminalSize): void {
    const at = this.#lane.now()
    const lane = this.#lane.name
    const { recorder } = this.#context
    if (written instanceof Uint8Array) {
      if (written.byteLength > 0) recorder.write({ type: 'terminal', at, lane, bytes: written })
    } else if (isSize(written)) recorder.write({ type: 'terminal-size', at, lane, ...written })
    else this.#nonsense('wrote something other than bytes or a size to the terminal')
  }
  shows(screen: Screen): void {
    showOn(this.#lane, screen)
  }
  isWatched(): boolean {
    return this.#context.watched().has(this.#instance.declaration.name)
  }
  idle(signal: AbortSignal): Promise<boolean> {
    return becomesIdle(this.#context, signal)
  }
  sent(bytes: Uint8Array): void {
    if (!(bytes instanceof Uint8Array)) return this.#nonsense('sent something other than bytes')
    this.#context.recorder.write({ type: 'sent', at: this.#lane.now(), lane: this.#lane.name, bytes })
  }
  get framer(): Framer {
    return ownFramer(this.#instance)
  }
  failed(error: unknown, at?: readonly (string | number)[]): void {
    const { options } = this.#instance.declaration
    const span = Array.isArray(at) ? nodeAt(options.node, at).node.span : undefined
    reportActorError(this.#context, this.#instance, error, span)
  }
  accept(build: (lane: Lane) => Actor): Lane {
    const context = this.#context
    const instance = this.#instance
    if (this.#lane.frozen || instance.lane !== this.#lane) return turnAway(context, instance, this.#lifetime, build)
    const connection = arrive(context, instance)
    const port = lanePort(context, instance, connection.lane, this.#lifetime)
    const actor = built(context, instance, connection.lane.name, build, port)
    if (actor === undefined) return port
    connection.actor = actor
    const remote = connection.actor.ends?.remote
    context.host.wires?.accepted(instance.name, ownActor(actor).ends?.remote)
    if (remote !== undefined) context.byRemote.set(remote, { server: instance, number: connection.number })
    pairEarly(context, instance)
    context.laneSetting.changed(connection.lane)
    return port
  }
  get strict(): ReadonlySet<string> {
    return new Set(this.#instance.declaration.strict.about)
  }
  get isSentTo(): boolean {
    return this.#context.spokenTo.has(this.#instance.declaration.name)
  }
  awaits(readiness: Readiness): void {
    this.#lifetime.readiness = readiness
  }
  alias(volatile: string | number, fact: string): void {
    const name = fact.startsWith('!') ? fact.slice(1) : `${this.#instance.name}.${fact}`
    addAlias(this.#context, String(volatile), name)
  }
  holders(place: Parameters<NonNullable<Lane['holders']>>[0]): readonly string[] {
    return holdersOf(this.#context, this.#instance, place)
  }
  get run(): object {
    return this.#context.key
  }
  whenOver(end: () => void): () => void {
    return this.#lifetime.whenOver(end)
  }
  get signal(): AbortSignal {
    return this.#lifetime.signal
  }
  get tmp(): string {
    return this.#context.folder.path
  }
  get dir(): string {
    return this.#context.names.dir
  }
  get env(): Lane['env'] {
    return this.#context.host.env
  }
  get forPrograms(): ForPrograms {
    const { programEnv, host } = this.#context
    return { listed: programEnv, given: host.programEnv ?? {} }
  }
  get guard(): NonNullable<Lane['guard']> {
    // Absent where nobody cleans up after this program, which the type cannot say of a getter.
    return this.#context.host.reaper as NonNullable<Lane['guard']>
  }
}

/** The same lane with each function and value as its own. */
export function withOwnMembers(port: Lane): Lane {
  const own = {}
  for (const [name, { value, get }] of Object.entries(Object.getOwnPropertyDescriptors(LanePort.prototype))) {
    if (name === 'constructor' || (name === 'guard' && port.guard === undefined)) continue
    const member = get === undefined ? { value: value.bind(port), writable: true } : { get: get.bind(port) }
    Object.defineProperty(own, name, { ...member, enumerable: true, configurable: true })
  }
  return own as Lane
}

function addAlias({ aliased, aliases }: RunContext, volatile: string, name: string): void {
  const both = `${volatile}\n${name}`
  if (aliased.has(both)) return
  aliased.add(both)
  aliases.push({ volatile, name })
}

const repliedEvent = (shown: string | Uint8Array, open?: LaneEvent['open']): LaneEvent => ({
  name: 'replied',
  ...(shown instanceof Uint8Array ? { words: spacedHex(shown), bytes: shown } : { words: String(shown) }),
  ...(Array.isArray(open) && open.length > 0 && { open }),
})

const isSize = (size: unknown): size is TerminalSize =>
  typeof size === 'object' &&
  size !== null &&
  [(size as TerminalSize).columns, (size as TerminalSize).rows].every((cells) => Number.isSafeInteger(cells))

function isLaneEvent(event: unknown): event is LaneEvent {
  return typeof event === 'object' && event !== null && typeof (event as Partial<LaneEvent>).name === 'string'
}

/** What a kind makes of a caller; undefined, and the scenario stops, when it is no actor. */
function built(
  context: GuardContext,
  instance: ActorInstance,
  name: string,
  build: (lane: Lane) => Actor,
  port: Lane,
): Actor | undefined {
  try {
    const actor = build(port)
    const mistake = mistakeInActor(actor)
    if (mistake === undefined) return guardActor(context, instance, name, actor)
    pluginError(context, `${kindOf(context, instance)} accepted no connection on “${name}”: ${mistake}`, { lane: name })
  } catch (error) {
    pluginError(context, `${kindOf(context, instance)} threw while it accepted “${name}”: ${thrownMessage(error)}`, {
      lane: name,
    })
  }
  return undefined
}

/** A caller that comes after the end of this life belongs to no lane, and is closed at once. */
function turnAway(
  context: RunContext,
  instance: ActorInstance,
  lifetime: Lifetime,
  build: (lane: Lane) => Actor,
): Lane {
  const lane = newLane(context, instance, `${instance.name}#late`)
  lane.frozen = true
  const port = lanePort(context, instance, lane, lifetime)
  const actor = built(context, instance, lane.name, build, port)
  if (actor !== undefined) Promise.resolve(actor.stop({ grace: 0 })).catch(() => {})
  return port
}
