import { describe, expect, test } from 'vitest'
import { Redactor } from '../../src/text/redactor.ts'

const redactor = new Redactor([
  { name: 'token', value: 'token' },
  { name: 'long', value: 'token-of-anna' },
  { name: 'host', value: 'a.b/c?d' },
])

describe('a redactor', () => {
  test.each([
    ['a token, a token-of-anna', 'a <secret.token>, a <secret.long>'],
    ['a.b/c?d a%2Eb a.b%2Fc%3Fd a.b%2fc%3fd aXb/c?d', '<secret.host> a%2Eb <secret.host> <secret.host> aXb/c?d'],
    [Buffer.from('token').toString('hex'), '<secret.token>'],
    ['74 6f 6b 65 6e 2d 6f 66 2d 61 6e 6e 61', '<secret.long>'],
    [`Basic ${Buffer.from('anna:token-of-anna').toString('base64')}`, 'Basic YW5uYTp<secret.long>'],
  ])('hides %s', (text, shown) => {
    expect(redactor.text(text)).toBe(shown)
  })

  test('says where secrets stand in bytes', () => {
    const text = 'é token-of-anna, <secret.token>, to\u001b[1mken, 746f6b656e and token-of-'
    const bytes = Buffer.from(text)
    expect(redactor.placesIn(bytes).map(({ from, to }) => bytes.subarray(from, to).toString())).toEqual([
      'token-of-anna',
      'to\u001b[1mken',
      '746f6b656e',
      'token',
      'token-of-',
    ])
    expect(redactor.placesIn(Buffer.from('nothing of it'))).toEqual([])
  })

  test('hides once what is hidden twice', () => {
    for (const text of ['token', 'x token-of-anna y <secret.token>']) {
      const once = redactor.text(text)
      expect(redactor.text(once)).toBe(once)
      const bytes = redactor.bytes(Buffer.from(text))
      expect(Buffer.from(redactor.bytes(bytes)).toString()).toBe(Buffer.from(bytes).toString())
    }
  })

  test.each([
    ['no rule fits “x token-of…”', 'no rule fits “x <secret.long>…”'],
    ['…-of-anna and so on', '…<secret.long> and so on'],
    ['to… be', 'to… be'],
    [`… ${Buffer.from('token-of-anna').toString('hex').slice(0, 15)}…`, '… <secret.long>…'],
  ])('hides what a cut has left of one: %s', (text, shown) => {
    expect(redactor.text(text)).toBe(shown)
    expect(redactor.text(shown)).toBe(shown)
  })

  test.each([
    ['\u001b[1mtok\u001b[0men', '\u001b[1m<secret.token>\u001b[0m'],
    ['to\u001b[31mke\u001b]8;;x\u0007n token', '<secret.token>\u001b[31m\u001b]8;;x\u0007 <secret.token>'],
    ['a \u001b[0mkey\u001b[', 'a \u001b[0mkey\u001b['],
  ])('hides one of which a program has coloured a part: %j', (text, shown) => {
    expect(redactor.text(text)).toBe(shown)
    expect(Buffer.from(redactor.bytes(Buffer.from(text))).toString()).toBe(shown)
  })

  test('looks through any number of beginnings of sequences in one pass', () => {
    const text = `${'\u001b]'.repeat(100_000)}${'\u001b['.repeat(100_000)}\ntok\u001b[men`
    expect(redactor.text(text).endsWith('<secret.token>\u001b[m')).toBe(true)
  })

  test('leaves places, numbers and everything else as they are', () => {
    const span = { file: '/token', start: 1, end: 2 }
    const value = { span, list: [1, null, 'token'], map: new Map([['token', Buffer.from('a token')]]) }
    expect(redactor.hide(value)).toEqual({
      span,
      list: [1, null, '<secret.token>'],
      map: new Map([['token', Buffer.from('a <secret.token>')]]),
    })
    expect(new Redactor().hide(value)).toBe(value)
  })
})
