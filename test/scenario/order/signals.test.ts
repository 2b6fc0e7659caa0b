import { expect, it } from 'vitest'
import { check, exit, expectOf, note, repeat, signal, start } from './build.ts'
import { found, problemsOf } from './found.ts'

const actors = {
  job: { program: { run: 'job' } },
  daemon: { program: { run: 'daemon', ready: { port: 9000 } } },
  other: { program: { run: 'other' } },
}
const begin = [start('job'), start('daemon'), start('other')]
const after = (...steps: Parameters<typeof found>[0]['steps']) => found({ actors, steps: [...begin, ...steps] })
const missing = ['exit-not-expected at job']

it('a signal that ends a program wants a step that expects the exit', () => {
  for (const name of ['SIGTERM', 'SIGINT', 'SIGQUIT', 'SIGKILL']) expect(after(signal('job', name))).toEqual(missing)
  expect(after(repeat('2', signal('job', 'SIGTERM')))).toEqual(missing)
  expect(after(signal('job', 'SIGTERM'), note('that is all'))).toEqual(missing)
  expect(after(signal('job', 'SIGTERM'), expectOf({ other: 'lost it' }))).toEqual(missing)
  const { problems } = problemsOf({ actors, steps: [...begin, signal('job', 'SIGKILL')] })
  expect(problems[0]?.hint).toContain('- expect: { job: { exit: SIGKILL } }')
})

it('or one that says what it does instead', () => {
  expect(after(signal('job', 'SIGTERM'), expectOf({ job: { exit: '0' } }))).toEqual([])
  expect(after(signal('job', 'SIGINT'), exit('job'))).toEqual([])
  expect(after(signal('job', 'SIGINT'), check('job', 'pid', 1))).toEqual([])
})

it('others ask for nothing, nor does one that only the run knows', () => {
  expect(after(signal('job', 'SIGHUP'))).toEqual([])
  expect(after(signal('job', '${job.pid}'))).toEqual([])
})

it('of what may be in the background, others tell the end, if anybody does', () => {
  expect(after(signal('daemon', 'SIGTERM'), expectOf({ other: 'it is down' }))).toEqual([])
  expect(after(signal('daemon', 'SIGTERM'))).toEqual(['exit-not-expected at daemon'])
})
