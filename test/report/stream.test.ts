import { describe, expect, test } from 'vitest'
import type { Progress } from '../../src/model/progress.ts'
import type { Reporter } from '../../src/model/reporter.ts'
import { runReporters } from '../../src/report/reporters-run.ts'
import type { Outlet } from '../../src/report/reporters-run.ts'
import { broadcast } from '../../src/report/stream.ts'

const begun = (files: number): Progress => ({ type: 'suite-begun', files, jobs: 1, version: '0' })

const terminal = { isTTY: false, color: false, columns: 80 }
function outlet(name: string, report: Reporter['report']): Outlet & { texts: string[]; closed: boolean[] } {
  const texts: string[] = []
  const closed: boolean[] = []
  return {
    name,
    reporter: { about: '', report },
    terminal,
    texts,
    closed,
    write: (text) => void texts.push(text),
    close: (isWhole) => void closed.push(isWhole),
  }
}
const counting: Reporter['report'] = async function* (progress) {
  for await (const update of progress) if (update.type === 'suite-begun') yield String(update.files)
}

describe('one stream, many readers', () => {
  test('each reads everything, at its own pace', async () => {
    const stream = broadcast()
    const fast = stream.listen()
    const slow = stream.listen()
    const first = fast.next()
    stream.publish(begun(1))
    stream.publish(begun(2))
    stream.end()
    expect(await first).toMatchObject({ value: { files: 1 } })
    expect(await fast.next()).toMatchObject({ value: { files: 2 } })
    expect((await fast.next()).done).toBe(true)
    const read: Progress[] = []
    for await (const progress of slow) read.push(progress)
    expect(read).toHaveLength(2)
  })

  test('a reader that leaves receives no more, and one that comes late has its end', async () => {
    const stream = broadcast()
    const early = stream.listen()
    stream.publish(begun(1))
    await early.return?.()
    expect((await early.next()).done).toBe(true)
    stream.end()
    expect((await stream.listen().next()).done).toBe(true)
  })
})

describe('reporters', () => {
  test.each([
    [
      'at once',
      async function* () {
        yield await Promise.reject(new Error('no ink'))
      },
    ],
    [
      'in the middle',
      async function* (progress: AsyncIterable<Progress>) {
        for await (const update of progress) {
          yield 'a'
          if (update.type === 'suite-begun' && update.files === 2) throw new Error('no ink')
        }
      },
    ],
  ] as [string, Reporter['report']][])('one that throws %s leaves its siblings working', async (_, report) => {
    const stream = broadcast()
    const good = outlet('good', counting)
    const bad = outlet('bad', report)
    const done = runReporters(stream, [bad, good])
    for (const files of [1, 2, 3]) stream.publish(begun(files))
    stream.end()
    expect(await done).toMatchObject([{ code: 'plugin-error', message: 'the reporter “bad” threw: no ink' }])
    expect(good.texts).toEqual(['1', '2', '3'])
    // What is half a report is not written.
    expect([good.closed, bad.closed]).toEqual([[true], [false]])
  })

  test('one that stops reading holds nobody up', async () => {
    const stream = broadcast()
    const good = outlet('good', counting)
    const lazy = outlet('lazy', async function* () {
      yield 'enough'
    })
    const done = runReporters(stream, [lazy, good])
    stream.publish(begun(1))
    stream.end()
    expect([await done, lazy.texts, good.texts]).toEqual([[], ['enough'], ['1']])
  })

  test('a file that cannot be written is a problem', async () => {
    const stream = broadcast()
    const done = runReporters(stream, [
      { ...outlet('json', counting), close: () => ({ code: 'cannot-write', message: 'full' }) },
    ])
    stream.end()
    expect(await done).toEqual([{ code: 'cannot-write', message: 'full' }])
  })
})
