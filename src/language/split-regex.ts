import type { Written, WrittenScalar } from '../model/written.ts'
import { parseRegex } from '../text/regex.ts'
import { report } from './checking.ts'
import type { Checking } from './checking.ts'

/** Reports a regex without quotes in `[…]` that YAML split at a comma: each part would be a text of its own. */
export function checkSplitRegex(c: Checking, written: Written): void {
  if (written.type !== 'list') return
  for (let i = 0; i < written.items.length; i++) {
    const first = written.items[i]!
    if (!begins(first)) continue
    const length = written.items
      .slice(i + 1)
      .findIndex((item) => !isPart(item) || item.source.startsWith('/') || ends(item))
    const last = length === -1 ? undefined : written.items[i + 1 + length]
    if (last === undefined || !ends(last)) continue
    const { file, start } = first.span
    const { end } = last.span
    const { text } = c.here.source
    report(
      c,
      'quote-it',
      `YAML splits this regex at its comma, so that it becomes ${length + 2} texts`,
      { file, start, end },
      `quote it: '${text.slice(start, end)}'`,
    )
    i += length + 1
  }
}

const isPart = (item: Written): item is WrittenScalar => item.type === 'scalar' && item.plain
const begins = (item: Written): item is WrittenScalar =>
  isPart(item) && item.source.startsWith('/') && parseRegex(item.source) === undefined
const ends = (item: Written): item is WrittenScalar =>
  isPart(item) && !item.source.startsWith('/') && /[^/]\/[dgimsuvy]*$/.test(item.source)
