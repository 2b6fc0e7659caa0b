import { printable } from '../../src/text/printable.ts'

/** A piece of a line of YAML, as it is coloured. */
export interface YamlPiece {
  readonly text: string
  readonly kind: 'comment' | 'key' | 'plain'
}

const key = /^(\s*(?:- +)*)((?:"[^"]*"|'[^']*'|[\w$<][\w$./#<>*-]*)\s*:)(?=\s|$)/

/** A line of a scenario, with its comment and its first key by themselves; made printable. */
export function yamlPieces(line: string): YamlPiece[] {
  const text = line.split('\t').map(printable).join('\t')
  const comment = commentAt(text)
  const code = text.slice(0, comment)
  const [, lead = '', name = ''] = key.exec(code) ?? []
  const pieces: YamlPiece[] = [
    { text: lead, kind: 'plain' },
    { text: name, kind: 'key' },
    { text: code.slice(lead.length + name.length), kind: 'plain' },
    { text: text.slice(comment), kind: 'comment' },
  ]
  return pieces.filter((piece) => piece.text !== '')
}

/** Where a comment begins: a `#` at the beginning or behind a blank that stands in no quotes; the end where there is none. */
function commentAt(text: string): number {
  let quote = ''
  for (let at = 0; at < text.length; at++) {
    const character = text.charAt(at)
    if (quote === '"' && character === '\\') at++
    else if (quote !== '') quote = character === quote ? '' : quote
    else if (/["']/.test(character) && /^$|[\s[{,:]/.test(text.charAt(at - 1))) quote = character
    else if (character === '#' && /^$|\s/.test(text.charAt(at - 1))) return at
  }
  return text.length
}
