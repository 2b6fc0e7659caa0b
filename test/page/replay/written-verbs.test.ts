import { expect, test } from 'vitest'
import { withWrittenVerbs } from '../../../page/replay/written-verbs.ts'
import { made } from './made.ts'

const step = (line: number, more = {}) => ({ index: line, at: line, line, verb: 'custom', ...more })
const verbs = (steps: Parameters<typeof withWrittenVerbs>[0]['steps'], text: string) =>
  withWrittenVerbs(made([], { steps }), [
    { file: 'a.yaml', text },
    { file: 'b.yaml', text: '- ping: a' },
  ]).steps.map(({ verb }) => verb)

test('a verb of a kind of actor has the name that the scenario writes', () => {
  expect(verbs([step(1), step(2), step(3, { verb: 'send' })], '  - screen: a\n- "by-name": x\n- note: y')).toEqual([
    'screen',
    'by-name',
    'send',
  ])
  expect(verbs([step(1, { file: 'b.yaml' })], '')).toEqual(['ping'])
})

test('where no verb stands at its line, it stays', () => {
  expect(verbs([step(1), step(9)], 'nothing')).toEqual(['custom', 'custom'])
})
