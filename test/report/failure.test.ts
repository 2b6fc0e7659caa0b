import { describe, expect, it } from 'vitest'
import type { Failure } from '../../src/model/result.ts'
import { printFailure } from '../../src/report/failure.ts'
import { differingRanges } from '../../src/text/diff-words.ts'
import { plain } from '../../src/text/palette.ts'
import { echo, goodbye, sources, spanIn, row, visible } from './fixtures.ts'

const golden = (name: string) => `../golden/report/failure-${name}.txt`
const print = (failure: Failure, palette = plain, columns = 80): string =>
  `${printFailure(failure, sources, palette, columns)}\n`

const near: Failure = {
  code: 'expectation-not-met',
  message: 'client did not say “Hello client!” within 5s',
  span: spanIn(echo, 'Hello client!'),
  verb: 'expect',
  lane: 'client',
  wanted: '“Hello client!”',
  received: [row('*', 'connected to localhost:9000'), row('|', 'Hello clinet!'), row('|', 'ready')],
  nearest: { text: 'Hello clinet!', marked: differingRanges('Hello client!', 'Hello clinet!').received },
  why: 'deadline of 5s',
  elsewhere: ['server, stdout, 2 lines ago: “Hello client!”'],
  actors: [
    { name: 'server', state: 'listening on localhost:9000' },
    { name: 'client', state: 'connected, alive and silent for 4.8s' },
  ],
}

describe('a failure', () => {
  it('that nearly was met shows how near', async () => {
    await expect(print(near)).toMatchFileSnapshot(golden('near'))
  })

  it('has room for the number of rows that others printed besides', () => {
    const rows = Array.from({ length: 9 }, () => row('|', 'x'.repeat(200), 'server'))
    const lines = print({ ...near, meanwhile: [{ name: 'server', rows, omitted: 3 }] }).split('\n')
    expect(lines.filter((line) => /…  \(\d+ more\)$/.test(line))).toHaveLength(1)
    expect(Math.max(...lines.map((line) => line.length))).toBe(80)
  })

  it('is coloured by the palette', async () => {
    await expect(print(near, visible)).toMatchFileSnapshot(golden('colours'))
  })

  it('of something that can no longer come says why, in an included file too', async () => {
    const failure: Failure = {
      code: 'expectation-impossible',
      message: 'client closed its connection before it said “Good bye”',
      span: spanIn(goodbye, 'Good bye'),
      includedFrom: spanIn(echo, 'include'),
      verb: 'expect',
      lane: 'client',
      wanted: '“Good bye”',
      received: [],
      why: 'client closed its connection, so this can no longer come',
      actors: [
        { name: 'server', state: 'exited 1' },
        { name: 'client', state: 'closed by its peer' },
      ],
    }
    await expect(print(failure)).toMatchFileSnapshot(golden('impossible'))
  })

  it('with much to say still fits on one screen', async () => {
    const received = Array.from({ length: 30 }, (_, index) =>
      row('|', `line ${index} of a very talkative server, which says ${'blah '.repeat(20)}`),
    )
    const failure: Failure = {
      ...near,
      received: [
        ...received,
        row('!', 'warning: \x1b[31mred\x1b[0m\u202e'),
        row('~', new Uint8Array([0xde, 0xad, 0xbe, 0xef])),
      ],
      receivedOmitted: 470,
      nearest: { text: `${'the same words over and over '.repeat(8)}Hello clent! and more`, marked: [[239, 244]] },
      elsewhere: ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}, before the cursor`),
      actors: Array.from({ length: 100 }, (_, index) => ({ name: `client#${index + 1}`, state: 'connected' })),
    }
    const printed = print(failure)
    expect(printed.split('\n').length).toBeLessThanOrEqual(26)
    for (const line of printed.split('\n')) expect(line.length).toBeLessThanOrEqual(80)
    await expect(printed).toMatchFileSnapshot(golden('long'))
  })

  it('of the environment is called broken', async () => {
    const failure: Failure = {
      code: 'port-in-use',
      message: 'server cannot listen on port 9000: another program does',
      broken: true,
      span: spanIn(echo, 'start: server'),
      verb: 'start',
      lane: 'server',
      actors: [{ name: 'server', state: 'not started' }],
      hint: 'leave “port” out to be given a free one, or stop the other program',
    }
    await expect(print(failure)).toMatchFileSnapshot(golden('broken'))
  })

  it('of the final checks has no step, and says what it knows', async () => {
    const failure: Failure = {
      code: 'unexpected-exit',
      message: 'program exited 1, and no step expected that',
      lane: 'program',
      received: [row('!', 'Error: read ECONNRESET', 'program'), row('*', 'exited 1', 'program')],
      actors: [{ name: 'program', state: 'exited 1' }],
      hint: 'expect it: { program: { exit: 1 } }',
    }
    await expect(print(failure)).toMatchFileSnapshot(golden('final-checks'))
  })
})
