/** Which of the 128 characters of ASCII are in a set; the last place stands for all others. */
export type CharacterSet = readonly boolean[]

const size = 129
const others = size - 1
const every = Array.from({ length: size }, (_, at) => at)

const made = (holds: (at: number) => boolean): CharacterSet => every.map(holds)
const matching = (regex: RegExp, other: boolean): CharacterSet =>
  made((at) => (at === others ? other : regex.test(String.fromCharCode(at))))

export const noneOf: CharacterSet = made(() => false)
const anyOf: CharacterSet = made(() => true)
const classes: Readonly<Record<string, CharacterSet>> = {
  d: matching(/\d/, false),
  D: matching(/\D/, true),
  w: matching(/\w/, false),
  W: matching(/\W/, true),
  s: matching(/\s/, true),
  S: matching(/\S/, true),
}
const dot = matching(/./, true)

export const overlap = (a: CharacterSet, b: CharacterSet): boolean => a.some((has, at) => has && b[at] === true)

interface Found {
  /** Undefined for what takes no character. */
  readonly set: CharacterSet | undefined
  readonly next: number
}

/** The character, escape or dot at this place of a pattern. */
export function characterAt(source: string, at: number, flags: string): Found {
  const character = source.charAt(at)
  if (character === '.') return { set: flags.includes('s') ? anyOf : dot, next: at + 1 }
  if (character !== '\\') return { set: single(character, flags), next: at + 1 }
  const letter = source.charAt(at + 1)
  if (letter === 'b' || letter === 'B') return { set: undefined, next: at + 2 }
  const known = classes[letter]
  if (known !== undefined) return { set: known, next: at + 2 }
  const coded = /^\\(?:x[\da-f]{2}|u[\da-f]{4}|u\{[\da-f]+\}|c[a-z]|[pP]\{[^}]*\})/i.exec(source.slice(at, at + 80))
  if (coded !== null) return { set: codedSet(coded[0], flags), next: at + coded[0].length }
  const control = { n: '\n', r: '\r', t: '\t', v: '\v', f: '\f', '0': '\0' }[letter]
  return { set: single(control ?? letter, flags), next: at + 2 }
}

/** The class in square brackets at this place. */
export function setOf(source: string, at: number, flags: string): Found {
  let next = at + 1
  const negated = source.charAt(next) === '^'
  if (negated) next += 1
  let set = noneOf
  while (next < source.length && source.charAt(next) !== ']') {
    const from = inClass(source, next, flags)
    next = from.next
    if (source.charAt(next) === '-' && source.charAt(next + 1) !== ']' && next + 1 < source.length) {
      const to = inClass(source, next + 1, flags)
      next = to.next
      set = joined(set, between(from.set, to.set))
    } else set = joined(set, from.set)
  }
  // A class of other characters than these has always some beyond ASCII, whatever was taken out.
  return { set: negated ? set.map((has, place) => place === others || !has) : set, next: next + 1 }
}

/** Within brackets a dot is a dot, and `\b` a backspace. */
function inClass(source: string, at: number, flags: string): { readonly set: CharacterSet; readonly next: number } {
  if (source.charAt(at) === '.') return { set: single('.', flags), next: at + 1 }
  if (source.startsWith('\\b', at)) return { set: single('\b', flags), next: at + 2 }
  const { set, next } = characterAt(source, at, flags)
  return { set: set ?? noneOf, next }
}

export const joined = (a: CharacterSet, b: CharacterSet): CharacterSet => a.map((has, at) => has || b[at] === true)

/** A range, from the first of one set to the last of the other: the sets of two characters, and of their other case. */
function between(from: CharacterSet, to: CharacterSet): CharacterSet {
  const first = from.indexOf(true)
  const last = to.lastIndexOf(true)
  return made((at) => (at >= first && at <= last) || from[at] === true || to[at] === true)
}

function codedSet(coded: string, flags: string): CharacterSet {
  const code = /^\\(?:x|u\{?)([\da-f]+)/i.exec(coded)?.[1]
  return code === undefined ? anyOf : single(String.fromCodePoint(Number.parseInt(code, 16) % 0x11_0000), flags)
}

function single(character: string, flags: string): CharacterSet {
  const cases = flags.includes('i') ? [character.toLowerCase(), character.toUpperCase()] : [character]
  const codes = cases.map((one) => Math.min(one.charCodeAt(0), others))
  // Without regard to case, some letters beyond ASCII are letters within it.
  return made((at) => codes.includes(at) || (at === others && flags.includes('i') && /[ks]/i.test(character)))
}
