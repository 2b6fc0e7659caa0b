import type { MessageForm } from '../model/plugin.ts'
import { mistakeInMessage } from '../run/guard/message.ts'
import { isProblemError } from '../run/guard/plugin-error.ts'
import { accepted, usualExpectations } from './candidates.ts'
import type { Findings } from './finding.ts'
import type { Live } from './lives.ts'

/** A message form is written for an actor that has just started. `live` is absent where it cannot be sent to any that starts here. */
export async function testMessage(
  kind: string,
  name: string,
  form: MessageForm,
  live: Live | undefined,
  found: Findings,
): Promise<void> {
  const subject = `message “${name}” of “${kind}”`
  const rule = 'is written as bytes, and as a row shows them'
  const wanted = accepted(form.wanted, [...(form.examples ?? []), ...usualExpectations])
  if (wanted.length === 0)
    return found.untested(subject, rule, 'its schema takes none of its “examples”, and none of the usual')
  if (live === undefined)
    return found.untested(subject, rule, 'give its kind “examples” of options with which it is possible')
  await found.check(
    subject,
    rule,
    () =>
      live(async ({ starting, stop, within }) => {
        const actor = await within('start()', () => starting)
        try {
          for (const each of wanted) {
            const mistake = mistakeInMessage(form.write(each, actor))
            if (mistake !== undefined) return mistake
          }
        } catch (error) {
          if (!isProblemError(error)) throw error
        } finally {
          await stop(actor)
        }
        return undefined
      }),
    form.write,
  )
}
