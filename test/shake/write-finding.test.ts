import fs from 'node:fs'
import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { defaultsOf } from '../../src/cli/flag.ts'
import { runFlags } from '../../src/cli/options.ts'
import { prepareRun, type RunArgs } from '../../src/cli/prepare-run.ts'
import type { Plan } from '../../src/model/shake.ts'
import type { Failure, ScenarioResult } from '../../src/model/result.ts'
import { check } from '../../src/pipeline.ts'
import { writeFinding, type WrittenFinding } from '../../src/shake/write-finding.ts'
import { entryOf } from '../../src/suite/entry.ts'
import { scenario, shellIn } from '../cli/fake-shell.ts'
import { folderWith } from '../suite/temporary.ts'

/** A server that takes what comes at once for a line. */
const server = `import net from 'node:net'
net.createServer((socket) => {
  socket.on('error', () => {})
  socket.on('data', (data) => socket.write('stored ' + String(data).trimEnd() + '\\n'))
}).listen(0, '127.0.0.1', function () { console.log('port ' + this.address().port) })
`
const store = (expected: string): string => `scenario: A store
actors:
  server: { program: { run: [node, "\${dir}/../server.mjs"], ready: '/port (?<port>\\d+)/' } }
  client: { tcp-client: server }
steps:
  - start: server
  - connect: client
  - send: { client: something }
  - expect: { client: ${expected} }
  - close: client
`

const cutAt = (at: number): Plan => ({ faults: [{ actor: 'server', connection: 1, direction: 'up', cuts: [at] }] })

async function written(folder: string, plan: Plan, failure: Failure): Promise<WrittenFinding> {
  const prepared = await prepareRun(defaultsOf(runFlags) as unknown as RunArgs, shellIn(folder))
  if ('code' in prepared) throw new Error('the call is wrong')
  const { options, host } = prepared
  const file = path.join(folder, 'scenarios/one.yaml')
  const checked = await check(file, host.services)
  const subject = { entry: entryOf(folder, file), checked, options, host, wiresFor: () => never() }
  const result = { file, failure } as ScenarioResult & { readonly failure: Failure }
  const differing = { result, key: `${failure.code} ${failure.lane ?? ''}` }
  return writeFinding('one-cut', { plan, differing, words: 'it is cut', patience: 1000 }, subject)
}

function never(): never {
  throw new Error('wires were asked for')
}

const read = (folder: string, file: string): string => fs.readFileSync(path.join(folder, file), 'utf8')
const notMet: Failure = { code: 'expectation-not-met', message: '', lane: 'client' }

describe('a finding as a scenario', () => {
  test('fails in the same way when it is run', async () => {
    const folder = folderWith({ 'server.mjs': server, 'scenarios/one.yaml': store('stored something') })
    expect(await written(folder, cutAt(4), notMet)).toEqual({ scenario: 'scenarios/one-cut.yaml' })
    expect(read(folder, 'scenarios/one-cut.yaml')).toBe(
      store('stored something')
        .replace('scenario: A store', '# Fails when it is cut.\nscenario: A store, shaken')
        .replace('  client: { tcp-client: server }', '  wire: { proxy: server }\n  client: { tcp-client: wire }')
        .replace(
          '  - start: server\n',
          '  - start: server\n  - start: wire\n  - fault: { wire: { split: 4, direction: up, connection: 1 } }\n',
        ),
    )
    const { code, out } = await scenario(folder, ['run', 'one-cut', '--timeout-scale', '0.1'])
    expect(code).toBe(1)
    expect(out).toContain('failed expectation-not-met')
    expect(fs.existsSync(path.join(folder, 'transcripts'))).toBe(false)
  })

  test('has a transcript where only that shows it, with which a correct program passes', async () => {
    const folder = folderWith({ 'server.mjs': server, 'scenarios/one.yaml': store('{ text: some }') })
    const failure: Failure = { code: 'transcript-differs', message: '', lane: 'client' }
    expect(await written(folder, cutAt(4), failure)).toEqual({
      scenario: 'scenarios/one-cut.yaml',
      transcript: 'transcripts/one-cut.txt',
    })
    expect(await scenario(folder, ['run', 'one-cut', '--ci'])).toMatchObject({ code: 1 })
    fs.writeFileSync(
      path.join(folder, 'server.mjs'),
      server
        .replace(
          "socket.on('data', (data) =>",
          "let text = ''\n  socket.on('data', (data) => (text += data).endsWith('\\n') &&",
        )
        .replace('String(data)', 'text'),
    )
    const { code, out } = await scenario(folder, ['run', 'one-cut', '--ci'])
    expect(out).toContain('1 passed')
    expect(code).toBe(0)
  })

  test.each<[string, string, Plan, Failure]>([
    ['is there already', 'scenarios/one-cut.yaml', cutAt(4), notMet],
    ['a scenario cannot say in which order actors are made ready', 'other.txt', { faults: [], order: 1 }, notMet],
    [
      'with a proxy in place of the wire it does not fail in the same way',
      'other.txt',
      cutAt(9),
      { ...notMet, lane: 'server' },
    ],
  ])('is not written where it %s', async (why, other, plan, failure) => {
    const folder = folderWith({
      'server.mjs': server,
      'scenarios/one.yaml': store('stored something'),
      [other]: 'there',
    })
    const before = fs.readdirSync(path.join(folder, 'scenarios'))
    expect(await written(folder, plan, failure)).toEqual({ why: expect.stringContaining(why) as string })
    expect(fs.readdirSync(path.join(folder, 'scenarios'))).toEqual(before)
  })
})
