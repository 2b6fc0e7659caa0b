import { expect, test } from 'vitest'
import { dialogue } from '../../../plugins/formats/dialogue.ts'
import { echo } from '../../picture/examples.ts'
import { lane, recorded, throughProxy, twoClients } from '../../picture/sequence/examples.ts'

const write = async (replay = throughProxy): Promise<string> =>
  String(await dialogue.write(replay.transcript, { replay }))

test('two talk as C and S', async () => {
  expect(await dialogue.write(echo, {})).toMatch(
    /^TCP echo server\n\nS {2}server: .*\nC {2}client: .*\n\nS: Hello client!\n\(now the client speaks\)\nC: Hello server\n/,
  )
})

test('several have numbers, and say whom they talk to', async () => {
  expect((await write(twoClients)).split('\n').slice(2)).toEqual([
    'S  server: a-server',
    'C1  anna: a-client server',
    'C2  ben: a-client server',
    '',
    'C2 → S: <connect>',
    'C1 → S: <connect>',
    'C2 → S: I am Ben',
    'C1 → S: I am Anna',
    'S → C1: <FIN>',
    '',
  ])
})

test('a proxy, an RST, an exit and what got lost are said', async () => {
  const written = await write()
  expect(written).toContain('\nP → C: good morning\nP → C: <5 of 13 bytes received>\n')
  expect(written).toContain('\nP → C: <RST>\n')
  expect(written).toContain('\nC: <exited 1>\n')
})

test('a program that a client talks to is the server, also where no connection is seen', async () => {
  const lanes = [lane('server', 'program'), lane('client', 'client', 'server')]
  expect(await write(recorded(lanes, [[1, 'client', '<', 'hello\n']]))).toMatch(/\nS: hello\n$/)
})

test('all lines of a long message are there', async () => {
  const lines = Array.from({ length: 9 }, (_, index) => `line ${index}\n`).join('')
  const lanes = [lane('server', 'server'), lane('client', 'client', 'server')]
  expect(await write(recorded(lanes, [[1, 'client', '>', `${lines}\nend\n`]]))).toMatch(/\nC: line 8\nC:\nC: end\n$/)
})

test('nothing on the wire is said as well', async () => {
  expect(await write(recorded([lane('server', 'server')], []))).toBe('A conversation\n\n(nothing went over the wire)\n')
})
