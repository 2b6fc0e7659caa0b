import type { DraftMessage } from '../draft.ts'
import { readTyped } from './keyboard.ts'
import type { Typed } from './keyboard.ts'

/** What somebody types, until it is sent. */
export interface Typing {
  /** What bytes of the keyboard complete, typed at this time: lines, and keys that act at once. */
  type(bytes: Uint8Array, at: number): readonly DraftMessage[]
  /** What was typed without Enter and is over, since somebody has looked at the screen before typing on at this time. */
  before(at: number): readonly DraftMessage[]
  /** What was typed without Enter. */
  rest(): readonly DraftMessage[]
  /** Something has been typed that Enter would send. */
  readonly begun: boolean
}

/** Microseconds after which somebody has looked at a painted screen before typing on. */
const look = 1_000_000

/** Keys that act at once, also where a line has been begun. */
const atOnce = /^(?:ctrl-[cdzlgx\\\]]|escape|f\d+)$/

/** `keys()`: the program paints the whole screen now, so that there are no lines. */
export function typing(keys: () => boolean): Typing {
  const decoder = new TextDecoder()
  let line: Typed[] = []
  /** When the last key was typed, and whether the screen was painted then. */
  let last = { at: 0, painting: false }
  const take = (): DraftMessage[] => {
    const taken = line
    line = []
    // Before a painted screen, Enter alone is a key as any other.
    const isEnter = keys() && taken.length === 1 && taken[0]?.type === 'key' && taken[0].name === 'enter'
    return isEnter ? [{ form: 'key', keys: ['enter'] }] : messagesOf(taken)
  }
  return {
    type(bytes, at) {
      const sent: DraftMessage[] = []
      const painting = keys()
      for (const each of readTyped(decoder.decode(bytes, { stream: true }))) {
        line.push(each)
        // A word of characters is typed at one go, also where each of them is drawn.
        const acts = each.type === 'key' && (painting || each.name === 'enter' || atOnce.test(each.name))
        if (acts || (painting && each.type === 'paste')) sent.push(...take())
      }
      last = { at, painting }
      return sent
    },
    before: (at) => (last.painting && (at - last.at > look || !keys()) ? take() : []),
    rest: take,
    get begun() {
      return line.length > 0
    },
  }
}

function messagesOf(typed: readonly Typed[]): DraftMessage[] {
  const text = lineOf(typed)
  if (text !== undefined) return [{ form: 'line', text: [text] }]
  const messages: DraftMessage[] = []
  for (const each of typed) {
    const last = messages.at(-1)
    if (each.type === 'paste') messages.push({ form: 'paste', text: [each.text] })
    else if (each.type === 'character' && last?.form === 'text')
      messages[messages.length - 1] = { form: 'text', text: [String(last.text[0]) + each.text] }
    else if (each.type === 'character') messages.push({ form: 'text', text: [each.text] })
    else if (last?.form === 'text' && each.name === 'enter') messages[messages.length - 1] = { ...last, form: 'line' }
    else if (last?.form === 'key') messages[messages.length - 1] = { form: 'key', keys: [...last.keys, each.name] }
    else messages.push({ form: 'key', keys: [each.name] })
  }
  return messages
}

/** The line that the terminal sent when Enter was pressed, its corrections applied; undefined where other keys matter. */
function lineOf(typed: readonly Typed[]): string | undefined {
  const last = typed.at(-1)
  if (last?.type !== 'key' || last.name !== 'enter') return undefined
  let line = ''
  for (const each of typed.slice(0, -1)) {
    if (each.type !== 'key' && !each.text.includes('\n')) line += each.text
    else if (each.type === 'key' && each.name === 'backspace') line = Array.from(line).slice(0, -1).join('')
    else if (each.type === 'key' && each.name === 'ctrl-u') line = ''
    else if (each.type === 'key' && each.name === 'ctrl-w') line = line.replace(/\S*\s*$/, '')
    else return undefined
  }
  return line
}
