import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { terminalText } from '../../../plugins/program/terminal/text.ts'
import { draftOf } from '../../../src/record/from-session/draft-of.ts'
import { sessionOfRecording } from '../../../src/record/readers/recording/session.ts'
import { writeDraft } from '../../../src/record/write-draft.ts'
import { decodeRecording } from '../../../src/run/recording/decode.ts'
import { folderWith } from '../../suite/temporary.ts'
import { scenario } from '../../cli/fake-shell.ts'

const talk = `scenario: A talk
mask: [uuid]
actors:
  server: { tcp-server: { framing: crlf, allowHalfOpen: true, rules: [{ when: NOOP, reply: 250 ok }] } }
  client: { tcp-client: { to: server, framing: crlf, allowHalfOpen: true } }
  program: { program: node says.cjs }
steps:
  - start: [server, program]
  - connect: client
  - send: { server: 220 ready }
  - expect: { client: 220 ready }
  - send: { client: NOOP }
  - expect: { client: 250 ok }
  - note: the other one
  - send: { program: one }
  - expect: { program: got one }
  - end: client
  - expect: { server: { event: end } }
  - send: { server: 221 bye }
  - close: server#client
  - expect: { client: 221 bye }
  - end: program
  - expect: { program: { exit: 3 } }
`

const says = "process.stdin.on('data', (d) => console.log('got ' + d)).on('end', () => process.exit(3))"

const read = (folder: string, file: string): string => fs.readFileSync(path.join(folder, file), 'utf8')
const recorded = async (files: Readonly<Record<string, string>>, name = 'talk') => {
  const folder = folderWith({ 'scenarios/says.cjs': says, ...files })
  const ran = await scenario(folder, ['run', name])
  return { folder, ran, from: ['record', 'again', '--from', `.scenario/scenarios/${name}.jsonl`] }
}

describe('a recording of a run', () => {
  test('becomes a scenario of what happened, with the head of its own', async () => {
    const { folder, from } = await recorded({ 'scenarios/talk.yaml': talk })
    expect(await scenario(folder, from)).toMatchObject({ code: 0, err: '' })
    expect(read(folder, 'scenarios/again.yaml')).toMatchInlineSnapshot(`
      "scenario: again

      mask: [uuid]

      actors:
        server: { tcp-server: { allowHalfOpen: true, rules: [{ when: NOOP, reply: 250 ok }], framing: crlf } }
        client: { tcp-client: { to: server, allowHalfOpen: true, framing: crlf } }
        program: { program: node says.cjs }

      steps:
        - start: [server, program]
        - connect: client
        - send: { server#1: 220 ready }
        - expect: { client: 220 ready }
        - send: { client: NOOP }
        - expect: { server#1: NOOP, client: 250 ok }
        - note: the other one
        - send: { program: one }
        - expect: { program: got one }
        - end: client
        - expect: { server#1: { event: end } }
        - send: { server#1: 221 bye }
        - expect: { client: 221 bye }
        - end: program
        - expect: { program: { exit: 3 } }
      "
    `)
  })

  test('without its scenario what its actors were given is guessed', async () => {
    const { folder, from } = await recorded({
      'scenarios/talk.yaml': talk,
    })
    fs.rmSync(path.join(folder, 'scenarios/talk.yaml'))
    await scenario(folder, [...from, '--no-prove'])
    expect(read(folder, 'scenarios/again.yaml')).toMatchInlineSnapshot(`
      "# The scenario of the run, scenarios/talk.yaml, is not there: what its actors were given is guessed.
      scenario: again

      actors:
        # Framing: all 4 lines end with CR LF.
        server: { tcp-server: { framing: crlf } }
        client: { tcp-client: { to: server, framing: crlf } }
        program: { program: node says.cjs }

      steps:
        - start: [server, program]
        - connect: client
        - send: { server#1: 220 ready }
        - expect: { client: 220 ready }
        - send: { client: NOOP }
        - expect: { server#1: NOOP, client: 250 ok }
        - note: the other one
        - send: { program: one }
        - expect: { program: got one }
        - end: client
        - expect: { server#1: { event: end } }
        - send: { server#1: 221 bye }
        - expect: { client: 221 bye }
        - end: program
        - expect: { program: { exit: 3 } }
      "
    `)
  })

  test('of a failed run the scenario has what it did instead', async () => {
    const wrong = talk.replace('client: 250 ok', 'client: 250 fine').replace(/ {2}- note[\s\S]*/, '')
    const { folder, ran, from } = await recorded({ 'scenarios/talk.yaml': wrong })
    expect(ran.code).toBe(1)
    expect(await scenario(folder, from)).toMatchObject({ code: 0 })
    expect(read(folder, 'scenarios/again.yaml')).toContain('client: 250 ok }')
  })

  test('that is damaged anywhere is a problem or a scenario, and never an error of the program', async () => {
    const { folder } = await recorded({ 'scenarios/talk.yaml': talk })
    const lines = read(folder, '.scenario/scenarios/talk.jsonl').trimEnd().split('\n')
    let seed = 1
    const below = (limit: number): number => {
      seed = (seed * 48_271) % 2_147_483_647
      return seed % limit
    }
    const changes: readonly ((all: string[]) => void)[] = [
      (all) => void all.splice(1 + below(all.length - 1), 1),
      (all) => void all.splice(1 + below(all.length - 1), 0, all[1 + below(all.length - 1)]!),
      (all) => void all.splice(1, 0, ...all.splice(1 + below(all.length - 1), 5)),
      (all) => void (all[below(all.length)] = all[below(all.length)]!.replaceAll(/client|server|program/g, 'x#y z')),
      (all) => void (all[below(all.length)] = all[below(all.length)]!.replaceAll(/\d+/g, '99999999999')),
      (all) => void (all[below(all.length)] = all[below(all.length)]!.replaceAll(/[a-z]{3,}(?=")/g, '')),
    ]
    for (let round = 0; round < 100; round++) {
      const all = [...lines]
      for (let count = 0; count <= below(3); count++) changes[below(changes.length)]!(all)
      const { events } = decodeRecording(`${all.join('\n')}\n`, 'x.jsonl')
      const session = sessionOfRecording(events)
      if (session !== undefined) writeDraft(draftOf(session, { title: 'x', terminalText }))
    }
  })

  test('of a group, or damaged, is refused with its reason', async () => {
    const group =
      'scenario: g\nactors: { server: tcp-server, many: { tcp-client: server, count: 3 } }\nsteps: [{ start: server }, { connect: many }]\n'
    const { folder, from } = await recorded({ 'scenarios/group.yaml': group }, 'group')
    const refused = await scenario(folder, from)
    expect(refused).toMatchObject({ code: 2, out: '' })
    expect(refused.err).toContain('has a group, “many” of 3')
    const file = path.join(folder, '.scenario/scenarios/group.jsonl')
    fs.writeFileSync(file, fs.readFileSync(file, 'utf8').replace('"step":0', '"step"'))
    expect((await scenario(folder, from)).err).toMatch(/group\.jsonl:2:1[\s\S]*this line is not JSON/)
  })
})
