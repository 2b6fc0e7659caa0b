import { expect, test } from 'vitest'
import { rowsOf } from '../../scenarios/house.ts'
import { runWith } from '../outside.ts'

/** A kind that says two lines with a reply and an event between them, by a verb that waits for the second or by one that does not. */
const tongue = `
const verb = (run) => ({ about: 'speaks', argument: anything, run })
export default plugin({ actors: { mouth: kind(async (_, lane) => actor({
  speak() {
    lane.receive(Buffer.from('one\\n'))
    lane.replied('a reply')
    lane.event({ name: 'cough', words: 'coughed' })
    lane.receive(Buffer.from('two\\n'))
  },
  send: (bytes) => lane.receive(bytes),
}), { role: 'client', ownOutput: false, framing: 'line', verbs: {
  speak: verb(async (it) => it.speak()),
  converse: verb(async (it, _, context) => { it.speak(); await context.expect('two') }),
  echo: verb(async (_, text, context) => { context.send(text); await context.expect(/^(?:hello|bye)$/) }),
} }) } })`

const actors = 'actors: { it: mouth }\nsteps:\n  - connect: it\n'

test('what stands before the line that a verb expects has its rows, as before that of a step', async () => {
  const byVerb = await runWith(tongue, `${actors}  - converse: it\n`)
  const byStep = await runWith(tongue, `${actors}  - speak: it\n  - expect: { it: two }\n`)
  expect(byVerb.failure).toBeUndefined()
  expect(byStep.failure).toBeUndefined()
  expect(rowsOf(byVerb)).toEqual(['it | one', 'it > a reply', 'it * coughed', 'it | two'])
  expect(rowsOf(byVerb)).toEqual(rowsOf(byStep))
})

test('what a verb sends stands as what a step sends', async () => {
  const byVerb = await runWith(tongue, `${actors}  - echo: { it: hello }\n`)
  const byStep = await runWith(tongue, `${actors}  - send: { it: hello }\n  - expect: { it: hello }\n`)
  expect(byVerb.failure).toBeUndefined()
  expect(rowsOf(byVerb)).toEqual(['it > hello', 'it | hello'])
  expect(rowsOf(byVerb)).toEqual(rowsOf(byStep))
})

test('a verb that sends through an actor which takes nothing fails its step', async () => {
  const mute = tongue.replace('send: (bytes) => lane.receive(bytes),', '')
  const { failure } = await runWith(mute, `${actors}  - echo: { it: hello }\n`)
  expect(failure).toMatchObject({ code: 'step-failed', message: '“it” cannot be sent anything now' })
})

test('a verb that waits for a line which does not come says for which', async () => {
  const { failure } = await runWith(tongue, `${actors}  - echo: { it: whatever }\n`)
  expect(failure).toMatchObject({ code: 'step-timeout', wanted: '/^(?:hello|bye)$/' })
})
