/** What stands in a terminal's input, in its order. */
export interface Handlers {
  print(char: string): void
  /** A C0 control character. */
  control(char: string): void
  /** `ESC x`. */
  escape(final: string): void
  /** `CSI prefix numbers final` (ECMA-48, 5.4); the `!` of a soft reset stands where a prefix does. */
  sequence(final: string, numbers: readonly number[], prefix: string): void
}

type State = 'ground' | 'escape' | 'charset' | 'sequence' | 'title' | 'string' | 'string-escape'

/** Cuts text into characters, controls and escape sequences (ECMA-48); strings such as window titles (OSC, DCS) are skipped. */
export function parser(handlers: Handlers): (text: string) => void {
  let state: State = 'ground'
  let parameters = ''
  const inSequence = (char: string): State => {
    if (char < '@') {
      parameters += char
      return 'sequence'
    }
    const prefix = /^[<=>?!]/.exec(parameters)?.[0] ?? ''
    handlers.sequence(char, parameters.slice(prefix.length).split(/[;:]/).map(Number), prefix)
    return 'ground'
  }
  /** A bell ends titles only (xterm); CAN and SUB give any string up. */
  const inString = (state: 'title' | 'string', char: string): State => {
    if (char === '\x1b') return 'string-escape'
    if (char === '\x07') return state === 'title' ? 'ground' : state
    return char === '\x18' || char === '\x1a' || char === '\x9c' ? 'ground' : state
  }
  const afterEscape = (char: string): State => {
    parameters = ''
    if (char === '[') return 'sequence'
    if (char === ']') return 'title'
    if (char === 'P' || char === '_' || char === '^' || char === 'X') return 'string'
    if (char >= ' ' && char < '0') return 'charset'
    handlers.escape(char)
    return 'ground'
  }
  const step = (char: string): State => {
    if (state === 'title' || state === 'string') return inString(state, char)
    if (state === 'string-escape') return char === '\\' ? 'ground' : afterEscape(char)
    if (char === '\x1b') return 'escape'
    // A C1 control is ESC and a letter as one character (ECMA-48, 5.3).
    if (char >= '\x80' && char <= '\x9f') return afterEscape(String.fromCharCode(char.charCodeAt(0) - 0x40))
    if (char < ' ') {
      // A control inside a sequence is carried out at once; CAN and SUB give the sequence up.
      if (char === '\x18' || char === '\x1a') return 'ground'
      handlers.control(char)
      return state
    }
    if (state === 'escape') return afterEscape(char)
    if (state === 'sequence') return inSequence(char)
    if (state === 'ground' && char !== '\x7f') handlers.print(char)
    return 'ground'
  }
  return (text) => {
    for (const char of text) state = step(char)
  }
}
