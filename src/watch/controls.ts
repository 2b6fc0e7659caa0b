import type { Key } from '../terminal/key.ts'
import { footer, promptLines } from './footer.ts'
import { LineOutput } from './line-output.ts'
import { Prompt, type Choice } from './prompt.ts'
import type { Request } from './requests.ts'
import type { Results } from './results.ts'
import type { Watched } from './watched.ts'

interface Scenario {
  /** Absolute. */
  readonly file: string
  readonly title: string
}
type Differing = Results['differing']

/** Milliseconds between two drawings of what has become of a run; a key is answered at once. */
const betweenDrawings = 100

/** What keys do. */
export interface Actions {
  readonly results: Results
  /** All scenarios that are known. */
  titles(): readonly Scenario[]
  shown(file: string): string
  run(request: Request): void
  runLast(): void
  interrupt(): void
  quit(): void
  /** What is to run then, if anything. */
  accept(differing: Differing): Promise<Request | undefined>
  review(differing: Differing): Promise<Request | undefined>
}

/** The last lines of the terminal, and the keys; nothing where there is no terminal. */
export class Controls {
  /** Where reporters write: their unfinished line is drawn with ours. Undefined where there is no terminal. */
  readonly output: LineOutput | undefined
  readonly #watched: Watched
  readonly #actions: Actions
  readonly #undo: (() => void)[] = []
  readonly #byName: Readonly<Record<string, () => void>>
  #choice: Choice | undefined
  #prompt: Prompt | undefined
  #running: { ended: number; of: number } | undefined
  #trouble: string | undefined
  #isHelp = false
  #note: string | undefined
  #unfinished = ''
  #drawing: NodeJS.Timeout | undefined
  /** A dialogue draws, and has the keys. */
  #isLent = false

  constructor(watched: Watched, actions: Actions) {
    this.#watched = watched
    this.#actions = actions
    const { terminal } = watched
    this.#byName = {
      a: () => this.#choose(undefined),
      f: () => this.#runFailed(),
      t: () => this.#ask('title'),
      p: () => this.#ask('file'),
      u: () => void this.#decide((differing) => actions.accept(differing)),
      i: () => void this.#decide((differing) => actions.review(differing)),
      enter: () => actions.runLast(),
      h: () => {
        this.#isHelp = !this.#isHelp
      },
      q: () => actions.quit(),
      'ctrl-c': () => actions.interrupt(),
      'ctrl-d': () => actions.quit(),
    }
    if (terminal === undefined) return
    this.output = new LineOutput(watched.print, (unfinished) => {
      this.#unfinished = unfinished
      if (unfinished === '') this.draw()
      else this.#drawSoon()
    })
    this.#undo.push(
      terminal.onKey((key) => this.#take(key)),
      terminal.onResize(() => this.draw()),
      terminal.onEnd(() => actions.quit()),
    )
  }

  waiting(trouble: string | undefined): void {
    this.#running = undefined
    this.#trouble = trouble
    if (this.#watched.terminal === undefined) this.#watched.print(`${trouble ?? 'waiting for changes'}\n`)
    this.draw()
  }

  running(of: number): void {
    this.#running = { ended: 0, of }
    this.#trouble = undefined
    this.#note = undefined
    this.draw()
  }

  ended(): void {
    if (this.#running !== undefined) this.#running = { ...this.#running, ended: this.#running.ended + 1 }
    this.#drawSoon()
  }

  /** Says so until the next run. */
  note(text: string): void {
    this.#note = text
    this.draw()
  }

  /** Those of these scenarios that are chosen by title or file. */
  chosenAmong(scenarios: ReadonlySet<string>): ReadonlySet<string> {
    const choice = this.#choice
    if (choice === undefined) return scenarios
    const known = new Map(this.#actions.titles().map(({ file, title }) => [file, title]))
    return new Set([...scenarios].filter((file) => this.#fits(choice, { file, title: known.get(file) ?? '' })))
  }

  /** Many scenarios may end at once, and a terminal may be slow. */
  #drawSoon(): void {
    this.#drawing ??= setTimeout(() => this.draw(), betweenDrawings)
  }

  draw(): void {
    clearTimeout(this.#drawing)
    this.#drawing = undefined
    const { terminal, colours } = this.#watched
    if (terminal === undefined || this.#isLent) return
    const above = this.#unfinished === '' ? [] : [this.#unfinished]
    if (this.#prompt !== undefined) {
      const matches = this.#matching(this.#prompt).map((scenario) => this.#labelled(scenario))
      terminal.draw([...above, '', ...promptLines(this.#prompt, matches, terminal.rows, colours)])
      return
    }
    const { results } = this.#actions
    const shown = {
      results,
      running: this.#running,
      trouble: this.#trouble,
      choice: this.#choice,
      isHelp: this.#isHelp,
      note: this.#note,
    }
    terminal.draw([...above, ...footer(shown, colours)])
  }

  close(): void {
    clearTimeout(this.#drawing)
    for (const undo of this.#undo) undo()
    this.#watched.terminal?.draw([])
  }

  #take(key: Key): void {
    const prompt = this.#prompt
    if (prompt === undefined) {
      this.#note = undefined
      if (Object.hasOwn(this.#byName, key.name)) this.#byName[key.name]?.()
    } else this.#type(prompt, key)
    this.draw()
  }

  #type(prompt: Prompt, key: Key): void {
    const came = prompt.take(key)
    if (came === 'goes on') return
    this.#prompt = undefined
    if (came === 'entered') this.#choose(prompt.text === '' ? undefined : { by: prompt.by, text: prompt.text })
  }

  #ask(by: Choice['by']): void {
    this.#prompt = new Prompt(by)
  }

  /** All, or those that are chosen; with later changes as well. */
  #choose(choice: Choice | undefined): void {
    this.#choice = choice
    if (choice === undefined) return this.#actions.run({ why: 'all' })
    const files = new Set(this.#matching(choice).map(({ file }) => file))
    if (files.size === 0) this.#note = 'nothing matches'
    else this.#actions.run({ files, why: `${choice.by} “${choice.text}”` })
  }

  #runFailed(): void {
    const files = this.chosenAmong(this.#actions.results.failed)
    if (files.size === 0) this.#note = 'all have passed'
    else this.#actions.run({ files, why: 'those that did not pass' })
  }

  async #decide(decide: (differing: Differing) => Promise<Request | undefined>): Promise<void> {
    const { differing } = this.#actions.results
    if (differing.length === 0) this.#note = 'nothing differs'
    else {
      this.#isLent = true
      const request = await decide(differing)
      // The run draws, too.
      this.#isLent = false
      if (request !== undefined) this.#actions.run(request)
    }
    this.draw()
  }

  #matching(choice: Choice): readonly Scenario[] {
    return this.#actions.titles().filter((scenario) => this.#fits(choice, scenario))
  }

  #fits({ by, text }: Choice, { file, title }: Scenario): boolean {
    const all = by === 'title' ? title : this.#actions.shown(file)
    return all.toLowerCase().includes(text.toLowerCase())
  }

  #labelled({ file, title }: Scenario): string {
    const shown = this.#actions.shown(file)
    return title === shown ? shown : `${shown}  ${this.#watched.colours.dim(title)}`
  }
}
