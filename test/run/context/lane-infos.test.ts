import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'

test('a lane is headed by what a person would have typed, with variables by their names', async () => {
  const result = await runText(
    [
      'scenario: headed',
      'vars: { secret: { value: hunter2, secret: true } }',
      'actors:',
      '  server: echo-server',
      '  plain: { tcp-client: server }',
      '  placed: { telnet: { host: 127.0.0.1, port: "${server.port}" } }',
      '  shell: { program: { run: "sh -c true ${server.port} ${secret} 61000" } }',
      '  listed: { program: { run: [sh, -c, "exit 0", "${tmp}/a", "${server.port}"] } }',
      'steps:',
      '  - start: server',
      '  - connect: [plain, placed]',
      '  - expect: { plain: Hello client!, placed: Hello client! }',
      '  - run: [shell, listed]',
      '  - exit: [plain, placed]',
      '',
    ].join('\n'),
  )
  expect(result.status).toBe('passed')
  expect(result.transcript?.lanes.map(({ lane, command }) => `${lane}: ${command}`)).toEqual([
    'server: echo-server',
    'plain: tcp-client server',
    'placed: telnet 127.0.0.1 <server.port>',
    'shell: sh -c true <server.port> <secret> 61000',
    'listed: sh -c exit 0 <tmp>/a <server.port>',
  ])
  // Recordings say who talks to whom, as far as options name actors and no values of theirs.
  expect(result.transcript?.lanes.map(({ role, to }) => [role, to])).toEqual([
    ['server', undefined],
    ['client', ['server']],
    ['client', undefined],
    ['program', undefined],
    ['program', undefined],
  ])
})
