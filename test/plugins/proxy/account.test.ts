import { describe, expect, test } from 'vitest'
import { failurePrinted, runText } from '../../scenarios/house.ts'

const scenario = (...steps: string[]): string =>
  `scenario: wired
actors:
  server: echo-server
  wire: { proxy: server }
  client: { tcp-client: wire }
steps:
  - start: [server, wire]
  - connect: client
  - expect: { client: Hello client! }
${steps.map((step) => `  - ${step}`).join('\n')}
`
const said = ['send: { client: hi }', 'expect: { client: { line: hi } }']

describe('a fault that has affected nothing fails its scenario', () => {
  test.each([
    ['{ corrupt: 1, after: { bytes: 200 } }', '3 of 200 bytes had passed up, and 17 of 200 bytes had passed down'],
    ['{ reset: true, direction: up, after: { bytes: 4 } }', '3 of 4 bytes had passed up (connection 1)'],
    ['{ stop: true, direction: down, after: { bytes: 20, from: now } }', '3 of 20 bytes had passed down'],
    ['{ corrupt: 1, direction: up, after: { line: /nope/ } }', '1 line had passed up without a match'],
    ['{ latency: 1ms, connection: 2 }', 'connection 2 never came'],
    ['{ split: [2, 40], direction: up }', '3 of 40 bytes had passed up'],
    ['{ corrupt: 1, direction: up, after: { bytes: 3 } }', 'after its place 0 of 1 byte had passed up'],
    ['{ stop: true, direction: up, after: { bytes: 3 } }', 'after its place nothing had passed up'],
    ['{ refuse: true, connection: 1 }', 'nothing was refused, and nothing was refused (connection 1)'],
  ])('%s', async (fault, why) => {
    const { failure } = await runText(scenario(`fault: { wire: ${fault} }`, ...said))
    expect(failure).toMatchObject({ code: 'fault-without-effect', message: expect.stringContaining(why) as string })
  })

  test.each([
    ['nothing passed afterwards', ['fault: { wire: { latency: 1ms } }'], 'nothing had passed up, and nothing'],
    ['its connection has ended before', ['exit: client', 'fault: { wire#1: reset }'], 'connection 1 had ended before'],
    ['no connection is there', ['exit: client', 'fault: { wire: half-close }'], 'no connection came after it'],
  ])('%s', async (_, steps, why) => {
    const { failure } = await runText(scenario(...steps))
    expect(failure).toMatchObject({ code: 'fault-without-effect', message: expect.stringContaining(why) as string })
  })
})

test('a fault that has affected something, or was cleared, is not asked about', async () => {
  const faults = [
    '{ latency: 1ms }',
    '{ split: 2 }',
    '{ corrupt: 1, direction: down, after: { line: /hi/ } }',
    '{ latency: 1ms, jitter: 1ms, bandwidth: 1MB, slice: 2 }',
  ]
  for (const fault of faults) {
    const result = await runText(scenario(`fault: { wire: ${fault} }`, ...said, ...said.slice(0, 1), 'exit: client'))
    expect(failurePrinted(result), fault).toBe('')
  }
  for (const clear of ['{ wire: clear }', '{ wire#1: clear }', '{ wire: { clear: true, direction: up } }']) {
    const far = 'fault: { wire: { corrupt: 1, after: { bytes: 200 } } }'
    expect(failurePrinted(await runText(scenario(far, ...said, `fault: ${clear}`)))).toBe('')
  }
})

test('a failure before the end has the fault in the state of the proxy', async () => {
  const expectation = 'expect: { client: damaged }\n    within: 50ms'
  const { failure } = await runText(
    scenario('fault: { wire: { corrupt: 1, direction: up, after: { bytes: 9 } } }', ...said, expectation),
  )
  expect(failure?.code).toBe('expectation-not-met')
  expect(failure?.actors?.find(({ name }) => name === 'wire')?.state).toMatch(
    /, fault pending: corrupt 1 byte, up, after 9 bytes \(3 of 9 bytes had passed up \(connection 1\)\)(?:, silent for [\d.]+ s)?$/,
  )
})
