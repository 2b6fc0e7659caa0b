import type { YamlNode } from '../../model/yaml-node.ts'
import { needsNewline } from '../../regex/syntax.ts'
import { parseRegex } from '../../text/regex.ts'
import { kindOf, report } from '../checking.ts'
import type { Checking } from '../checking.ts'
import { checkRegex, sampleOf } from '../values.ts'

/** Every regex in what is wanted: that it compiles, and on a lane of lines that a line could match it. */
export function checkRegexes(c: Checking, name: string, node: YamlNode, actor: string): boolean {
  const slashes = c.registry.matchers.get(name)?.value.slashes
  if (slashes === 'literal') return true
  if (node.type === 'list') return node.items.map((item) => checkRegexes(c, name, item, actor)).every(Boolean)
  if (node.type === 'map') {
    return node.entries
      .map((entry) => isLiteral(c, entry.key) || checkRegexes(c, name, entry.value, actor))
      .every(Boolean)
  }
  const regex = parseRegex(node.source)
  if (regex === undefined) return true
  if (!checkRegex(c, node, regex)) return false
  if (slashes !== 'multiline' && receivesLines(c, actor) && needsNewline(sampleOf(regex))) {
    const hint = 'lines come without their ends: remove the “\\n”, or expect two lines in a list'
    report(c, 'regex-never-matches', 'this regex wants a line feed, and no line has one', node.span, hint)
  }
  return true
}

const isLiteral = (c: Checking, matcher: string): boolean =>
  c.registry.matchers.get(matcher)?.value.slashes === 'literal'

const lineFeed = 0x0a

/** Whether what an actor receives is cut at each line feed, so that no line has one. */
function receivesLines(c: Checking, actor: string): boolean {
  const written = c.actors.get(actor)?.framing
  const name = written?.name ?? kindOf(c, actor)?.framing ?? c.registry.defaultFraming
  try {
    return c.registry.framings.get(name)?.value.compile(written?.argument.value?.parsed).terminator === lineFeed
  } catch {
    return false
  }
}
