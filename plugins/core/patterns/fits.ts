import type { AST } from '@eslint-community/regexpp'
import { boundedRegex, regexSyntax, type CompiledLine } from '../../../src/plugin.ts'

/** Longer regexes are not taken apart. */
const mostParts = 200

/**
 * How far a line fits a regex that it does not match: the longest beginning of the regex, part by part, that does match there.
 * Undefined for regexes with alternatives, whose beginnings prove nothing.
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
function beginningsOf(regex: RegExp): Beginning[] {
  const parts = partsOf(regex)
  const weights = parts.map(({ type }) => (type === 'Assertion' ? 0 : 1))
  const total = weights.reduce((sum: number, weight) => sum + weight, 0)
  const found: Beginning[] = []
  let text = ''
  let weight = 0
  parts.forEach(({ raw }, index) => {
    text += raw
    weight += weights[index] ?? 0
    if (weight > 0) found.push({ share: weight / total, test: lazily(text, regex.flags) })
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

/** The parts of a regex in a row, each with its count; none when alternatives stand beside each other. Of `^(?:…)$`, those within. */
function partsOf(regex: RegExp): readonly Part[] {
  const parts = onlyRow(regexSyntax(regex)?.alternatives)
  const [begin, group, end] = parts
  const isWhole = parts.length === 3 && begin?.raw === '^' && end?.raw === '$' && group?.type === 'Group'
  const found = isWhole ? [begin, ...onlyRow(group.alternatives)] : parts
  return found.length > mostParts ? [] : found
}

type Part = AST.Element

const onlyRow = (alternatives: readonly AST.Alternative[] = []): readonly Part[] =>
  alternatives.length === 1 ? (alternatives[0]?.elements ?? []) : []
