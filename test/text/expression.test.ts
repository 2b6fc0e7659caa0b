import { describe, expect, test } from 'vitest'
import { digests } from '../../src/run/verbs/digests.ts'
import { evaluate as evaluateWith, mistakeInExpression, type ExpressionParts } from '../../src/text/expression.ts'

const evaluate = (parts: ExpressionParts) => evaluateWith(parts, digests)
const value = (text: string) => ({ value: text })

describe('evaluate', () => {
  test.each([
    [[value('4'), ' * 256 + ', value('210')], '1234'],
    [['upper(', value('abc'), ')'], 'ABC'],
    [['"port ', value('7"0'), '"'], 'port 7"0'],
    [[value('2'), ' < ', value('10')], 'true'],
    [['number("12") + 1'], '13'],
    [[value('5'), ' % 3'], '2'],
    [[value('"; x'), ' == "a"'], 'false'],
  ])('%j is %s', (parts, expected) => {
    expect(evaluate(parts)).toEqual({ value: expected })
  })

  test.each([[['1 +']], [['unknown + 1']], [['1 / 0']], [['constructor']], [['"a".length']]])(
    '%j is a problem',
    (parts) => {
      expect(evaluate(parts)).toHaveProperty('problem')
    },
  )

  test('a name that it does not know is reported with what to write instead', () => {
    expect(evaluate(['port + 1'])).toEqual({ problem: 'it knows no “port”; a variable is written ${port}' })
  })

  test.each([`'is ' || number('x')`, `'is ' || parseHex('x')`])('%s does not go on as NaN', (source) => {
    expect(evaluate([source])).toEqual({ problem: '“x” is not a number' })
  })
})

describe('mistakeInExpression', () => {
  test.each([
    [['1 +'], 'it ends where a value is wanted'],
    [['* 3'], '“*” stands where a value is wanted'],
    [['1 2'], 'two values stand there without an operator between them'],
    [[{}, ' ', {}], 'two values stand there without an operator between them'],
    [['(1 + 2'], '“)” is missing'],
    [['"abc'], 'a quote is opened and never closed'],
    [['a = 2'], 'to be equal is written “==”'],
    [['1 @ 2'], '“@” means nothing here'],
    [['"a".length'], 'nothing stands behind a “.” here'],
    [['foo(2)'], 'there is no function “foo”'],
    [['uper("a")'], 'there is no function “uper”; did you mean “upper”?'],
    [['port + 1'], 'it knows no “port”; a variable is written ${port}'],
  ])('%j: %s', (parts, expected) => {
    expect(mistakeInExpression(parts)).toBe(expected)
  })

  test.each([
    [[{}, ' * 256 + ', {}]],
    [['upper("', {}, "\") || 'x'"]],
    [['floor(', {}, ' / 2) + PI']],
    [['length "abc" > 2 and true']],
    [["join(',', map(upper, ['a', 'upper']))"]],
    [['floor 1.5 + 1']],
  ])('%j may be worked out', (parts) => {
    expect(mistakeInExpression(parts)).toBeUndefined()
  })
})

describe('numbers beyond 2^53', () => {
  const big = '9007199254740993'
  const other = '9007199254740992'

  test.each([
    [[value(big), ' + 1'], '9007199254740994'],
    [[value(big), ' - ', value(other)], '1'],
    [[value(big), ' > ', value(other)], 'true'],
    [[value(other), ' >= ', value(big)], 'false'],
    [[value(big), ' * ', value(big)], '81129638414606699710187514626049'],
    [[value(big), ' / 3'], '3002399751580331'],
    [['floor((', value(big), ' - ', value(big), ' % 10) / 10)'], '900719925474099'],
    [[value(big), ' % 10'], '3'],
    [['-', value(big)], '-9007199254740993'],
    [['abs(-', value(big), ')'], big],
    [['9007199254740991 + 2'], big],
    [['9007199254740993 - 1'], other],
    [['2 ^ 64 - 1'], '18446744073709551615'],
    [['pow(2, 64)'], '18446744073709551616'],
    [['hex(', value(big), ')'], '20000000000001'],
    [['hex(', value('18446744073709551615'), ' - 1)'], 'fffffffffffffffe'],
    [['number(', value(big), ') + 1'], '9007199254740994'],
    [["parseHex('ffffffffffffffff')"], '18446744073709551615'],
    [['floor(', value(big), ' )'], big],
    [['min(', value(big), ', ', value(other), ', 2 ^ 60)'], other],
    [['max([', value(big), ', 1])'], big],
    [['sum([', value(big), ', 1, 1])'], '9007199254740995'],
    [[value(big), ' == 9007199254740993'], 'true'],
    [[value(big), ' != 9007199254740992'], 'true'],
    [[value(big), ' == 9007199254740992'], 'false'],
    [['2 ^ 53 == ', value(other)], 'true'],
    [[value('-9007199254740993'), ' + 1'], other.replace('9', '-9')],
  ])('are exact: %j', (parts, expected) => {
    expect(evaluate(parts)).toEqual({ value: expected })
  })

  test.each([
    [[value(big), ' / 2'], 'is not whole, and beyond 2^53 only whole numbers are exact; write (a - a % b) / b'],
    [[value(big), ' * 0.5'], 'is beyond 2^53'],
    [[value(big), " + 'x'"], 'is beyond 2^53'],
    [['sqrt(', value(big), ')'], 'is beyond 2^53'],
    [['roundTo(', value(big), ', 2)'], 'is beyond 2^53'],
    [['2 ^ 1000000000'], 'its number would be too long'],
    [['10 ^ 9999 * 100'], 'its number would be too long'],
    [[value(big), ' / 0'], 'it is not a finite number'],
    [[value(big), ' % 0'], 'it is not a finite number'],
    [['1e300 * 1.5'], 'is beyond 2^53'],
  ])('are refused where they would be rounded: %j', (parts, expected) => {
    expect(evaluate(parts)).toEqual({ problem: expect.stringContaining(expected) })
  })

  test('are compared and joined as the texts that they are', () => {
    expect(evaluate([value(big), ' == ', value(other)])).toEqual({ value: 'false' })
    expect(evaluate([value(big), ' == ', value(big)])).toEqual({ value: 'true' })
    expect(evaluate([value(big), ` || 'x'`])).toEqual({ value: `${big}x` })
    expect(evaluate(['length(', value(big), ')'])).toEqual({ value: '16' })
    expect(evaluate(['9007199254740990 + 1'])).toEqual({ value: '9007199254740991' })
  })

  test('stand inside quotes and names as they are written', () => {
    expect(evaluate([`'9007199254740993' || 1`])).toEqual({ value: '90071992547409931' })
    expect(evaluate([`"is 9007199254740993"`])).toEqual({ value: 'is 9007199254740993' })
  })

  test('are no mistake before anything runs', () => {
    expect(mistakeInExpression(['9007199254740993 + 1'])).toBeUndefined()
  })
})

describe('functions of bytes and texts', () => {
  test.each([
    [["base64('hello')"], 'aGVsbG8='],
    [["unbase64('aGVsbG8=') == 'hello'"], 'true'],
    [["unbase64('aGVsbG8') == 'hello'"], 'true'],
    [["md5('')"], 'd41d8cd98f00b204e9800998ecf8427e'],
    [["sha1('abc')"], 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    [["sha256('abc')"], 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    [["slice(sha512('abc'), 0, 8)"], 'ddaf35a1'],
    [
      ["hmac('sha256', 'key', 'The quick brown fox jumps over the lazy dog')"],
      'f7bc83f430538424b13298e6aa6fb143ef4d59a14946175997479dbc2d1a3cd8',
    ],
    [
      ["base64(unhex(sha1('dGhlIHNhbXBsZSBub25jZQ==258EAFA5-E914-47DA-95CA-C5AB0DC85B11')))"],
      's3pPLMBiTxaQ9kYGzzhZRbK+xOo=',
    ],
    [['bytes(', value('é\uDCFF'), ')'], '3'],
    [['bytes(', value('007'), ')'], '3'],
    [['length(', value('007'), ')'], '3'],
    [['slice(', value('1.50'), ', 2)'], '50'],
    [['base64(', value('1.50'), ')'], 'MS41MA=='],
    [['hex(', value('007'), ')'], '7'],
    [["unhex('61 62') == 'ab'"], 'true'],
    [['random(1, 1, 6)'], '4'],
    [["random('a', -3, -3)"], '-3'],
  ])('%j is %s', (parts, expected) => {
    expect(evaluate(parts)).toEqual({ value: expected })
  })

  test.each([
    [["unhex('abc')"], '“abc” is not hexadecimal: pairs of 0-9 and a-f'],
    [["unbase64('a')"], '“a” is not base64'],
    [["unbase64('a?==')"], '“a?==” is not base64'],
    [['hmac(', value('sha3'), ", 'k', 'x')"], 'hmac knows no “sha3”; it has md5, sha1, sha256, sha512'],
    [['random(1, 6, 1)'], 'random has nothing from 6 to 1'],
    [['random(1, 1.5, 2)'], 'random takes a seed and two whole numbers'],
    [["random(1, 'x', 2)"], '“x” is not a number'],
  ])('%j is a problem', (parts, problem) => {
    expect(evaluate(parts)).toEqual({ problem })
  })

  test.each([
    [["hmac('sha3', 'k', 'x')"], 'hmac knows no “sha3”; it has md5, sha1, sha256, sha512'],
    [["hmac('k', 'x')"], 'hmac is written hmac(algorithm, key, text)'],
    [["hmac(sha256, 'k', 'x')"], expect.stringContaining('“sha256” is a function')],
    [["'a' || upper"], expect.stringContaining("its name as a text needs quotes, 'upper'")],
    [['-abs'], expect.stringContaining('“abs” is a function')],
    [["sha256('a', 'b')"], 'sha256 is written sha256(text)'],
    [['slice()'], 'slice is written slice(text, from, [to])'],
    [["SHA256('a')"], 'there is no function “SHA256”; did you mean “sha256”?'],
    [["sha-256('a')"], 'it knows no “sha”; digests are md5, sha1, sha256, sha512'],
    [["sha265('a')"], 'there is no function “sha265”; did you mean “sha256”?'],
    [
      ['random()'],
      'random needs a seed and two bounds, random(seed, from, to), so that a transcript is the same in every run',
    ],
    [['floor(random() * 6)'], expect.stringContaining('random needs a seed')],
  ])('%j is a mistake before anything runs', (parts, mistake) => {
    expect(mistakeInExpression(parts)).toEqual(mistake)
  })

  test.each([["base64('a, (b')"], ['hmac("sha1", "it\'s", \'a)\')'], ["slice('a', 1)"], ["replace('a', ',', ')')"]])(
    'commas and parentheses in quotes are text: %s',
    (source) => {
      expect(mistakeInExpression([source])).toBeUndefined()
    },
  )

  test('a seed gives each number of its range', () => {
    const drawn = Array.from({ length: 200 }, (_, seed) => evaluate([`random('${seed}', 1, 6)`]))
    expect(new Set(drawn.map((one) => ('value' in one ? one.value : one.problem)))).toEqual(new Set('123456'))
    const wide = evaluate(["random('s', 0, 2 ^ 64)"])
    expect(evaluate(["random('s', 0, 2 ^ 64)"])).toEqual(wide)
    expect(wide).toEqual({ value: expect.stringMatching(/^\d{17,20}$/) })
  })
})

describe('bytes', () => {
  const bytes = (value: string) => ({ value, bytes: true })

  test('hex of a text is that of its bytes, of a number that of the number', () => {
    expect(evaluate(['hex(', { value: '255' }, ')'])).toEqual({ value: 'ff' })
    expect(evaluate(['hex(', { value: 'é\uDCFF' }, ')'])).toEqual({ value: 'c3a9ff' })
    expect(evaluate(["hex('12')"])).toEqual({ value: '3132' })
  })

  test('digits that were taken as bytes are bytes for hex, and numbers elsewhere', () => {
    expect(evaluate(['hex( ', bytes('12'), ' )'])).toEqual({ value: '3132' })
    expect(evaluate([bytes('12'), ' + 1'])).toEqual({ value: '13' })
  })

  test('a text that is made of bytes is bytes, unless it is their hexadecimal', () => {
    expect(evaluate(['slice(', bytes('ab'), ', 0, 1)'])).toEqual({ value: 'a', bytes: true })
    expect(evaluate(['slice(hex(', bytes('ab'), '), 0, 2)'])).toEqual({ value: '61' })
    expect(evaluate(['sha1(slice(', bytes('ab'), ', 0, 1))'])).not.toHaveProperty('bytes')
    expect(evaluate(["hmac('md5', ", bytes('ab'), ', ', bytes('cd'), ')'])).not.toHaveProperty('bytes')
  })

  test('what is decoded is bytes, unless it is encoded again', () => {
    expect(evaluate(["unhex('ff41')"])).toEqual({ value: '\uDCFFA', bytes: true })
    expect(evaluate(["unbase64('/0E=') || 'x'"])).toEqual({ value: '\uDCFFAx', bytes: true })
    expect(evaluate(["base64(unhex('ff41'))"])).toEqual({ value: '/0E=' })
  })
})
