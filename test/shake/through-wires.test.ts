import { describe, expect, test } from 'vitest'
import type { Plan } from '../../src/model/shake.ts'
import type { ScenarioResult } from '../../src/model/result.ts'
import type { Transcript } from '../../src/model/transcript.ts'
import type { ShakeContext } from '../../src/shake/context.ts'
import { joinedByWires } from '../../src/shake/through-wires.ts'
import { streamOf } from './streams.ts'

const transcript: Transcript = { title: 'One', source: 'one.yaml', recorded: '', lanes: [], rows: [] }

/** A scenario that fails with some plans. */
function contextOf(fails: (plan: Plan) => boolean, plans: Plan[] = []): ShakeContext {
  const result = (failed: boolean): ScenarioResult => ({
    file: 'one.yaml',
    title: 'One',
    status: failed ? 'failed' : 'passed',
    duration: 1,
    attempts: 1,
    problems: [],
    warnings: [],
    sources: new Map(),
    ...(failed ? { failure: { code: 'expectation-not-met', message: 'nothing came' } } : { transcript }),
  })
  return {
    async run({ plan = { faults: [] } }) {
      plans.push(plan)
      return { result: result(fails(plan)), streams: [], notLed: [] }
    },
    expected: transcript,
    patience: { search: 1, decide: 1 },
    now: () => 0,
    over: () => false,
    announce: () => undefined,
  }
}

const cutsOf = ({ faults }: Plan): readonly number[] => faults.flatMap(({ cuts = [] }) => cuts)

describe('what fails through wires that do nothing', () => {
  test('is to blame on two lines in one piece where a cut between them lets it pass', async () => {
    const stream = streamOf('one\ntwo\nthree\n')
    const found = await joinedByWires(
      [stream],
      contextOf((plan) => !cutsOf(plan).includes(8)),
    )
    expect(found?.plan).toEqual({
      faults: [{ actor: 'server', connection: 1, direction: 'up', joins: [{ from: 4, to: 14 }] }],
    })
    expect(found?.differing.key).toBe('expectation-not-met ')
  })

  test('is not, where no cut lets it pass, or there is no place for one', async () => {
    const plans: Plan[] = []
    expect(
      await joinedByWires(
        [streamOf('one\ntwo\n')],
        contextOf(() => true, plans),
      ),
    ).toBeUndefined()
    expect(
      await joinedByWires(
        [streamOf('one\n')],
        contextOf(() => true, plans),
      ),
    ).toBeUndefined()
    expect(plans).toHaveLength(1)
  })
})
