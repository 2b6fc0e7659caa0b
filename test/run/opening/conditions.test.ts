import { describe, expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'

const with_ = (conditions: string): string =>
  ['scenario: it', conditions, 'actors: { server: tcp-server }', 'steps: [{ start: server }]', ''].join('\n')

describe('a scenario that is not for here is skipped, and says why', () => {
  test.each([
    ['only: [{ command: no-such-command }]', 'the command “no-such-command” is not installed'],
    ['skip: [{ command: node }]', 'the command “node” is installed'],
    ['only: { command: /no/such/program }', 'there is no program “/no/such/program”'],
    ['skip: { command: /bin/sh }', 'there is a program “/bin/sh”'],
    ['only: { command: ./scenario.yaml }', 'there is no program “./scenario.yaml”'],
    ['only: [{ os: aix }]', 'only for aix'],
    [`skip: [{ os: ${process.platform} }]`, `not for ${process.platform}`],
    ['only: [{ env: UNSET_HERE }]', 'UNSET_HERE is not set in the environment'],
    ['skip: [{ env: PATH }]', 'PATH is set in the environment'],
    ['only: [{ command: node }, { env: UNSET_HERE }]', 'UNSET_HERE is not set in the environment'],
  ])('%s', async (conditions, reason) => {
    expect(await runText(with_(conditions))).toMatchObject({ status: 'skipped', skipped: reason })
  })
})

test('and runs where all that it needs is there', async () => {
  expect(await runText(with_('only: { command: /bin/sh }'))).toMatchObject({ status: 'passed' })
  expect(await runText(with_('only: [{ command: node }, { env: PATH }]\nskip: [{ env: UNSET_HERE }]'))).toMatchObject({
    status: 'passed',
  })
})
