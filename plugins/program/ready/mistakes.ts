type Written = Readonly<Record<string, unknown>>
export type Report = (issue: {
  readonly code: 'custom'
  readonly message: string
  readonly path: (string | number)[]
  readonly params?: { readonly hint: string }
}) => void

/** What a program can be waited for by, in the order in which conditions of one map are said. */
export const conditionKeys = ['text', 'regex', 'port', 'udp', 'path', 'fd', 'input'] as const

/** What to do about a key that would join several conditions. */
export function choiceHint(keys: string): string | undefined {
  if (/^(?:all|and|every)$/.test(keys))
    return 'make a list of them, of which all hold: ready: [listening, { port: 9000 }]'
  return /^(?:any|one-of|or|either|any-order)$/.test(keys)
    ? 'of several conditions all hold; one of several texts is a regex: ready: /listening|started/'
    : undefined
}

/** What is wrong with the keys of one map together. */
export function mistakesOfOne(map: Written, report: Report): void {
  const has = (key: string): boolean => map[key] !== undefined
  const about = (['times', 'stream'] as const).filter(has)
  if (!has('text') && !has('regex'))
    for (const key of about)
      report({
        code: 'custom',
        path: [key],
        message: `it ${key === 'times' ? 'counts' : 'is the stream of'} a text or a regex, and there is none beside it`,
        params: { hint: `write { text: …, ${key}: … }, or leave “${key}” out` },
      })
  else if (has('text') && has('regex') && has('times'))
    report({
      code: 'custom',
      path: ['times'],
      message: 'it counts a text or a regex, and both stand beside it',
      params: { hint: 'make a list of them: [{ text: …, times: 2 }, { regex: … }]' },
    })
  if (about.length === 0 && !conditionKeys.some(has))
    report({
      code: 'custom',
      path: [],
      message: `expected ${conditionKeys.slice(0, -1).join(', ')} or input`,
      params: { hint: 'write what to wait for, such as { port: 9000 }' },
    })
}

/** Facts that two conditions give: nothing says which of the two values counts. */
export function mistakesIn(all: unknown, report: Report): void {
  const given = new Map<string, string>()
  for (const { condition } of placesOfConditions(all))
    for (const [key, facts] of Object.entries(factsOfPlaces))
      if (condition[key] !== undefined) for (const fact of facts) given.set(fact, `the condition “${key}”`)
  for (const { condition, path } of placesOfConditions(all)) {
    if (typeof condition['regex'] !== 'string') continue
    for (const name of groupsIn(condition['regex'])) {
      const other = given.get(name)
      if (other === undefined) given.set(name, 'another regex')
      else
        report({
          code: 'custom',
          path,
          message: `its group “${name}” is a fact of the program, and ${other} gives this fact too`,
          params: { hint: `give the group another name, such as (?<${name}2>…)` },
        })
    }
  }
}

const factsOfPlaces = { port: ['port', 'host'], udp: ['port', 'host'], path: ['path'] }

/** The names of named groups; two alternatives of one regex may have the same. */
const groupsIn = (regex: string): ReadonlySet<string> =>
  new Set([...regex.matchAll(/\(\?<([A-Za-z_$][\w$]*)>/g)].map(([, name]) => name as string))

/** Each item with its path; a text or regex that stands alone is one for its groups. */
function* placesOfConditions(all: unknown): Generator<{ condition: Written; path: (string | number)[] }> {
  const items = Array.isArray(all)
    ? (all as unknown[]).map((item, index) => ({ item, path: [index] }))
    : [{ item: all, path: [] }]
  for (const { item, path } of items) {
    if (typeof item === 'string') yield { condition: item.startsWith('/') ? { regex: item } : {}, path }
    else yield { condition: item as Written, path: 'regex' in (item as Written) ? [...path, 'regex'] : path }
  }
}
