import { describe, expect, test } from 'vitest'
import { evaluate } from '../../src/text/expression.ts'

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

  test('a name that it does not know is told with what to write instead', () => {
    expect(evaluate(['port + 1'])).toEqual({ problem: 'it knows no “port”; a variable is written ${port}' })
  })

  test.each([`'is ' || number('x')`, `'is ' || hex('x')`, `'is ' || parseHex('x')`])(
    '%s does not go on as NaN',
    (source) => {
      expect(evaluate([source])).toEqual({ problem: '“x” is no number' })
    },
  )
})
