import { draw, openConversation } from '../pipeline/see.ts'
import type { Key } from '../terminal/key.ts'
import type { InteractiveTerminal } from '../terminal/terminal.ts'
import { acceptMasked } from './accept-masked.ts'
import { acceptPending, rejectPending, type Decided } from './decide.ts'
import { editAt } from './editor.ts'
import type { Owners } from './entries.ts'
import type { Files } from '../pipeline.ts'
import type { ReviewHost } from './host.ts'
import { itemOf, type Item } from './item.ts'
import type { Pending } from './pending.ts'
import { Progress, type Decision, type Decisions } from './progress.ts'
import { proposeFor } from './propose-for.ts'
import { help, proposed, screenOf, type Shown } from './screen.ts'
import { undoFor } from './undo.ts'
import { wrap } from '../text/wrap.ts'

const keys = 'a accept · m mask · r reject · s skip · z undo · d view · h help · q quit'
const maskKeys = 'm again: mask it · any other key: leave it as it is'
const backKeys = 'any key: back'

/** Instead of the difference. */
interface Instead {
  readonly lines: readonly string[]
  /** Masks wait for a second m. */
  readonly asks?: true
}

/** A person at the terminal who decides on what waits. Keys are answered one after another; while a scenario runs again, only q is. */
export class Dialogue {
  readonly #review: ReviewHost
  readonly #terminal: InteractiveTerminal
  readonly #owners: Owners
  readonly #progress: Progress
  readonly #items = new Map<Pending, Item>()
  #view: Shown['view'] = 'diff'
  #top = 0
  #lastTop = 0
  #message: string | undefined
  #instead: Instead | undefined
  #isBusy = false
  /** Pressed while the one before them is not done. */
  #waiting: Key[] = []
  #end: () => void = () => undefined

  constructor(review: ReviewHost, terminal: InteractiveTerminal, pending: readonly Pending[], owners: Owners) {
    this.#review = review
    this.#terminal = terminal
    this.#owners = owners
    this.#progress = new Progress(pending, ({ file }) => review.host.services.files.exists(file))
  }

  /** Resolves when the person leaves, or when all is decided. */
  async decide(): Promise<Decisions> {
    const ended = new Promise<void>((resolve) => (this.#end = resolve))
    const stops = [
      this.#terminal.onKey((key) => this.#take(key)),
      this.#terminal.onResize(() => this.#draw()),
      this.#terminal.onEnd(() => this.#end()),
    ]
    this.#work(() => this.#show())
    await ended
    for (const stop of stops) stop()
    this.#terminal.draw([])
    return this.#progress.decisions()
  }

  #take(key: Key): void {
    const { name } = key
    if (name === 'ctrl-c' || (name === 'q' && this.#instead === undefined)) return this.#end()
    if (this.#isBusy) return void this.#waiting.push(key)
    if (this.#scrolls(name)) return
    const instead = this.#instead
    this.#instead = undefined
    this.#message = undefined
    if (instead?.asks === true && name === 'm') return this.#work(() => this.#mask())
    if (instead !== undefined) return this.#redraw()
    const action = Object.hasOwn(this.#actions, name) ? this.#actions[name] : undefined
    if (action !== undefined) return this.#work(async () => action())
    this.#message = `“${name}” does nothing here; h shows the keys`
    this.#draw()
  }

  /** Nothing else is done until this is over. */
  #work(action: () => Promise<void>): void {
    this.#isBusy = true
    void action().then(() => {
      this.#isBusy = false
      this.#draw()
      for (const key of this.#waiting.splice(0)) this.#take(key)
    })
  }

  readonly #actions: Readonly<Record<string, () => Promise<void> | void>> = {
    a: () => this.#decideOn('accepted', acceptPending),
    r: () => this.#decideOn('rejected', rejectPending),
    s: () => this.#next(),
    m: () => this.#propose(),
    z: () => this.#undo(),
    d: () => {
      this.#view = this.#view === 'diff' ? 'panes' : 'diff'
      this.#top = 0
    },
    o: () => this.#recording(),
    e: () => this.#edit(),
    h: () => this.#put(help.flatMap((line) => wrap(line, this.#terminal.columns))),
    left: () => this.#move(-1),
    right: () => this.#move(1),
  }

  async #decideOn(decision: Decision, by: (pending: Pending, files: Files) => Decided): Promise<void> {
    const { current } = this.#progress
    const { files } = this.#review.host.services
    const undo = undoFor([current.committed, ...current.waiting], files)
    const decided = by(current, files)
    if ('problem' in decided) return this.#say(decided.problem.message)
    this.#progress.add(decision, undo)
    await this.#next()
  }

  async #mask(): Promise<void> {
    const item = await this.#item()
    this.#say(`running ${item.name} again with the masks …`)
    this.#draw()
    const masked = await acceptMasked(item, this.#review)
    // Meant for what was to be seen then.
    this.#waiting = []
    if ('problems' in masked) return this.#say(masked.problems.map(({ message }) => message).join('; '))
    if ('why' in masked) return this.#say(`nothing is changed: ${masked.why}`)
    this.#progress.add('masked', masked.undo)
    await this.#next()
  }

  async #propose(): Promise<void> {
    const { seen } = await this.#item()
    if ('problem' in seen) return this.#say(seen.problem.message)
    const proposal = proposeFor(seen)
    if ('why' in proposal) this.#say(`no mask helps: ${proposal.why}`)
    else this.#put(proposed(proposal, this.#review.colours), true)
  }

  async #undo(): Promise<void> {
    const undone = this.#progress.undo()
    if (undone === undefined) return this.#say('nothing is decided yet')
    if ('problem' in undone) return this.#say(undone.problem.message)
    await this.#show()
    this.#say('undone')
  }

  async #recording(): Promise<void> {
    const { recording } = await this.#item()
    if (recording === undefined) return this.#say('its recording is gone: a later run has replaced it')
    const opened = await openConversation(recording, this.#review.host.services, { verdict: true })
    if ('problem' in opened) return this.#say(opened.problem.message)
    const { columns } = this.#terminal
    this.#put(draw(opened.transcript, this.#review.colours, { columns, layout: 'rows' }).trimEnd().split('\n'))
  }

  async #edit(): Promise<void> {
    const { step, entries } = await this.#item()
    const [entry] = entries
    const place = step ?? (entry && { file: entry.file, line: 1 })
    if (place === undefined) return this.#say('its scenario is not found')
    const wrong = await this.#terminal.lend(() => editAt(place, this.#review))
    this.#items.clear()
    await this.#item()
    this.#say(wrong ?? 'the next run has what you changed')
  }

  async #next(): Promise<void> {
    if (this.#progress.next()) await this.#show()
    else this.#end()
  }

  async #move(by: 1 | -1): Promise<void> {
    if (this.#progress.move(by)) await this.#show()
    else this.#say(by === 1 ? 'this is the last one' : 'this is the first one')
  }

  async #show(): Promise<void> {
    this.#top = 0
    this.#message = undefined
    await this.#item()
  }

  async #item(): Promise<Item> {
    const { current } = this.#progress
    const item = this.#items.get(current) ?? (await itemOf(current, this.#owners, this.#review))
    this.#items.set(current, item)
    return item
  }

  #say(message: string): void {
    this.#message = message
  }

  #put(lines: readonly string[], asks = false): void {
    this.#top = 0
    this.#instead = asks ? { lines, asks } : { lines }
  }

  #redraw(): void {
    this.#top = 0
    this.#draw()
  }

  #scrolls(name: string): boolean {
    const page = Math.max(1, this.#terminal.rows - 12)
    const by = { up: -1, down: 1, 'page-up': -page, 'page-down': page, home: -Infinity, end: Infinity }[name]
    if (by === undefined) return false
    this.#top = Math.min(this.#lastTop, Math.max(0, this.#top + by))
    this.#draw()
    return true
  }

  #draw(): void {
    const item = this.#items.get(this.#progress.current)
    if (item === undefined) return
    const instead = this.#instead
    const shown: Shown = {
      item,
      number: this.#progress.number,
      of: this.#progress.total,
      view: this.#view,
      top: this.#top,
      keys: instead === undefined ? keys : instead.asks === true ? maskKeys : backKeys,
      ...(instead && { instead: instead.lines }),
      ...(this.#message !== undefined && { message: this.#message }),
    }
    const { lines, lastTop } = screenOf(shown, this.#review, this.#terminal)
    this.#lastTop = lastTop
    this.#terminal.draw(lines)
  }
}
