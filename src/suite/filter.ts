import type { Problem } from '../model/problem.ts'
import { RegexTooSlow, withinTime } from '../regex/bounded.ts'
import { compileRegex, parseRegex } from '../text/regex.ts'

/** What a scenario is chosen by, once its file is known. */
export interface Filter {
  /** Any of these; one that begins with `!` must be absent. */
  readonly tags: readonly string[]
  /** Part of the title, or `/regex/flags`. */
  readonly title?: string
}

/** True when the filter leaves nothing out. */
export const isOpen = (filter: Filter): boolean => filter.tags.length === 0 && filter.title === undefined

/** Those of the items that the filter leaves, or why the title's regex cannot be used. */
export function filtered<Item>(
  filter: Filter,
  items: readonly Item[],
  outlined: (item: Item) => { title: string; tags: readonly string[] },
): { readonly items: readonly Item[] } | { readonly problem: Problem } {
  const test = compileFilter(filter)
  if (typeof test === 'string') return { problem: { code: 'usage', message: `--title: ${test}` } }
  try {
    return { items: items.filter((item) => test(outlined(item))) }
  } catch (error) {
    if (error instanceof RegexTooSlow)
      return { problem: { ...error.problem, code: 'usage', message: `--title: ${error.message}` } }
    throw error
  }
}

/** A test for scenarios, which throws `RegexTooSlow`; or a message when the title's regex does not compile. */
export function compileFilter(
  filter: Filter,
): ((scenario: { title: string; tags: readonly string[] }) => boolean) | string {
  const wanted = filter.tags.filter((tag) => !tag.startsWith('!'))
  const unwanted = filter.tags.filter((tag) => tag.startsWith('!')).map((tag) => tag.slice(1))
  const titled = titleTest(filter.title)
  if (typeof titled === 'string') return titled
  return ({ title, tags }) =>
    titled(title) &&
    (wanted.length === 0 || wanted.some((tag) => tags.includes(tag))) &&
    !unwanted.some((tag) => tags.includes(tag))
}

function titleTest(written: string | undefined): ((title: string) => boolean) | string {
  if (written === undefined) return () => true
  const regex = parseRegex(written)
  if (regex === undefined) {
    const part = written.toLowerCase()
    return (title) => title.toLowerCase().includes(part)
  }
  const compiled = compileRegex(regex)
  if ('mistake' in compiled) return `${written} does not compile: ${compiled.mistake}`
  return (title) => withinTime(compiled.regex, title, () => compiled.regex.test(title))
}
