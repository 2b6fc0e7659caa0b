import type { Written } from '../../authoring/written.ts'
import { literalText } from '../../authoring/written.ts'
import { actorOf, withOption } from './edit-draft.ts'
import type { FailureRepair } from './repair.ts'

/** A program that never becomes idle goes on forever. */
export const neverIdle: FailureRepair = (draft, { failure }) => {
  if (failure?.code !== 'never-idle' || failure.lane === undefined) return undefined
  const actor = actorOf(failure.lane)
  const finding = `${actor} is never idle: its output is compared as far as both runs have it (tail: open)`
  return { draft: withOption(draft, actor, 'tail', 'open'), findings: [finding] }
}

/** Nothing happened that was to show that a program is ready: another sign, one after the other, or none. */
export const notReady: FailureRepair = (draft, { failure, transcript }) => {
  if (failure?.code !== 'not-ready' || failure.lane === undefined) return undefined
  const actor = actorOf(failure.lane)
  const options = draft.actors.find(({ name }) => name === actor)?.options
  const ready = options?.get('ready')
  if (ready === undefined) return undefined
  const lines = (transcript?.rows ?? []).flatMap(({ lane, mark, text }) =>
    lane === actor && mark === '|' && text.trim() !== '' && !/[\d<\\]/.test(text) ? [text] : [],
  )
  const signs: readonly (readonly [Written | undefined, string])[] = [
    ...lines.slice(-1).map((line) => [literalText(line), `when it prints “${line}”`] as const),
    [{ input: true }, 'when it waits for input'],
    [undefined, 'at once'],
  ]
  const tried = signs.findIndex(([sign]) => JSON.stringify(sign) === JSON.stringify(ready))
  const next = signs[tried + 1]
  if (next === undefined) return undefined
  return { draft: withOption(draft, actor, 'ready', next[0]), findings: [`${actor} is ready ${next[1]}`] }
}
