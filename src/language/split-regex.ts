import type { YamlNode, YamlScalar } from '../model/yaml-node.ts'
import { parseRegex } from '../text/regex.ts'
import { report } from './checking.ts'
import type { Checking } from './checking.ts'

/** Reports a regex without quotes in `[…]` that YAML split at a comma: each part would be a text of its own. */
export function checkSplitRegex(c: Checking, node: YamlNode): void {
  if (node.type !== 'list') return
  for (let i = 0; i < node.items.length; i++) {
    const first = node.items[i]!
    if (!begins(first)) continue
    const length = node.items
      .slice(i + 1)
      .findIndex((item) => !isPart(item) || item.source.startsWith('/') || ends(item))
    const last = length === -1 ? undefined : node.items[i + 1 + length]
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

const isPart = (item: YamlNode): item is YamlScalar => item.type === 'scalar' && item.plain
const begins = (item: YamlNode): item is YamlScalar =>
  isPart(item) && item.source.startsWith('/') && parseRegex(item.source) === undefined
const ends = (item: YamlNode): item is YamlScalar =>
  isPart(item) && !item.source.startsWith('/') && /[^/]\/[dgimsuvy]*$/.test(item.source)
