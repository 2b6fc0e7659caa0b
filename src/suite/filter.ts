/** What a scenario is chosen by, once its file is known. */
export interface Filter {
  /** Any of these; one that begins with `!` must be absent. */
  readonly tags: readonly string[]
  /** Part of the title, or `/regex/flags`. */
  readonly title?: string
}

/** True when the filter leaves nothing out. */
export const isOpen = (filter: Filter): boolean => filter.tags.length === 0 && filter.title === undefined

/** A test for scenarios, or a message when the title's regex does not compile. */
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
  const regex = /^\/(.+)\/([a-z]*)$/.exec(written)
  if (regex === null) {
    const part = written.toLowerCase()
    return (title) => title.toLowerCase().includes(part)
  }
  try {
    const compiled = new RegExp(regex[1] ?? '', (regex[2] ?? '').replace(/[gy]/g, ''))
    return (title) => compiled.test(title)
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}
