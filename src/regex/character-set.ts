import { whenUsed } from '../text/when-used.ts'
import type { AST } from './syntax.ts'

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
const othersOnly: CharacterSet = made((at) => at === others)
const classes = whenUsed(() => ({
  digit: matching(/\d/, false),
  word: matching(/\w/, false),
  space: matching(/\s/, true),
  dot: matching(/./, true),
}))

export const overlap = (a: CharacterSet, b: CharacterSet): boolean => a.some((has, at) => has && b[at] === true)
export const joined = (a: CharacterSet, b: CharacterSet): CharacterSet => a.map((has, at) => has || b[at] === true)
/** A class of other characters than these always has some beyond ASCII. */
const negated = (set: CharacterSet): CharacterSet => set.map((has, at) => at === others || !has)

/** What this character, escape, dot or class may match, or more; undefined for what is not understood. */
export function setOf(node: AST.Element | AST.CharacterClassElement, flags: string): CharacterSet | undefined {
  switch (node.type) {
    case 'Character':
      return range(node.value, node.value, flags)
    case 'CharacterClassRange':
      return range(node.min.value, node.max.value, flags)
    case 'CharacterSet':
      if (node.kind === 'any') return flags.includes('s') ? anyOf : classes().dot
      if (node.kind === 'property') return anyOf
      return node.negate ? negated(classOf(node.kind, flags)) : classOf(node.kind, flags)
    case 'CharacterClass': {
      const sets = node.elements.map((element) => setOf(element, flags) ?? anyOf)
      const set = sets.reduce(joined, noneOf)
      return node.negate ? negated(set) : set
    }
    default:
      return undefined
  }
}

/** Without regard to case, `k` and `s` have other forms beyond ASCII: U+212A and U+017F. */
const beyond = /[ks]/i

/** With the flags `i` and `u`, `\w` matches those other forms, too. */
function classOf(kind: 'digit' | 'word' | 'space', flags: string): CharacterSet {
  return kind === 'word' && flags.includes('i') && flags.includes('u')
    ? joined(classes().word, othersOnly)
    : classes()[kind]
}

function range(min: number, max: number, flags: string): CharacterSet {
  const within = (code: number) => code >= min && code <= max
  if (!flags.includes('i')) return made((at) => (at === others ? max >= others : within(at)))
  return made((at) => {
    if (at === others) return max >= others || [...'kKsS'].some((letter) => within(letter.charCodeAt(0)))
    const character = String.fromCharCode(at)
    const cases = [character.toLowerCase(), character.toUpperCase()]
    return cases.some((one) => within(one.charCodeAt(0))) || (max >= others && beyond.test(character))
  })
}
