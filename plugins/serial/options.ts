import * as z from 'zod'
import { rulesOption, text } from '../../src/plugin.ts'

const rate = z.int().min(1)

export const serialOptions = z
  .strictObject({
    path: text()
      .min(1)
      .meta({
        description: 'the device, relative to the scenario; on Windows a name such as COM3',
        examples: ['/dev/ttyUSB0'],
      }),
    baudRate: rate.default(9600).meta({ description: 'bits a second', examples: [9600, 115_200] }),
    dataBits: z.literal([5, 6, 7, 8]).default(8).describe('data bits of a byte'),
    stopBits: z.literal([1, 1.5, 2]).default(1).describe('stop bits behind a byte'),
    parity: z.enum(['none', 'even', 'odd', 'mark', 'space']).default('none').describe('the parity bit of a byte'),
    rtscts: z.boolean().default(false).describe('flow control by the lines RTS and CTS'),
    rules: rulesOption().optional(),
  })
  .meta({ examples: [{ path: '/dev/ttyUSB0', baudRate: 115_200 }] })
export type SerialOptions = z.output<typeof serialOptions>

const line = z.boolean({ error: 'expected true or false' })

/** What `set` changes of an open port: its speed, the lines DTR and RTS, and a break (the sending line held at zero). */
export const settings = { baudRate: rate, dtr: line, rts: line, brk: line }
