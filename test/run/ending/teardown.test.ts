import path from 'node:path'
import { expect, test } from 'vitest'
import { positionOf } from '../../../src/text/position.ts'
import { runFile } from '../../scenarios/house.ts'
import { folderWith } from '../../suite/temporary.ts'

const stubborn = 'sh -c "trap \'\' TERM; echo here; while :; do read line; done"'

const resultOf = (limits: string, stop: string) => {
  const folder = folderWith({
    'it.yaml': `scenario: it does not leave
limits: ${limits}
actors:
  stubborn: { program: { run: ${JSON.stringify(stubborn)}, stdin: pipe, stop: ${stop} } }
steps:
  - start: stubborn
  - expect: { stubborn: here }
`,
  })
  return runFile(path.join(folder, 'it.yaml'), {}, folder)
}

test('limits.settle bounds how long a program may take to stop, whatever it asks for itself', async () => {
  const { failure } = await resultOf('{ teardown: 200ms }', '{ grace: 1m }')
  expect(failure).toMatchObject({
    code: 'did-not-stop',
    message: '“stubborn” did not leave within 200ms of SIGTERM and had to be killed',
  })
  expect(failure?.hint).toContain('limits: { teardown: 200ms } allows no more')
})

test('it gives no more than the program asks for', async () => {
  const { failure } = await resultOf('{ teardown: 1m }', '{ grace: 100ms }')
  expect(failure?.message).toContain('did not leave within 100ms of SIGTERM')
})

test('a program that had to be killed is shown where its actor is declared', async () => {
  const { failure, sources } = await resultOf('{ teardown: 1m }', '{ grace: 50ms }')
  const { span } = failure ?? {}
  const source = sources.get(span?.file ?? '')?.text ?? ''
  expect(positionOf(source, span?.start ?? 0)).toMatchObject({ line: 4, column: 3 })
  expect(source.slice(span?.start, span?.end)).toBe('stubborn')
})
