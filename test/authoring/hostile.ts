import fc from 'fast-check'

const pieces = [
  ['', ' ', '  ', '\t', '\n', '\r', '\r\n', '\u0000', '\u001b[1m', '\u007f', '\u0085', '\u2028', '\ufeff', '\uffff'],
  [...`"'\\\`:#-?,[]{}|>%@!/(+^$`, ': ', ' #', '- ', '? ', '---', '...', '<<', '&a', '*a'],
  ['${', '${x}', '$${', '/a/', '/(/', '.*', '$/', 'GET / HTTP/1.1', '__proto__', 'constructor', 'a', 'word'],
  ['007', '0x1f', '1e3', '.5', '1.0', '-0', '.inf', '.NaN', 'null', '~', 'true', 'False', 'yes', 'no', '12:30:45'],
  ['😀', 'é', 'e\u0301', '漢', '\u202e'],
].flat()

/** Any text, with what YAML, regexes and the language take for signs of theirs. Without halves of a surrogate pair. */
export const hostileText = fc.oneof(
  { weight: 3, arbitrary: fc.array(fc.constantFrom(...pieces), { maxLength: 5 }).map((all) => all.join('')) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 12 }) },
  { weight: 1, arbitrary: fc.constantFrom(...pieces).map((piece) => piece.repeat(150)) },
)

/** Also with halves. */
export const anyText = fc.oneof(
  { weight: 9, arbitrary: hostileText },
  {
    weight: 1,
    arbitrary: fc.array(fc.integer({ min: 0xd7fe, max: 0xe001 })).map((units) => String.fromCharCode(...units)),
  },
)
