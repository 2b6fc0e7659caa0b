import { spacedHex } from '../../text/spaced-hex.ts'
import type { SeenEvent, SeenProgram } from '../session.ts'
import { asText, pipeText, programLane, screenText } from './lane.ts'
import type { TerminalText, ToText } from './lane.ts'
import type { Script } from './script.ts'
import { Painting } from './painting.ts'
import { typing } from './typed.ts'
import type { Typing } from './typed.ts'
import type { DraftMessage } from '../draft.ts'

type ProgramEvent = Extract<SeenEvent, { readonly actor: string }>

// CUU (ECMA-48, 8.3.22).
// oxlint-disable-next-line no-control-regex -- an escape sequence is what is looked for.
const cursorUp = /\u001b\[\d*A/

/** Turns what a program printed, and what somebody typed into it, into steps. */
export class ProgramSteps {
  private readonly program: SeenProgram
  private readonly script: Script
  private readonly terminalText: TerminalText
  private text: ToText = pipeText()
  private readonly painting = new Painting()
  /** It has painted something that no step has shown. */
  private painted = false
  private typed: Typing = typing(() => this.painting.now)
  /** The event with which the line began that is being typed. */
  private begun = 0
  /** What was printed since the last key, and how many units there were then. */
  private drawn = ''
  private unitsBefore = 0

  constructor(program: SeenProgram, script: Script, terminalText: TerminalText) {
    this.program = program
    this.script = script
    this.terminalText = terminalText
  }

  add(event: ProgramEvent, index: number): void {
    const { script } = this
    const { name } = this.program
    switch (event.type) {
      case 'started':
        script.cause('start', name, index)
        return this.begin()
      case 'output':
        return this.print(event, index)
      case 'input':
        return this.type(event, index)
      case 'input-ended':
        return script.cause('end', name, index, name)
      case 'resized':
        this.sendKeys(index)
        this.text.resize?.(event.cols, event.rows)
        return script.cause('set', { [name]: { size: { cols: event.cols, rows: event.rows } } }, index, name)
      case 'signal':
        this.sendKeys(index)
        return script.cause('signal', { [name]: event.name }, index, name)
      case 'screen':
        this.sendKeys(index)
        this.painted = false
        return script.cause('screen', name, index, name)
      case 'exit':
        this.sendRest(index)
        this.painted = false
        // A recording of a terminal may not say how the program ended.
        if (event.signal === undefined && event.code === undefined)
          return script.happen(name, { matcher: 'event', wanted: 'exit' }, index)
        return script.happen(name, { matcher: 'exit', wanted: event.signal ?? event.code ?? 0 }, index)
    }
  }

  /** The session is over. */
  end(): void {
    this.sendRest(this.begun)
    this.showScreen(this.begun)
  }

  private begin(): void {
    const { script } = this
    const { name, terminal } = this.program
    this.text = terminal === undefined ? pipeText() : screenText(this.terminalText, terminal)
    script.addLane(name, programLane(this.text))
    script.addLane(name, programLane(pipeText()), 'stderr')
    this.typed = typing(() => this.painting.now)
  }

  private print(event: Extract<SeenEvent, { type: 'output' }>, index: number): void {
    const text = Buffer.from(event.bytes).toString('latin1')
    const was = this.painting.now
    this.painting.take(text)
    if (was || this.painting.now) this.painted = this.painting.now
    this.drawn += text
    const lane = this.script.laneOf(this.program.name)
    const before = lane?.units.length ?? 0
    this.script.receive(this.program.name, event.bytes, index, event.stream)
    if (this.painting.inLines) for (const unit of lane?.units.slice(before) ?? []) unit.echo = true
  }

  private type(event: Extract<SeenEvent, { type: 'input' }>, index: number): void {
    const { script } = this
    const { name, terminal } = this.program
    if (terminal === undefined) return script.send(name, written(event.bytes), index)
    this.dropPreview()
    script.answer(name, this.typed.before(event.at), this.begun)
    if (!this.typed.begun) {
      this.showScreen(index)
      script.expect(name)
      this.begun = index
    }
    const messages = this.typed.type(event.bytes, event.at)
    this.drawn = ''
    this.unitsBefore = script.laneOf(name)?.units.length ?? 0
    if (messages.length === 0) return
    script.answer(name, messages, this.begun)
    noteEcho(script, name, messages)
  }

  private sendRest(index: number): void {
    if (this.typed.begun) this.script.answer(this.program.name, this.typed.rest(), index)
  }

  /** A line editor shows something below the line that is typed, and goes back to it (the REPL of Node): nobody sees it who types at one go. */
  private dropPreview(): void {
    const units = this.script.laneOf(this.program.name)?.units
    if (units === undefined || !this.typed.begun || this.painting.now || !cursorUp.test(this.drawn)) return
    units.length = Math.min(units.length, this.unitsBefore)
    const row = units.at(-1)
    if (row !== undefined) row.echo = true
  }

  /** What was typed while the screen was painted has been sent before this event. */
  private sendKeys(index: number): void {
    if (this.painting.now) this.sendRest(index)
  }

  private showScreen(seen: number): void {
    if (this.painted) this.script.cause('screen', this.program.name, seen)
    this.painted = false
  }
}

/** What was written to standard input: lines, and a rest without an end. */
function written(bytes: Uint8Array): DraftMessage[] {
  const text = asText(bytes)
  if (text === undefined) return [{ form: 'bytes', hex: spacedHex(bytes) }]
  const lines = text.split('\n')
  const rest = lines.pop()!
  const messages: DraftMessage[] = lines.map((line) => ({ form: 'line', text: [line] }))
  return rest === '' ? messages : [...messages, { form: 'text', text: [rest] }]
}

/** A terminal shows what is typed: that row is no output of the program. */
function noteEcho(script: Script, name: string, messages: readonly DraftMessage[]): void {
  const lane = script.laneOf(name)
  if (lane === undefined) return
  const sent = messages.map((message) => ('text' in message ? String(message.text[0]) : '')).join('')
  const row = lane.units.at(-1)
  lane.typed.push({ line: sent.trimEnd(), after: row })
  // Corrections draw the line again: what was there before begins like it.
  for (const unit of lane.units) if (unit.fresh && sent.startsWith(unit.text)) unit.echo = true
  if (row !== undefined && !row.whole && row.fresh) row.echo = true
  if (lane.units.some(({ fresh, whole, echo, text }) => fresh && whole && echo === true && text === sent)) return
  if (row?.echo === undefined) lane.echoes.push(sent.trimEnd())
  else if (row.text !== sent) lane.echoes.push((lane.prompt + sent).trimEnd())
}
