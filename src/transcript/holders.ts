/** First of the characters that hold a name's place: private ones, which mean nothing by themselves. */
const first = 0xe000

/**
 * Keeps the places of names in a text while further rules run over it, so that no rule finds its match in a name. One character
 * that the text does not have stands for each name.
 */
export class Holders {
  readonly #text: string
  /** Absent until there is one: most rows have none, and there are many rows. */
  #names: Map<string, { readonly text: string; readonly written: boolean }> | undefined
  #known: Map<string, string> | undefined
  #next = first

  constructor(text: string) {
    this.#text = text
  }

  get empty(): boolean {
    return this.#names === undefined
  }

  /** The character to put in the place of a name; `written` is a text that is printable already. */
  hold(text: string, written = false): string {
    const key = `${written ? '!' : ' '}${text}`
    const known = (this.#known ??= new Map())
    let holder = known.get(key)
    if (holder === undefined) {
      while (this.#text.includes(String.fromCharCode(this.#next))) this.#next++
      holder = String.fromCharCode(this.#next++)
      known.set(key, holder)
      ;(this.#names ??= new Map()).set(holder, { text, written })
    }
    return holder
  }

  /** The text with its names; what is not printable yet goes through `print`. */
  restored(text: string, print: (name: string) => string): string {
    const names = this.#names
    if (names === undefined) return text
    let result = ''
    for (const character of text) {
      const name = names.get(character)
      result += name === undefined ? character : name.written ? name.text : print(name.text)
    }
    return result
  }

  /** The text cut at its names. */
  parts(text: string): { readonly text: string; readonly name?: string }[] {
    const parts: { text: string; name?: string }[] = []
    let from = 0
    for (let at = 0; at < text.length; at++) {
      const name = this.#names?.get(text[at] as string)?.text
      if (name === undefined) continue
      if (at > from) parts.push({ text: text.slice(from, at) })
      parts.push({ text: '', name })
      from = at + 1
    }
    if (from < text.length) parts.push({ text: text.slice(from) })
    return parts
  }
}
