import * as fc from 'fast-check'
import { expect, test } from 'vitest'
import { needleOf } from '../../../../plugins/core/patterns/needle.ts'
import { withoutEnd } from '../../../../plugins/core/patterns/shortest-beginning.ts'

test.each<[RegExp, string | undefined]>([
  [/user (\w+) logged in/, ' logged in'],
  [/ready/, 'ready'],
  [/a|b/, undefined],
  [/ready/i, undefined],
  [/colou?r/, 'colo'],
  [/ab+cd/, 'ab'],
  [/x{0,3}yz/, 'yz'],
  [/\d\.\[ok\]$/, '.[ok]'],
  [/[)]\x41bc(?:never|this)/, 'bc'],
  [/\w+/, undefined],
  [/^(a(b)c)?d/, 'd'],
])('%s surely contains %s', (regex, needle) => {
  expect(needleOf(regex)).toBe(needle)
})

const part = fc.oneof(
  fc.stringMatching(/^[a-d .]{1,4}$/).map((text) => ({ source: text.replaceAll('.', '\\.'), sample: text })),
  fc.constantFrom(
    { source: 'e?', sample: '' },
    { source: 'f*', sample: 'ff' },
    { source: 'g+', sample: 'gg' },
    { source: '(?:h|i)', sample: 'i' },
    { source: '[jk]', sample: 'k' },
    { source: '\\d{2}', sample: '42' },
    { source: 'l{0}', sample: '' },
    { source: '$', sample: '' },
  ),
)

test('what a regex matches contains its needle, and is matched without its end', () => {
  fc.assert(
    fc.property(fc.array(part, { maxLength: 8 }), fc.string(), (parts, noise) => {
      const regex = new RegExp(parts.map(({ source }) => source).join(''))
      for (const text of [parts.map(({ sample }) => sample).join(''), noise]) {
        const found = regex.exec(text)
        if (found === null) continue
        expect(found[0]).toContain(needleOf(regex) ?? '')
        expect(withoutEnd(regex)?.test(`${text}more`)).toBe(true)
      }
    }),
  )
})
