import type { Draft, DraftStep, DraftText, DraftWanted } from './draft.ts'

/** The draft with other steps: each becomes one, several or none. */
export const mapSteps = (draft: Draft, map: (step: DraftStep, index: number) => readonly DraftStep[]): Draft => ({
  ...draft,
  steps: draft.steps.flatMap(map),
})

/** Every text of a step that is sent or expected, as another. */
export function mapTexts(step: DraftStep, map: (text: DraftText) => DraftText): DraftStep {
  if (step.verb === 'send')
    return {
      ...step,
      of: step.of.map((of) => ({
        ...of,
        messages: of.messages.map((message) => ('text' in message ? { ...message, text: map(message.text) } : message)),
      })),
    }
  if (step.verb !== 'expect') return step
  return { ...step, of: step.of.map((of) => ({ ...of, wanted: of.wanted.map((wanted) => mapWanted(wanted, map)) })) }
}

function mapWanted(wanted: DraftWanted, map: (text: DraftText) => DraftText): DraftWanted {
  if ('texts' in wanted) return { ...wanted, texts: wanted.texts.map(map) }
  return 'text' in wanted ? { ...wanted, text: map(wanted.text) } : wanted
}
