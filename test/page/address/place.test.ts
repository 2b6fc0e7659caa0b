import { expect, test } from 'vitest'
import { hashOf, listOf, placeOf, withoutEmpty, type Place } from '../../../page/address/place.ts'

const whole: Place = {
  scenario: 'scenarios/a b&c=d#é+%.yaml size=2',
  run: 2,
  tab: 'replay',
  view: 'column',
  row: 0,
  time: 1_234_567,
  text: 'two words',
  outcomes: ['failed', 'known bug'],
  tag: 'a/b',
  sort: 'duration',
}

test('an address says a place, and is read as the same one', () => {
  expect(placeOf(hashOf(whole))).toEqual(whole)
  expect(hashOf({ scenario: 'scenarios/echo.yaml', time: 12 })).toBe('#scenario=scenarios/echo.yaml&t=12')
  expect(hashOf({})).toBe('')
})

test('what cannot be read is left out', () => {
  expect(placeOf('')).toEqual({})
  expect(placeOf('#t=-1&row=x&run=1e3&scenario=&outcome=,,&other=1')).toEqual({})
  expect(placeOf('#scenario=%ff%&t=99999999999999999999')).toEqual({ scenario: '\uFFFD%' })
  expect(placeOf(`#q=${'x'.repeat(9000)}`)).toEqual({})
})

test('half a character does not break an address', () => {
  expect(hashOf({ text: '\ud83d' })).toBe('#q=%EF%BF%BD')
})

test('the list is what is left without the open scenario', () => {
  expect(listOf(whole)).toEqual({ text: 'two words', outcomes: ['failed', 'known bug'], tag: 'a/b', sort: 'duration' })
  expect(withoutEmpty({ ...whole, text: '', outcomes: [], tag: undefined, row: 0 })).not.toHaveProperty('text')
  expect(withoutEmpty({ ...whole, text: '' })).toHaveProperty('row', 0)
})
