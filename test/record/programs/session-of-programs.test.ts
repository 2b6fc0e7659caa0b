import { expect, test } from 'vitest'
import { sessionOfPrograms } from '../../../src/record/programs/session-of-programs.ts'
import { hostFor, servicesAt } from '../../scenarios/house.ts'
import { linesOf, shown } from './record.ts'
import { folderWith } from '../../suite/temporary.ts'

const from = (words: readonly string[], ...lines: string[]) => {
  const cwd = folderWith({})
  const host = { file: `${cwd}/recorded.yaml`, cwd, services: servicesAt(cwd), host: hostFor() }
  return sessionOfPrograms(words, host, () => ({ input: linesOf(...lines) }))
}

test('lines of an input that is no terminal are typed, to whom they name', async () => {
  const echo = ['sh', '-c', 'stty -echo; echo ready; while read line; do echo "got $line"; done']
  const recorded = await from(
    [...echo, '::', ...echo],
    'one',
    '@sh-1 two',
    '@1 three',
    '@@sh-1 four',
    '@nobody five',
    '@sh-1',
  )
  expect(shown(recorded)).toEqual([
    'started sh-1',
    'sh-1 > "ready\\n"',
    'started sh-2',
    'sh-2 > "ready\\n"',
    'sh-2 < "one\\r"',
    'sh-2 > "got one\\n"',
    'sh-1 < "two\\r"',
    'sh-1 > "got two\\n"',
    'sh-1 < "three\\r"',
    'sh-1 > "got three\\n"',
    'sh-2 < "@sh-1 four\\r"',
    'sh-2 > "got @sh-1 four\\n"',
    'sh-2 < "@nobody five\\r"',
    'sh-2 > "got @nobody five\\n"',
    'sh-1 < "\\r"',
    'sh-1 > "got \\n"',
  ])
})

test('without a command nobody is asked to type', async () => {
  const host = { file: '/recorded.yaml', cwd: '/', services: servicesAt('/'), host: hostFor() }
  const never = (): never => {
    throw new Error('nobody types')
  }
  expect((await sessionOfPrograms([], host, never)).problems).toMatchObject([{ code: 'usage' }])
})
