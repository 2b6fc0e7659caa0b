import { expect, test } from 'vitest'
import { statusLine } from '../../../src/record/programs/status-line.ts'

const programs = [
  { name: 'server', hasPrinted: true, ending: undefined },
  { name: 'client', hasPrinted: true, ending: 'exited 0' },
]
const line = (columns: number, instead?: string) =>
  statusLine({ programs, front: 1, instead, switchKey: 'ctrl-g' }, columns)
    .replace('\u001b[7m', '')
    .replace('\u001b[0m', '')

test('it names the programs, who is in front, who has printed and who has ended', () => {
  expect(line(60)).toBe('  1 server+  [2 client (exited 0)]             ctrl-g: menu ')
})

test('it is as wide as the terminal', () => {
  expect(line(40)).toBe('  1 server+  [2 client (exited 0)]      ')
  expect(line(20)).toHaveLength(20)
  expect(line(30, 'saved')).toBe(' saved                        ')
})
