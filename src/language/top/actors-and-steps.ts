import { readActors } from '../actors/read.ts'
import { use } from '../json-schema/json.ts'
import { steps as stepsShape } from '../shapes/steps.ts'
import { defineKey } from './key.ts'

export const actors = defineKey({
  about: 'the actors: { name: { kind: options } }',
  examples: ['actors:\n  server: echo-server\n  client: { telnet: server }'],
  needed: 'add “actors:” with the actors of the scenario',
  shape: { schema: () => use('actors'), read: (c, node) => readActors(c, node) },
  part: () => ({}),
})

export const steps = defineKey({
  about: 'what happens, strictly one after another',
  examples: ['steps:\n  - start: server\n  - connect: client\n  - expect: { client: Hello }'],
  needed: 'add “steps:”, what happens',
  shape: stepsShape,
  part: () => ({}),
})

export const onFault = defineKey({
  about: 'what happens once “scenario shake --faults” has broken a connection, in place of the remaining steps',
  examples: ['on-fault:\n  - connect: client\n  - expect: { client: Hello }'],
  shape: stepsShape,
  part: () => ({}),
})
