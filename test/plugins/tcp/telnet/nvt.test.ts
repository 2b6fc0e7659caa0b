import { Buffer } from 'node:buffer'
import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { encodeNvt, Nvt } from '../../../../plugins/tcp/telnet/nvt.ts'

const [IAC, WILL, WONT, DO, DONT, SB, SE] = [255, 251, 252, 253, 254, 250, 240] as const
const [ECHO, STATUS, SGA, TYPE, NAWS] = [1, 5, 3, 24, 31] as const
const receive = (nvt: Nvt, ...bytes: number[]) => {
  const { data, reply } = nvt.receive(Buffer.from(bytes))
  return { data: [...data], reply: [...reply] }
}
const text = (word: string) => [...Buffer.from(word)]

describe('the network virtual terminal', () => {
  test('takes commands out of the data', () => {
    expect(receive(new Nvt(), 65, IAC, 249, 66, IAC, IAC, 67, IAC, 241, 13, 10)).toEqual({
      data: [65, 66, 255, 67, 13, 10],
      reply: [],
    })
  })
  test('CR NUL is CR', () => {
    expect(receive(new Nvt(), 65, 13, 0, 66, 13, 13, 0, 0)).toEqual({ data: [65, 13, 66, 13, 13, 0], reply: [] })
  })
  test('refuses what it does not know, as often as it is asked', () => {
    const nvt = new Nvt()
    for (let i = 0; i < 2; i++) {
      expect(receive(nvt, IAC, WILL, STATUS)).toEqual({ data: [], reply: [IAC, DONT, STATUS] })
      expect(receive(nvt, IAC, DO, NAWS, IAC, DO, TYPE)).toEqual({
        data: [],
        reply: [IAC, WONT, NAWS, IAC, WONT, TYPE],
      })
    }
  })
  test('lets the server echo and leave out go-aheads, and acknowledges only changes', () => {
    const nvt = new Nvt()
    expect(receive(nvt, IAC, WILL, ECHO, IAC, WILL, SGA, IAC, DO, SGA).reply).toEqual([
      IAC,
      DO,
      ECHO,
      IAC,
      DO,
      SGA,
      IAC,
      WILL,
      SGA,
    ])
    expect(receive(nvt, IAC, WILL, ECHO, IAC, DO, SGA).reply).toEqual([])
    expect(receive(nvt, IAC, WONT, ECHO, IAC, DONT, SGA).reply).toEqual([IAC, DONT, ECHO, IAC, WONT, SGA])
    expect(receive(nvt, IAC, WONT, ECHO, IAC, DONT, STATUS).reply).toEqual([])
  })
  test('tells its type and size to those who ask, when it has them', () => {
    const nvt = new Nvt({ terminal: 'xterm', size: { columns: 255, rows: 24 } })
    expect(receive(nvt, IAC, SB, TYPE, 1, IAC, SE).reply).toEqual([])
    expect(receive(nvt, IAC, DO, TYPE, IAC, SB, TYPE, 1, IAC, SE, 65)).toEqual({
      data: [65],
      reply: [IAC, WILL, TYPE, IAC, SB, TYPE, 0, ...text('xterm'), IAC, SE],
    })
    expect(receive(nvt, IAC, DO, NAWS).reply).toEqual([IAC, WILL, NAWS, IAC, SB, NAWS, 0, 255, 255, 0, 24, IAC, SE])
  })
  test('parameters may hold byte 255, and unknown ones are dropped', () => {
    expect(receive(new Nvt(), IAC, SB, 99, IAC, IAC, SE, 7, IAC, SE, 65)).toEqual({ data: [65], reply: [] })
  })
  test('where TCP cuts the stream changes nothing', () => {
    const byte = fc.oneof(
      fc.constantFrom(IAC, WILL, WONT, DO, DONT, SB, SE, ECHO, SGA, TYPE, NAWS, 0, 10, 13, 65),
      fc.nat(255),
    )
    fc.assert(
      fc.property(fc.array(byte, { maxLength: 80 }), fc.array(fc.nat(6)), (bytes, sizes) => {
        const abilities = { terminal: 'vt100', size: { columns: 80, rows: 24 } }
        const whole = receive(new Nvt(abilities), ...bytes)
        const nvt = new Nvt(abilities)
        const parts: { data: number[]; reply: number[] } = { data: [], reply: [] }
        for (let at = 0, i = 0; at < bytes.length; i++) {
          const { data, reply } = receive(nvt, ...bytes.slice(at, (at += 1 + (sizes[i] ?? 0))))
          parts.data.push(...data)
          parts.reply.push(...reply)
        }
        expect(parts).toEqual(whole)
      }),
    )
  })
  test('what it sends comes out of another as it was', () => {
    expect([...encodeNvt(Buffer.from('a\nb\r\nc\rd'))]).toEqual(text('a\r\nb\r\nc\r\0d'))
    expect([...encodeNvt(Buffer.of(255, 10))]).toEqual([255, 255, 13, 10])
    const line = fc.uint8Array().map((bytes) => Buffer.from(bytes.filter((each) => each !== 10)))
    fc.assert(
      fc.property(line, (bytes) => {
        expect([...new Nvt().receive(encodeNvt(bytes)).data]).toEqual([...bytes])
      }),
    )
  })
})
