import { expect, onTestFinished, test } from 'vitest'
import { guard } from '../../src/kernel/reaper.ts'
import { lineOf, type FromWorker } from '../../src/workers/messages.ts'
import { startWorker } from '../../src/workers/worker-process.ts'

const task = { entry: { file: 'scenarios/echo.yaml' }, watched: false }

/** A worker of this code, which can say `answer(message)`, and what it prints. */
function started(code: string) {
  const reaper = guard()
  const printed: string[] = []
  const script = `const answer = (line) => require('node:fs').writeSync(4, line); ${code}`
  const worker = startWorker(
    { file: process.execPath, args: ['-e', script], cwd: '/', reaper, print: (text) => printed.push(text) },
    { type: 'call', flags: {}, share: { number: 0, of: 1 } },
  )
  onTestFinished(async () => {
    await worker.end()
    reaper.close()
  })
  return { worker, printed }
}
const asked = (code: string, patience = 60_000) => started(code).worker.ask({ type: 'check', order: task }, patience)

const written = (message: FromWorker): string => `answer(${JSON.stringify(lineOf(message))})`
const alive = 'setTimeout(() => {}, 1e6)'

test('a worker answers what it is asked', async () => {
  const answer = { type: 'checked', title: 'Echo', claims: [], limit: 5 } as const
  expect(await asked(`${alive}; ${written({ type: 'alive' })}; ${written(answer)}`)).toEqual(answer)
})

test('how a worker is lost: by its exit, a signal, what it sends, or its silence', async () => {
  expect(await asked('process.exit(7)')).toEqual({ how: 'exited with code 7' })
  expect(await asked(`process.kill(process.pid, 'SIGABRT'); ${alive}`)).toEqual({ how: 'was killed by SIGABRT' })
  expect(await asked(`answer('hello\\n'); ${alive}`)).toEqual({ how: 'sent what no worker sends' })
  expect(await asked(alive, 1500)).toEqual({ how: 'gave no sign of life for 1.5s' })
})

test('what it says of its end is known, however it ends', async () => {
  const fatal = { failure: { code: 'plugin-error', message: 'x' }, sources: new Map() } as const
  const loss = await asked(`${written({ type: 'fatal', ...fatal })}; process.kill(process.pid, 'SIGKILL')`)
  expect(loss).toMatchObject({ how: 'was killed by SIGKILL', fatal })
})

test('a full heap is named, without the report of V8', async () => {
  const report = ['before', '', '<--- Last few GCs --->', 'many lines', 'FATAL ERROR: JavaScript heap out of memory']
  const { worker, printed } = started(
    `process.stderr.write(${JSON.stringify(report.join('\n'))}, () => process.kill(process.pid, 'SIGABRT')); ${alive}`,
  )
  const loss = await worker.ask({ type: 'check', order: task }, 60_000)
  expect(loss).toEqual({ how: 'ran out of memory (it was killed by SIGABRT)' })
  expect(printed).toEqual(['before\n'])
  expect(worker.lost).toBe(true)
  expect(await worker.ask({ type: 'check', order: task }, 60_000)).toBe(loss)
})

test('a program that is not there is a loss, too', async () => {
  const reaper = guard()
  const program = { file: '/no/such/program', args: [], cwd: '/', reaper, print: () => undefined }
  const worker = startWorker(program, { type: 'call', flags: {}, share: { number: 0, of: 1 } })
  const loss = await worker.ask({ type: 'check', order: task }, 60_000)
  expect(loss).toMatchObject({ how: expect.stringContaining('could not be started') })
  await worker.end()
  reaper.close()
})
