import { expect, test } from 'vitest'
import { rowsOf } from '../../scenarios/house.ts'
import { runWith } from '../outside.ts'

/** A kind whose option is set when it says so: at once, a turn later, never, or not at all. */
const slow = `
const turn = () => new Promise((resolve) => setImmediate(resolve))
export default plugin({ actors: { device: kind(async (_, lane) => actor({
  async set(option, value) {
    await turn()
    if (value === 'wrong') return 'it knows no such value'
    if (value === 'broken') throw new TypeError('undefined is not a function')
    if (value === 'gone') throw Object.assign(new Error('EIO: i/o error'), { code: 'EIO', syscall: 'ioctl', errno: -5 })
    if (value === 'never') return new Promise(() => {})
    lane.receive(Buffer.from(option + ' is ' + value + '\\n'))
  },
}), { role: 'client', ownOutput: false, framing: 'line', can: ['set'] }) } })`
const set = (value: string) => `actors: { it: device }\nsteps:\n  - connect: it\n  - set: { it: { speed: ${value} } }\n`

test('a step waits until the option is set', async () => {
  const result = await runWith(slow, `${set('fast')}  - expect: { it: speed is fast }\n`)
  expect(result.failure).toBeUndefined()
  expect(rowsOf(result)).toEqual(['it * speed set to fast', 'it | speed is fast'])
})

test.each([
  ['wrong', 'step-failed', 'speed of “it” could not be set: it knows no such value'],
  ['gone', 'step-failed', '“it” could not set speed: EIO: i/o error'],
  ['broken', 'plugin-error', expect.stringContaining('threw in set(): “it” could not set speed: ')],
])('an option that is not set fails the step: %s', async (value, code, message) => {
  expect((await runWith(slow, set(value))).failure).toMatchObject({ code, message })
})

test('an option that is never set fails the step at its deadline', async () => {
  const { failure } = await runWith(slow, `${set('never')}    within: 50ms\n`)
  expect(failure).toMatchObject({ code: 'step-timeout', message: 'speed of “it” was not set within 50ms' })
})
