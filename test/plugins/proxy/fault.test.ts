import { expect, test } from 'vitest'
import { faultArgument } from '../../../plugins/proxy/fault.ts'
import { faultWords, type Carried } from '../../../plugins/proxy/fault-words.ts'
import { misfit } from '../../../plugins/proxy/misfit.ts'

const wordsOf = (written: unknown, carried: Carried = 'bytes') => faultWords(faultArgument.parse(written), carried)
/** Each message, also those for one of several forms. */
const mistake = (written: unknown) => JSON.stringify(faultArgument.safeParse(written).error?.issues)

test.each<[unknown, string, Carried?]>([
  ['lose', 'lose 1 byte'],
  [{ join: '1KiB', direction: 'up' }, 'join 1024 bytes, up'],
  [{ close: true, after: { bytes: 1, direction: 'down' } }, 'close, after 1 byte down'],
  [{ reset: true, before: { text: 'a b' }, times: 3 }, 'reset, before "a b", 3 times'],
  [{ delay: '2s', after: { hex: '0d ?? 0a', match: 2 }, once: true }, 'delay 2000ms, after match 2 of 0d ?? 0a, once'],
  [{ timeout: '1s', connection: '12.5%' }, 'timeout 1000ms, 12.5% of connections'],
  [{ stop: true, connection: [1, 3] }, 'stop, connections 1 and 3'],
  [{ stop: true, after: { time: '1s', from: 'start' } }, 'stop, after 1000ms of the connection'],
  [{ clear: ['latency', 'slice'] }, 'clear latency and slice'],
  [{ lose: '20%', duplicate: [2] }, 'lose 20% of datagrams, duplicate datagram 2', 'datagrams'],
  [{ corrupt: 2, reorder: 3 }, 'corrupt 2 datagrams, reorder each 3', 'datagrams'],
  [{ reorder: [2, 1], after: { datagrams: 1 } }, 'reorder 2, 1, after 1 datagram', 'datagrams'],
])('%j is called “%s”', (written, words, carried) => {
  expect(wordsOf(written, carried)).toBe(words)
})

test.each([
  [{ join: 1 }, /64KiB/],
  [{ lose: 0 }, /datagrams/],
  [{ lose: 1.5 }, /datagrams/],
  [{ lose: '120%' }, /datagrams/],
  [{ reorder: [1, 2] }, /another order/],
  [{ reorder: [1, 3] }, /each number from 1 to 2 once/],
  [{ reset: true, after: { bytes: 1, text: 'a' } }, /expected one of/],
  [{ reset: true, after: { bytes: 1 }, before: { text: 'a' } }, /expected one of “after” and “before”/],
  [{ reset: true, after: { bytes: 1, match: 2 } }, /“match” counts matches/],
  [{ reset: true, after: { text: 'a', from: 'now' } }, /“from” is about/],
  [{ reset: true, after: { time: '1s', direction: 'up' } }, /both directions/],
  [{ reset: true, before: { hex: 'xyz' } }, /hexadecimal/],
  [{ reset: true, before: { hex: '?? ??' } }, /hexadecimal/],
  [{ reset: true, once: true, times: 2 }, /keep one of them/],
  [{ close: true, direction: 'up' }, /half-close/],
  [{ clear: 'latency', times: 2 }, /takes effect at its step/],
  [{ refuse: true, before: { text: 'a' } }, /new connections/],
  [{ reset: true, connection: 0 }, /number of a connection/],
])('%j is a mistake', (written, message) => {
  expect(mistake(written)).toMatch(message)
})

test.each<[unknown, Carried, string | undefined]>([
  [{ reset: true }, 'datagrams', 'reset'],
  [{ lose: 1, after: { bytes: 1 } }, 'datagrams', 'after'],
  [{ latency: '1s', lose: '1%' }, 'datagrams', undefined],
  [{ duplicate: true }, 'bytes', 'duplicate'],
  [{ lose: [1] }, 'bytes', 'lose'],
  [{ lose: 1 }, 'bytes', undefined],
  [{ reset: true, after: { datagrams: 1 } }, 'bytes', 'after'],
])('%j for %s: the part that does not fit is %s', (written, carried, at) => {
  expect(misfit(faultArgument.parse(written), carried)?.at).toBe(at)
})
