import { expect, test } from 'vitest'
import { markedText } from '../../../page/replay/marked-text.ts'

const found = (start: number, end: number, current = false) => ({ start, end, current })

test('a text is cut at what is marked', () => {
  expect(markedText('one two', 0, [found(0, 3), found(4, 6, true)])).toEqual([
    { text: 'one', marked: 'found' },
    { text: ' ' },
    { text: 'tw', marked: 'current' },
    { text: 'o' },
  ])
  expect(markedText('one', 0, [])).toEqual([{ text: 'one' }])
})

test('a mark that goes over the end of a wrapped line goes on in the next', () => {
  expect(markedText('one ', 0, [found(2, 6)])).toEqual([{ text: 'on' }, { text: 'e ', marked: 'found' }])
  expect(markedText('two', 4, [found(2, 6)])).toEqual([{ text: 'tw', marked: 'found' }, { text: 'o' }])
  expect(markedText('three', 8, [found(2, 6)])).toEqual([{ text: 'three' }])
})
