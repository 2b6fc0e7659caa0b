/** A `${name}` in a text: its name and where it stands, in UTF-16 offsets of that text. */
export interface TemplatePlaceholder {
  readonly name: string
  readonly start: number
  readonly end: number
}

interface TemplateMistake {
  readonly message: string
  readonly hint: string
  readonly start: number
  readonly end: number
}

interface ParsedTemplate {
  readonly parts: readonly (string | TemplatePlaceholder)[]
  readonly mistakes: readonly TemplateMistake[]
}

const placeholderName = /^[A-Za-z_][\w-]*(?:#[\w-]+)?(?:\.[\w-]+)*$/
const hint = 'write $${ for a literal ${'

/** Cuts a text at its `${placeholders}`. `$${` is a literal `${`; neighbouring literals are joined, empty ones left out. */
export function parseTemplate(text: string): ParsedTemplate {
  if (!text.includes('${')) return { parts: text === '' ? [] : [text], mistakes: [] }
  const parts: (string | TemplatePlaceholder)[] = []
  const mistakes: TemplateMistake[] = []
  let literal = ''
  let from = 0
  for (let at = text.indexOf('${'); at !== -1; at = text.indexOf('${', from)) {
    if (at > from && text[at - 1] === '$') {
      literal += text.slice(from, at - 1) + '${'
      from = at + 2
      continue
    }
    const close = text.indexOf('}', at + 2)
    const name = close === -1 ? '' : text.slice(at + 2, close).trim()
    if (placeholderName.test(name)) {
      literal += text.slice(from, at)
      if (literal !== '') parts.push(literal)
      literal = ''
      parts.push({ name, start: at, end: close + 1 })
      from = close + 1
      continue
    }
    const end = close === -1 ? at + 2 : close + 1
    const message =
      close === -1 ? 'this “${” is never closed by a “}”' : `“${text.slice(at, end)}” does not name a variable`
    mistakes.push({ message, hint, start: at, end })
    literal += text.slice(from, end)
    from = end
  }
  literal += text.slice(from)
  if (literal !== '') parts.push(literal)
  return { parts, mistakes }
}

/** Puts the values of its placeholders into a text; `$${` becomes `${`. */
export function fillTemplate(text: string, fill: (placeholder: TemplatePlaceholder) => string): string {
  if (!text.includes('${')) return text
  return parseTemplate(text)
    .parts.map((part) => (typeof part === 'string' ? part : fill(part)))
    .join('')
}
