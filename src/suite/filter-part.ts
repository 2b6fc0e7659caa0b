import type { Problem } from '../model/problem.ts'
import { parseRegex } from '../text/regex.ts'
import { outline, type Services } from '../pipeline.ts'
import { filtered, isOpen, type Filter } from './filter.ts'
import type { SuiteOptions } from './options.ts'

type Options = Filter & Pick<SuiteOptions, 'project'>

/** True when every scenario of the part is wanted. */
export const isUnfiltered = (options: Options): boolean => filtersOf(options).every(isOpen)

/** What the project says about its own, and what is asked for. */
const filtersOf = ({ tags, title, project }: Options): readonly Filter[] => [
  ...(project === undefined ? [] : [project.own]),
  { tags, ...(title === undefined ? {} : { title }) },
]

/** Those that the filters of a part leave, and a problem where that is none; or why a filter cannot be used. */
export function withOutline(
  options: Options,
  files: readonly string[],
  services: Services,
): { readonly files: readonly string[]; readonly missing?: Problem } | { readonly problem: Problem } {
  const known = new Map<string, ReturnType<typeof outline>>()
  const outlined = (file: string): ReturnType<typeof outline> => {
    const found = known.get(file) ?? outline(file, services)
    known.set(file, found)
    return found
  }
  let left = files
  for (const filter of filtersOf(options)) {
    if (isOpen(filter) || left.length === 0) continue
    const found = filtered(filter, left, outlined)
    if ('problem' in found) return found
    if (found.items.length === 0) return { files: [], missing: nothingLeft(filter, left.length) }
    left = found.items
  }
  return { files: left }
}

function nothingLeft(filter: Filter, files: number): Problem {
  // Without flags: a configuration may have said it.
  const wanted = filter.tags.filter((tag) => !tag.startsWith('!'))
  const unwanted = filter.tags.filter((tag) => tag.startsWith('!')).map((tag) => tag.slice(1))
  const asked = [
    ...(wanted.length === 0 ? [] : [`has the tag ${either(wanted)}`]),
    ...(unwanted.length === 0 ? [] : [`is without the tag ${either(unwanted)}`]),
    ...(filter.title === undefined ? [] : [`has ${titled(filter.title)}`]),
  ]
  const message = `none of ${files} ${files === 1 ? 'scenario' : 'scenarios'} ${asked.join(' and ')}`
  // A list is as empty where a configuration asks for them.
  const hint = '“scenario list” shows titles and tags, and “scenario config” what a configuration selects'
  return { code: 'nothing-selected', message, hint }
}

const either = (tags: readonly string[]): string => tags.map((tag) => `“${tag}”`).join(' or ')

const titled = (title: string): string =>
  parseRegex(title) === undefined ? `“${title}” in its title` : `a title that matches ${title}`
