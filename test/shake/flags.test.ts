import { describe, expect, test } from 'vitest'
import { flagsOfPlan, readPlan } from '../../src/shake/flags.ts'

describe('a plan as flags', () => {
  test('is read', () => {
    expect(
      readPlan({ cut: ['server#2 up 7', 'server#2 up 3 9'], delay: ['db down 0 1.5s'], order: 4, pieces: 5 }),
    ).toEqual({
      plan: {
        faults: [
          { actor: 'server', connection: 2, direction: 'up', cuts: [3, 7, 9] },
          { actor: 'db', connection: 1, direction: 'down', delays: [{ at: 0, milliseconds: 1500 }] },
        ],
        order: 4,
        pieces: 5,
      },
    })
    expect(readPlan({})).toEqual({})
  })

  test.each([
    [{ cut: ['server'] }, '--cut does not know “server”'],
    [{ cut: ['server up 0'] }, '--cut does not know “server up 0”'],
    [{ cut: ['server left 7'] }, '--cut does not know “server left 7”'],
    [{ cut: ['server#0 up 7'] }, '--cut does not know “server#0 up 7”'],
    [{ join: ['server up 7..7'] }, '--join does not know “server up 7..7”'],
    [{ break: ['server up 7'] }, '--break does not know “server up 7”'],
    [{ break: ['server up 7 breaks'] }, '--break does not know “server up 7 breaks”'],
    [{ break: ['server up 7 reset stop'] }, '--break does not know “server up 7 reset stop”'],
    [{ delay: ['server up 7'] }, '--delay does not know “server up 7”'],
    [{ delay: ['server up 7 20'] }, '--delay does not know “server up 7 20”'],
  ])('%j is wrong', (written, message) => {
    expect(readPlan(written)).toMatchObject({ wrong: { message } })
  })

  test('is written so that it is read again', () => {
    const { plan } = readPlan({
      cut: ['server#2 up 7'],
      join: ['server up 0..14'],
      delay: ['server up 7 20ms'],
      break: ['server down 0 half-close'],
      order: 1,
    }) as { plan: NonNullable<Parameters<typeof flagsOfPlan>[0]> }
    const flags = flagsOfPlan(plan) as string[]
    const valuesOf = (name: string): string[] => flags.filter((_, index) => flags[index - 1] === `--${name}`)
    expect(
      readPlan({
        cut: valuesOf('cut'),
        join: valuesOf('join'),
        delay: valuesOf('delay'),
        break: valuesOf('break'),
        order: Number(valuesOf('order')),
      }),
    ).toEqual({ plan })
  })

  test('is not written where it is too long, or says nothing', () => {
    const stream = { actor: 'server', connection: 1, direction: 'up' as const }
    expect(flagsOfPlan({ faults: [{ ...stream, cuts: [1, 2, 3, 4, 5, 6, 7, 8, 9] }] })).toBeUndefined()
    expect(flagsOfPlan({ faults: [] })).toBeUndefined()
  })
})
