import * as z from 'zod'
import { defineVerb, insteadOfType, problemError, type Actor, type Screen } from '../../../src/plugin.ts'
import { readRows, rowsOption } from './wanted.ts'

/** What this verb knows of a program beyond what every actor has. */
export interface ActorWithScreen extends Actor {
  /** What its screen shows when all that it has written is there; undefined without a terminal. */
  screenNow(): Promise<Screen | undefined>
}

/** `screen: p`, `screen: { p: { rows: 1..3 } }`. */
export const screenVerb = defineVerb({
  about: 'put what its screen shows into the transcript, when everything is idle',
  argument: z
    .strictObject(
      { rows: rowsOption().optional().describe('only these rows, counted from 1') },
      insteadOfType('expected its rows, such as { rows: 1..3 }'),
    )
    .optional()
    .meta({ examples: [{ rows: '1..3' }] }),
  ofScreen: true,
  async run(actor, argument, context) {
    await context.untilIdle()
    const shown = await (actor as ActorWithScreen).screenNow()
    if (shown === undefined)
      throw problemError('step-failed', 'only a program on a terminal (pty: true) has a screen', undefined, 'failed')
    context.screen(shown, argument?.rows === undefined ? undefined : readRows(argument.rows))
  },
})
