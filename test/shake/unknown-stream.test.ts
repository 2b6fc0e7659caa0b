import { describe, expect, test } from 'vitest'
import { readPlan, type WrittenPlan } from '../../src/shake/flags.ts'
import { unknownIn } from '../../src/shake/unknown-stream.ts'
import { streamOf } from './streams.ts'

const streams = [streamOf('PUT something\n'), streamOf('got it\n', { direction: 'down' })]
const list = 'its streams are server#1 up (14 bytes), server#1 down (7 bytes)'

function unknown(written: WrittenPlan, all = streams) {
  const read = readPlan(written)
  return unknownIn('plan' in read && read.plan !== undefined ? { plan: read.plan } : {}, all)
}

describe('what flags ask for and a scenario does not have', () => {
  test.each<[WrittenPlan, string, string]>([
    [{ cut: ['nobody#1 up 3'] }, 'there is no stream “nobody#1 up”', list],
    [{ join: ['servr up 0..3'] }, 'there is no stream “servr#1 up”', `did you mean “server”? ${list}`],
    [{ delay: ['server#2 down 3 5ms'] }, 'there is no stream “server#2 down”', list],
    [{ break: ['nobody up 3 reset', 'server#2 up 0 reset'] }, 'there is no stream “nobody#1 up”', list],
    [
      { cut: ['server up 3, 14'] },
      "“server#1 up” has only 14 bytes, so that --cut 'server#1 up 14' does nothing",
      list,
    ],
    [
      { join: ['server down 7..9'] },
      "“server#1 down” has only 7 bytes, so that --join 'server#1 down 7..9' does nothing",
      list,
    ],
    [
      { delay: ['server up 14 1ms'] },
      "“server#1 up” has only 14 bytes, so that --delay 'server#1 up 14 1ms' does nothing",
      list,
    ],
    [
      { break: ['server up 15 stop'] },
      "“server#1 up” has only 14 bytes, so that --break 'server#1 up 15 stop' does nothing",
      list,
    ],
  ])('%j', (written, message, hint) => {
    expect(unknown(written)).toEqual({ code: 'unknown-stream', message, hint })
  })

  test.each<WrittenPlan>([
    { cut: ['server up 13'], order: 3, pieces: 4 },
    { join: ['server down 6..1000'] },
    { delay: ['server up 0 1ms'] },
    { break: ['server up 14 half-close'] },
    // The second one is that of a client that connects again.
    { break: ['server up 0 reset', 'server#2 up 3 reset'] },
  ])('is nothing of %j', (written) => {
    expect(unknown(written)).toBeUndefined()
  })

  test('is any stream where there is none, and of many only the first are listed', () => {
    expect(unknown({ cut: ['server up 3'] }, [])?.hint).toBe('no stream of this scenario leads through a wire')
    const many = Array.from({ length: 15 }, (_, index) => streamOf('a', { connection: index + 1 }))
    expect(unknown({ cut: ['server#16 up 1'] }, many)?.hint).toMatch(/, server#12 up \(1 byte\) and 3 more$/)
  })

  test('is a run of --faults behind the last', () => {
    expect(unknownIn({ faults: ['reset'], run: 14 }, streams)).toEqual({
      code: 'usage',
      message: 'there is no run 14 of --faults reset',
      hint: 'there are 7 runs: write --run and a number from 1 to 7',
    })
    expect(unknownIn({ faults: ['reset'], run: 7 }, streams)).toBeUndefined()
    expect(unknownIn({ faults: ['reset'], run: 1 }, [])?.hint).toBe('no stream of this scenario leads through a wire')
    expect(unknownIn({ run: 99 }, streams)).toBeUndefined()
  })
})
