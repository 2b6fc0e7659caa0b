import { expect, test } from 'vitest'
import { entryOf } from '../../src/suite/entry.ts'
import { dataFrom, dataText } from '../../src/text/data-text.ts'
import { orderOf, taskOf } from '../../src/workers/order.ts'

test('an order made in one checkout is the same task in another', () => {
  const entry = entryOf('/one', '/one/scenarios/echo.yaml', { matrix: { impl: 'redis' }, project: 'tls' })
  const clash = { code: 'same-transcript', message: 'x', span: { file: entry.file, start: 0, end: 0 } } as const
  const order = dataFrom(dataText(orderOf({ entry, watched: true, clash }, '/one'))) as ReturnType<typeof orderOf>
  expect(JSON.stringify(order)).not.toContain('/one')
  const file = '/two/scenarios/echo.yaml'
  expect(taskOf(order, '/two')).toEqual({
    entry: { ...entry, file },
    watched: true,
    clash: { ...clash, span: { ...clash.span, file } },
  })
})
