import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fillTemplate, parseTemplate } from '../../src/text/template.ts'

describe('parseTemplate', () => {
  it.each([
    ['plain', ['plain']],
    ['', []],
    ['${a}', [{ name: 'a', start: 0, end: 4 }]],
    ['x ${server.port}!', ['x ', { name: 'server.port', start: 2, end: 16 }, '!']],
    ['$${a}', ['${a}']],
    ['$$${a}', ['$${a}']],
    ['a$ {b} $', ['a$ {b} $']],
    ['${ a }', [{ name: 'a', start: 0, end: 6 }]],
    [
      '${free-port.web}${server#1.address.family}',
      [
        { name: 'free-port.web', start: 0, end: 16 },
        { name: 'server#1.address.family', start: 16, end: 42 },
      ],
    ],
  ])('%s', (text, parts) => expect(parseTemplate(text)).toEqual({ parts, mistakes: [] }))

  it.each([
    ['a ${b', 2, 4],
    ['a ${} b', 2, 5],
    ['${1 + 2}', 0, 8],
  ])('finds the mistake in %s', (text, start, end) => {
    const { parts, mistakes } = parseTemplate(text)
    expect(mistakes).toMatchObject([{ start, end }])
    expect(parts).toEqual([text])
  })

  it('never throws, and fills to the same text when placeholders stand for themselves', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom('$', '{', '}', 'a', '.', '${a}', ' ')), (pieces) => {
        const text = pieces.join('')
        fc.pre(parseTemplate(text).mistakes.length === 0)
        const filled = fillTemplate(text, (placeholder) => text.slice(placeholder.start, placeholder.end))
        expect(filled).toBe(text.replaceAll('$${', '${'))
      }),
    )
  })
})
