import type { Wish } from '../../model/scenario.ts'
import type { Written } from '../../model/written.ts'

/** The names of the events that an expectation can be met by, as far as they are written: also of those among several. */
export function eventNamesIn({ name, argument }: Wish): readonly string[] {
  return namesIn(name, argument.written)
}

function namesIn(matcher: string, written: Written): readonly string[] {
  if (matcher === 'error') return ['error']
  if (matcher === 'event') return nameOf(written)
  if (matcher !== 'one-of' || written.type !== 'list') return []
  return written.items.flatMap((item) =>
    item.type === 'map' ? item.entries.flatMap(({ key }) => namesOfOption(key, item)) : [],
  )
}

const namesOfOption = (key: string, option: Written & { readonly type: 'map' }): readonly string[] =>
  key === 'error' ? ['error'] : key === 'event' ? nameOf(option) : []

/** `end`, or a map that has the name under `event`, beside its parts or around them. */
function nameOf(written: Written): readonly string[] {
  if (written.type === 'scalar') return [written.source]
  const name = written.type === 'map' ? written.entries.find(({ key }) => key === 'event')?.value : undefined
  return name === undefined ? [] : nameOf(name)
}
