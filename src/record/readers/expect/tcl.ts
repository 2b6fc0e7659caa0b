/** A command of a Tcl script: its words, and where it stands. */
export interface Command {
  readonly words: readonly Word[]
  readonly start: number
  readonly end: number
}

export interface Word {
  readonly parts: readonly Part[]
  /** In braces: nothing in it was replaced, and it may be a script. */
  readonly braced: boolean
  readonly start: number
  readonly end: number
}

/** A piece of a word: text, or what Tcl would put in its place. */
export type Part = string | { readonly variable: string } | { readonly command: string }

/** What is not closed, and where it begins. */
export class Unclosed {
  readonly what: string
  readonly at: number
  constructor(what: string, at: number) {
    this.what = what
    this.at = at
  }
}

/** The commands of a script, by the rules of Tcl(n). `from`: where the script stands in its file. */
export function commandsOf(script: string, from = 0): Command[] | Unclosed {
  const reader = new Reader(script)
  const commands: Command[] = []
  for (;;) {
    reader.skipBetween()
    if (reader.atEnd) return commands
    const start = reader.at
    const words = reader.words()
    if (words instanceof Unclosed) return new Unclosed(words.what, words.at + from)
    commands.push({
      words: words.map((word) => ({ ...word, start: word.start + from, end: word.end + from })),
      start: start + from,
      end: reader.at + from,
    })
  }
}

class Reader {
  readonly text: string
  at = 0

  constructor(text: string) {
    this.text = text
  }

  get atEnd(): boolean {
    return this.at >= this.text.length
  }

  /** Blanks, empty commands and comments. */
  skipBetween(): void {
    for (;;) {
      this.at = skip(this.text, this.at, /(?:[\s;]|\\\r?\n)*/y)
      if (this.text[this.at] !== '#') return
      this.at = skip(this.text, this.at, /(?:[^\n\\]|\\[^])*/y)
    }
  }

  words(): Word[] | Unclosed {
    const words: Word[] = []
    for (;;) {
      this.at = skip(this.text, this.at, /(?:[ \t\v\f\r]|\\\r?\n[ \t]*)*/y)
      const next = this.text[this.at]
      if (next === undefined || next === '\n' || next === ';') return words
      const word = this.word(next)
      if (word instanceof Unclosed) return word
      words.push(word)
    }
  }

  word(first: string): Word | Unclosed {
    const start = this.at
    if (first === '{') {
      const end = closing(this.text, start)
      if (end === undefined) return new Unclosed('{', start)
      this.at = end
      const inner = this.text.slice(start + 1, end - 1).replaceAll(/\\\r?\n[ \t]*/g, ' ')
      return { parts: [inner], braced: true, start, end }
    }
    const isQuoted = first === '"'
    if (isQuoted) this.at += 1
    const parts = this.parts(isQuoted ? /"/y : /[ \t\v\f\r\n;]/y)
    if (parts instanceof Unclosed) return parts
    if (isQuoted && this.atEnd) return new Unclosed('"', start)
    if (isQuoted) this.at += 1
    return { parts, braced: false, start, end: this.at }
  }

  /** Up to what ends the word, or to the end of the script. */
  parts(stop: RegExp): Part[] | Unclosed {
    const parts: Part[] = []
    const add = (part: Part) => {
      const last = parts.at(-1)
      if (typeof part === 'string' && typeof last === 'string') parts[parts.length - 1] = last + part
      else parts.push(part)
    }
    while (!this.atEnd && !matches(stop, this.text, this.at)) {
      const start = this.at
      const next = this.text[this.at] as string
      if (next === '[') {
        const end = closing(this.text, start)
        if (end === undefined) return new Unclosed('[', start)
        this.at = end
        add({ command: this.text.slice(start + 1, end - 1) })
      } else if (next === '$') add(this.variable())
      else if (next === '\\') add(this.escape())
      else {
        this.at += 1
        add(next)
      }
    }
    return parts.length === 0 ? [''] : parts
  }

  variable(): Part {
    const match = /\$(?:\{([^}]*)\}|((?:::)?\w+(?:::\w+)*(?:\([^)]*\))?))/y
    match.lastIndex = this.at
    const found = match.exec(this.text)
    this.at += found?.[0].length ?? 1
    const name = found?.[1] ?? found?.[2]
    return name === undefined ? '$' : { variable: name }
  }

  escape(): string {
    const match = /\\(?:x([\da-fA-F]{1,2})|u([\da-fA-F]{1,4})|([0-7]{1,3})|\r?\n[ \t]*|([^]))/y
    match.lastIndex = this.at
    const found = match.exec(this.text)
    this.at += found?.[0].length ?? 1
    if (found === null) return '\\'
    const [, hex, unicode, octal, other] = found
    if (hex !== undefined || unicode !== undefined)
      return String.fromCharCode(Number.parseInt(hex ?? unicode ?? '', 16))
    if (octal !== undefined) return String.fromCharCode(Number.parseInt(octal, 8) & 0xff)
    return other === undefined ? ' ' : (controls[other] ?? other)
  }
}

const controls: Readonly<Record<string, string>> = { a: '\u0007', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

function skip(text: string, from: number, what: RegExp): number {
  what.lastIndex = from
  return from + (what.exec(text)?.[0].length ?? 0)
}

function matches(what: RegExp, text: string, at: number): boolean {
  what.lastIndex = at
  return what.test(text)
}

/** Behind the bracket that closes the one at `from`; a backslash takes the next character with it. */
function closing(text: string, from: number): number | undefined {
  const open = text[from] as string
  const close = open === '{' ? '}' : ']'
  let depth = 0
  for (let at = from; at < text.length; at += 1) {
    if (text[at] === '\\') at += 1
    else if (text[at] === open) depth += 1
    else if (text[at] === close && (depth -= 1) === 0) return at + 1
  }
  return undefined
}
