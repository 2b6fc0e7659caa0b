import type { How } from './patterns.ts'
import type { Scope } from './scope.ts'
import { commandsOf, Unclosed, type Word } from './tcl.ts'

/** One pattern of a call of `expect`, and what is done when it comes. */
export interface Branch {
  /** `timeout`, `eof` and the like are no patterns. */
  readonly event?: string
  readonly pattern?: string
  readonly how: How
  readonly body?: Word
  readonly at: number
}

/** What is asked for in one call of `expect`: by flags, and by the list of patterns. */
export interface Call {
  readonly target?: string
  readonly branches: readonly Branch[]
  /** Patterns that are only known while the script runs, by their place. */
  readonly unknown: readonly number[]
}

const events = new Set(['timeout', 'eof', 'default', 'full_buffer', 'null'])
const hows: Readonly<Record<string, How>> = { '-re': 'regex', '-ex': 'exact', '-exact': 'exact', '-gl': 'glob' }
const plainFlags = new Set(['-nocase', '-notransfer', '-indices', '-nobrace', '-brace'])

/** The words behind `expect`; one word in braces with several lines or patterns is the list itself (expect(1)). */
export function callOf(words: readonly Word[], scope: Scope): Call {
  const [only] = words
  const inner = only?.braced === true && words.length === 1 ? commandsOf(textIn(only), only.start + 1) : []
  const listed = inner instanceof Unclosed ? [] : inner.flatMap((command) => command.words)
  const isList = listed.length > 1 || (listed.length === 1 && textIn(only as Word).includes('\n'))
  return branchesOf(isList ? listed : words, scope)
}

export const textIn = ({ parts }: Word): string => parts.map((part) => (typeof part === 'string' ? part : '')).join('')

function branchesOf(words: readonly Word[], scope: Scope): Call {
  const branches: Branch[] = []
  const unknown: number[] = []
  const flags = new Flags()
  for (let index = 0; index < words.length; index += 1) {
    const word = words[index] as Word
    const text = scope.textOf(word)
    const taken = text === undefined || word.braced ? 0 : flags.take(text, words[index + 1], scope)
    if (taken > 0) {
      index += taken - 1
      continue
    }
    const body = words[index + 1]
    index += 1
    if (text === undefined) unknown.push(word.start)
    else branches.push({ ...branchOf(text, word, flags), ...(body === undefined ? {} : { body }) })
    flags.how = 'glob'
    flags.isOver = false
  }
  return { branches, unknown, ...(flags.target === undefined ? {} : { target: flags.target }) }
}

function branchOf(text: string, { braced, start }: Word, { how, isOver }: Flags): Branch {
  const isEvent = !braced && !isOver && how === 'glob' && events.has(text)
  return { ...(isEvent ? { event: text } : { pattern: text }), how, at: start }
}

/** Flags before a pattern: how it is compared, and of whom it is expected. */
class Flags {
  how: How = 'glob'
  target: string | undefined
  /** `--` stood before: a pattern may begin with a hyphen. */
  isOver = false

  /** How many words belong to this flag; none when it is a pattern. */
  take(text: string, next: Word | undefined, scope: Scope): number {
    if (this.isOver || !text.startsWith('-')) return 0
    const how = hows[text]
    if (how !== undefined) this.how = how
    if (text === '--') this.isOver = true
    if (text === '-i' && next !== undefined) this.target = scope.textOf(next)
    if (text === '-i' || text === '-timeout') return 2
    return how !== undefined || text === '--' || plainFlags.has(text) ? 1 : 0
  }
}
