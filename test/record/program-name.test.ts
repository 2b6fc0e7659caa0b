import { expect, test } from 'vitest'
import { asName, programName } from '../../src/record/program-name.ts'
import { actorName } from '../../src/record/readers/terminal/command.ts'

test.each([
  ['server', ['node', '--inspect', 'src/server.js', '9000']],
  ['cmd', ['sh', 'cmd.sh']],
  ['sh', ['sh', '-c', 'read a; echo $a']],
  ['sort', ['sort names | head']],
  ['program', ['7z']],
])('a program is called %s', (name, words) => {
  expect(programName(words)).toBe(name)
})

test('of a recorded call of a shell, the line has the name', () => {
  expect(actorName(['/bin/bash', '-c', 'sort names | head'])).toBe('sort')
  expect(actorName(['/bin/bash', '-i'])).toBe('bash')
})

test('a name begins with a letter and ends with no hyphen', () => {
  expect(asName('7-my program!')).toBe('my-program')
  expect(asName('…')).toBe('')
})
