import { boundedRegex, type CompiledLine } from '../../src/plugin.ts'
import { atomAt } from './needle.ts'

const counted = /^(?:[*+?]|\{\d*,?\d*\})\??/
/** Anchors and edges take up nothing. */
const zeroWidth = /^(?:[$^]|\\b|\\B|\(\?<?[=!])/
/** Longer regexes are not taken apart. */
const mostAtoms = 200

/**
 * How far a line fits a regex that it does not match: the longest beginning of the regex, atom by atom, that does match there.
 * Undefined for regexes with alternatives, whose beginnings say nothing.
 */
export function fitsOf(regex: RegExp): NonNullable<CompiledLine['fits']> {
  let beginnings: readonly Beginning[] | undefined
  return (line) => {
    beginnings ??= beginningsOf(regex)
    for (const { share, test } of beginnings) {
      const match = test.exec(line)
      if (match !== null) return { share, marked: [[match.index + match[0].length, line.length]] }
    }
    return undefined
  }
}

interface Beginning {
  readonly share: number
  readonly test: Pick<RegExp, 'exec'>
}

/** Longest first; without those that take up nothing. */
function beginningsOf({ source, flags }: RegExp): Beginning[] {
  const whole = /^\^\(\?:(?<inner>.*)\)\$$/s.exec(source)?.groups?.['inner']
  const atoms = atomsOf(whole ?? source)
  const weights = atoms.map((atom) => (zeroWidth.test(atom) ? 0 : 1))
  const total = weights.reduce((sum: number, weight) => sum + weight, 0)
  const found: Beginning[] = []
  let text = whole === undefined ? '' : '^'
  let weight = 0
  atoms.forEach((atom, index) => {
    text += atom
    weight += weights[index] ?? 0
    if (weight > 0) found.push({ share: weight / total, test: lazily(text, flags) })
  })
  return found.reverse()
}

/** What is only the beginning of a regex may name a group that comes later, and is then no regex. */
function lazily(source: string, flags: string): Pick<RegExp, 'exec'> {
  return {
    exec(line) {
      try {
        return boundedRegex(new RegExp(source, flags)).exec(line)
      } catch {
        return null
      }
    },
  }
}

/** The atoms of a regex with their counts; none when alternatives stand beside each other. */
function atomsOf(source: string): string[] {
  const atoms: string[] = []
  for (let at = 0; at < source.length;) {
    if (source.charAt(at) === '|' || atoms.length >= mostAtoms) return []
    const { next } = atomAt(source, at)
    const end = next + (counted.exec(source.slice(next, next + 12))?.[0].length ?? 0)
    atoms.push(source.slice(at, end))
    at = end
  }
  return atoms
}
