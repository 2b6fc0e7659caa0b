import * as z from 'zod'
import { size, type wires } from '../../src/plugin.ts'
import type { Datagrams } from './picked.ts'

/** A number of bytes, as a number or a size. */
export const byteCount = z.union([z.int().min(1), size()], { error: 'expected a number of bytes such as 10 or 4KiB' })

/** One reads at most so many bytes at once. */
const mostJoined = 64 * 1024
export const joinedBytes = byteCount.refine((bytes) => bytes > 1 && bytes <= mostJoined, {
  error: 'expected 2 bytes to 64KiB: no reader takes more at once',
})

/** Where to cut: one place, or several that rise. */
export const cutPlaces = z
  .union([byteCount.transform((place) => [place]), z.array(byteCount).min(1)], {
    error: 'expected a number of bytes such as 6, or a list of them',
  })
  .refine((places) => places.every((place, index) => index === 0 || place > (places[index - 1] as number)), {
    error: 'expected places that rise, each once: [6, 10]',
  })

const shareWanted = { error: 'expected a share such as 20%, above 0% and at most 100%' }

/** `20%`, or a number between 0 and 1: above 0, at most 1. */
const share = z.union([
  z
    .string()
    .regex(/^\d+(\.\d+)?%$/, shareWanted)
    .transform((written) => Number.parseFloat(written) / 100)
    .refine((part) => part > 0 && part <= 1, shareWanted),
  z.number().refine((part) => part > 0 && part < 1, shareWanted),
])

const numbers = z.array(z.int().min(1)).min(1)

/** Of connections: one by its number, several, or a share. */
export const connections = z.union(
  [
    z
      .int()
      .min(1)
      .transform((number): wires.Connections => ({ numbers: [number] })),
    numbers.transform((list): wires.Connections => ({ numbers: list })),
    share.transform((part): wires.Connections => ({ share: part })),
  ],
  { error: 'expected the number of a connection, several such as [1, 3], or a share such as 20%' },
)

/** How much of what passes: so many of the next, or (of datagrams) these, or a share. */
export const affected = (what: 'bytes or datagrams' | 'datagrams') =>
  z.union(
    [
      z.literal(true).transform((): Datagrams => ({ next: 1 })),
      z
        .int()
        .min(1)
        .transform((count): Datagrams => ({ next: count })),
      numbers.transform((list): Datagrams => ({ numbers: list })),
      share.transform((part): Datagrams => ({ share: part })),
    ],
    {
      error: `expected a number of ${what} such as 2, or of datagrams numbers such as [2, 5] or a share such as 20%`,
    },
  )

/** An order for the next datagrams, or how many at a time are shuffled. */
export const reordered = z
  .union([z.int().min(2), numbers], {
    error: 'expected how many datagrams are shuffled, such as 3, or their order, such as [3, 1, 2]',
  })
  .refine((order) => typeof order === 'number' || isOrder(order), {
    error: ({ input }) =>
      `expected each number from 1 to ${Array.isArray(input) ? input.length : 2} once, in another order`,
  })

function isOrder(order: readonly number[]): boolean {
  const inPlace = order.toSorted((one, other) => one - other).every((place, index) => place === index + 1)
  return inPlace && order.some((place, index) => place !== index + 1)
}
