import { describe, expect, test } from 'vitest'
import { evaluate, mistakeInExpression } from '../../src/text/expression.ts'

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
  ])('%j may be worked out', (parts) => {
    expect(mistakeInExpression(parts)).toBeUndefined()
  })
})

describe('numbers beyond 2^53', () => {
  const big = '9007199254740993'

  test.each([
    [[value(big), ' + 1']],
    [[value(big), ' - ', value('9007199254740992')]],
    [[value(big), ' > ', value('9007199254740992')]],
    [['9007199254740991 + 2']],
    [['2 ^ 53 + 1']],
    [['hex(', value(big), ')']],
    [['number(', value(big), ')']],
    [["parseHex('ffffffffffffffff')"]],
    [['floor(', value(big), ' )']],
  ])('are refused where they would be rounded: %j', (parts) => {
    expect(evaluate(parts)).toEqual({ problem: expect.stringContaining('is beyond 2^53') })
  })

  test('are compared and joined as the texts that they are', () => {
    expect(evaluate([value(big), ' == ', value('9007199254740992')])).toEqual({ value: 'false' })
    expect(evaluate([value(big), ' == ', value(big)])).toEqual({ value: 'true' })
    expect(evaluate([value(big), ` || 'x'`])).toEqual({ value: `${big}x` })
    expect(evaluate(['length(', value(big), ')'])).toEqual({ value: '16' })
    expect(evaluate(['9007199254740990 + 1'])).toEqual({ value: '9007199254740991' })
  })

  test('are found before anything runs', () => {
    expect(mistakeInExpression(['9007199254740993 + 1'])).toContain('“9007199254740993” is beyond 2^53')
    expect(mistakeInExpression([`'9007199254740993' || 1`])).toBeUndefined()
  })
})

test('nothing is drawn at random', () => {
  expect(mistakeInExpression(['random()'])).toContain('there is no “random”')
  expect(mistakeInExpression(['floor(random() * 6)'])).toContain('there is no “random”')
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
  })
})
