import { expect, test } from 'vitest'
import { runText } from '../../scenarios/house.ts'

/** A program that works from the signal on until a line comes. */
const works = `
  let working = false
  const work = () => working && setImmediate(work)
  process.on('SIGUSR2', () => { working = true; work() })
  process.stdin.on('data', () => { working = false; console.log('done'); process.exit() })
  console.log('ready')`

const played = (busy: string) =>
  runText(`scenario: it works
limits: { step: 400ms }
actors:
  it: { program: { run: [node, -e, ${JSON.stringify(works)}], ready: ready, stdin: pipe } }
steps:
  - start: it
    within: 10s
  - signal: { it: SIGUSR2 }
${busy}  - send: { it: stop }
    within: 10s
  - expect: { it: [done, { exit: 0 }] }
    within: 10s
`)

test('with busy: true a signal does not wait until its program is idle', async () => {
  expect((await played('    busy: true\n')).failure?.message).toBeUndefined()
  expect((await played('')).failure).toMatchObject({ verb: 'signal', code: 'never-idle' })
})
