import { expect, test } from 'vitest'
import { commandsOf, rolesOf } from '../../../src/record/programs/commands.ts'

const namesOf = (...words: string[]) => (commandsOf(words) as readonly { name: string }[]).map(({ name }) => name)

test('commands are named as people call them', () => {
  expect(namesOf('node', '--inspect', 'src/server.js', '9000', '::', '/usr/bin/telnet', 'localhost')).toEqual([
    'server',
    'telnet',
  ])
  expect(namesOf('python3', '-i', '::', 'PORT=1', './run.sh')).toEqual(['python3', 'run'])
  expect(namesOf('nc', 'a', '::', 'nc', 'b', '::', 'x')).toEqual(['nc-1', 'nc-2', 'x'])
  expect(namesOf('node', '-e', 'a b')).toEqual(['node'])
  expect(namesOf('7z')).toEqual(['program'])
})

test('one word with blanks is for a shell', () => {
  expect(commandsOf(['sort names | head'])).toEqual([{ name: 'sort', words: ['sh', '-c', 'sort names | head'] }])
  expect(commandsOf(['sort', 'my names'])).toEqual([{ name: 'sort', words: ['sort', 'my names'] }])
})

test('a missing command is a mistake', () => {
  expect(commandsOf([])).toMatchObject({ code: 'usage', message: 'there is no command to record' })
  expect(commandsOf(['a', '::'])).toMatchObject({ code: 'usage', message: 'a command is missing beside “::”' })
})

test('who alone listens is the server', () => {
  const names = (...all: [string, boolean][]) => rolesOf(all.map(([name, listens]) => ({ name, listens })))
  expect(names(['redis-server', true], ['redis-cli', false])).toEqual(['server', 'client'])
  expect(names(['a', false], ['b', true], ['c', false])).toEqual(['client-1', 'server', 'client-2'])
  expect(names(['a', true], ['b', true])).toEqual(['a', 'b'])
  expect(names(['a', true])).toEqual(['a'])
})
