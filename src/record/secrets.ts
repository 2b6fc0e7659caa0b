import type { Written } from '../authoring/written.ts'
import { textOf } from './draft-text.ts'
import type { Draft, DraftPiece, DraftText } from './draft.ts'
import { mapSteps, mapTexts } from './map-draft.ts'

/** A value of the environment that stands in no file. */
export interface RecordedSecret {
  /** Of the environment variable, and of the scenario's. */
  readonly name: string
  readonly value: string
}

/**
 * The draft with `${NAME}` wherever the value was sent, expected, or stood in a command; its variable takes it from the
 * environment, without which the scenario is skipped.
 */
export function withSecrets(draft: Draft, secrets: readonly RecordedSecret[]): Draft {
  return secrets.reduce((of, secret) => {
    const steps = mapSteps(of, (step) => [mapTexts(step, (text) => withoutValue(text, secret))]).steps
    const actors = of.actors.map((actor) => ({
      ...actor,
      options: new Map([...actor.options].map(([key, value]) => [key, writtenWithout(value, secret)])),
    }))
    const only = [...of.only, { env: secret.name }]
    return { ...of, only, steps, actors, vars: [...of.vars, { name: secret.name, value: '', secret: true }] }
  }, draft)
}

/** A text for a person, without the values. */
export const shownWithout = (text: string, secrets: readonly RecordedSecret[]): string =>
  secrets.reduce((all, { name, value }) => all.replaceAll(value, `<secret.${name}>`), text)

function withoutValue(text: DraftText, { name, value }: RecordedSecret): DraftText {
  return text.flatMap((piece): DraftPiece[] => {
    if (typeof piece !== 'string') return [piece]
    const parts = piece.split(value)
    return parts.flatMap((part, at) => [...(at > 0 ? [{ variable: name }] : []), ...(part === '' ? [] : [part])])
  })
}

function writtenWithout(written: Written, secret: RecordedSecret): Written {
  if (typeof written === 'string') return written.replaceAll(secret.value, `\${${secret.name}}`)
  if (Array.isArray(written)) return written.map((each: Written) => writtenWithout(each, secret))
  if (written === null || typeof written !== 'object') return written
  return Object.fromEntries(
    Object.entries(written as Readonly<Record<string, Written>>).map(([key, value]) => [
      key,
      writtenWithout(value, secret),
    ]),
  )
}

const asksForSecret = /pass(?:word|phrase|code|wd)|secret|token|\bpin\b/i

/** Prompts that ask for something secret, and were answered with what the scenario now says in clear. */
export function answeredInClear({ steps }: Draft): string[] {
  const asked = new Map<string, string>()
  const found: string[] = []
  for (const step of steps) {
    if (step.verb === 'expect')
      for (const { target, wanted } of step.of) {
        const last = wanted.at(-1)
        const prompt = last !== undefined && 'text' in last && last.matcher === 'prompt' ? textOf(last.text) : ''
        asked.set(target, prompt)
      }
    if (step.verb !== 'send') continue
    for (const { target, messages } of step.of) {
      const prompt = asked.get(target) ?? ''
      const [first] = messages
      const isClear = first !== undefined && 'text' in first && first.text.every((piece) => typeof piece === 'string')
      if (asksForSecret.test(prompt) && isClear && textOf(first.text) !== '') found.push(prompt.trim())
      asked.delete(target)
    }
  }
  return found
}
