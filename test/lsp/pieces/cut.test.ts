import { expect, test } from 'vitest'
import { cut } from '../../../src/lsp/pieces/cut.ts'

const pieces = (text: string): string[] => cut(text).map(({ is, start, end }) => `${is}: ${text.slice(start, end)}`)

test('keys at the top, actors and steps', () => {
  const text =
    'scenario: x\nactors:\n  a: echo-server\n  b:\n    tcp-client: a\nsteps:\n  - start: a\n  - send:\n      b: x\n'
  expect(pieces(text)).toEqual([
    'top: scenario: x\n',
    'actor:   a: echo-server\n',
    'actor:   b:\n    tcp-client: a\n',
    'step:   - start: a\n',
    'step:   - send:\n      b: x\n',
  ])
})

test('steps of a fault are steps, too', () => {
  expect(pieces('on-fault:\n  - connect: b\n')).toEqual(['step:   - connect: b\n'])
})

test('a list at the margin, and one that is a file of its own', () => {
  expect(pieces('steps:\n- start: a\n- exit: a\nmask: []\n')).toEqual([
    'step: - start: a\n',
    'step: - exit: a\n',
    'top: mask: []\n',
  ])
  expect(pieces('- start: a\n-\n- exit: a')).toEqual(['step: - start: a\n', 'step: -\n', 'step: - exit: a'])
})

test('in brackets all is one piece, also where these close at the margin', () => {
  expect(pieces('steps: [\n  { start: a },\n]\ntags: [x]\n')).toEqual([
    'top: steps: [\n  { start: a },\n]\n',
    'top: tags: [x]\n',
  ])
  expect(pieces('{ "steps": [] }\n')).toEqual(['top: { "steps": [] }\n'])
})

test('comments, empty lines, other ends of lines and a mark of the byte order belong to no name', () => {
  expect(pieces('\ufeffscenario: x\r\nsteps: # all\r\n\r\n  # first\r\n  - start: a\r\n')).toEqual([
    'top: scenario: x\r\n',
    'step:   - start: a\r\n',
  ])
  expect(pieces('')).toEqual([])
})
