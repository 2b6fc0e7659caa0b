import type { Step } from '../model/scenario.ts'
import { messageForms, signalNames } from '../model/words.ts'
import type { MessageForm } from '../model/words.ts'
import { anyOf, closed, exactlyOne, oneOrMore, use } from './json.ts'
import type { JsonSchema } from './json.ts'
import { byActor, byName, ownNames, target } from './names.ts'
import { fixedText, holePattern, text } from './plain.ts'
import { roles } from './roles.ts'

/** Verbs of the grammar; `with` and `own` are how the checker keeps an included file and a verb of a kind. */
export type CoreVerb = Exclude<Step['verb'], 'with' | 'own'> | 'include'

export interface VerbSchema {
  readonly about: string
  readonly argument: JsonSchema
  /** What may stand beside the verb, besides `within`. */
  readonly beside?: Readonly<Record<string, JsonSchema>>
}

const targets = oneOrMore(target)
const simple = (about: string): VerbSchema => ({ about, argument: targets })
const anything: JsonSchema = {}

const howOften: JsonSchema = { type: 'integer', minimum: 1, description: 'Sends it so often' }
const quiet: JsonSchema = {
  type: 'boolean',
  description: 'Fails when something unread stands in that lane: the answer came before the question',
}
const hexOrHole = String.raw`^\s*(?:[0-9a-fA-F]{2}\s*)*$|${holePattern}`

const forms: Readonly<Record<MessageForm, JsonSchema>> = {
  text: { ...text, description: 'Sent as it is, without the end of a line' },
  bytes: { ...text, pattern: hexOrHole, description: 'Bytes in hexadecimal', examples: ['de ad be ef'] },
  base64: { ...text, description: 'Bytes in base64' },
  json: { description: 'One line, or message, of JSON' },
  file: { ...text, description: 'What stands in a file; from the scenario’s folder' },
}

const message: JsonSchema = anyOf([
  { ...text, description: 'One line; its end is added' },
  closed({ ...forms, times: howOften, quiet }, exactlyOne(messageForms)),
])

/** The verbs of the language, for every plugin's actors. `program` is the definition of that kind, where it is loaded. */
export function coreVerbs(program: JsonSchema): Readonly<Record<CoreVerb, VerbSchema>> {
  return {
    start: simple('Starts actors; done when each is ready'),
    connect: simple('Connects clients, one after another; done when each connection is up'),
    run: {
      about: 'Starts programs and waits until they have ended with code 0; a map declares programs in place',
      argument: anyOf([...(targets['anyOf'] as JsonSchema[]), byName('program', program)]),
      beside: { code: { type: 'integer', minimum: 0, description: 'The exit code that it must have' } },
    },
    send: {
      about: 'Sends a line, several lines, or bytes in another form',
      argument: byActor(oneOrMore(message)),
      beside: { times: howOften, quiet },
    },
    expect: {
      about: 'Goes on when every wish has been met, in any order between actors',
      argument: byActor(use('wishes')),
    },
    end: simple('Ends our side of the stream (FIN, end of standard input); hearing goes on'),
    exit: simple('Leaves the way its user would make it, and waits for its end'),
    close: simple('Reads out, sends FIN and is closed; a server stops listening'),
    reset: simple('Sends RST, after what was sent before has been heard'),
    signal: {
      about: 'Delivers a signal to a program, once all is at rest',
      argument: byActor({
        anyOf: [{ enum: signalNames }, { type: 'string', pattern: holePattern }],
        description: 'The signal’s name',
        examples: ['SIGINT'],
      }),
      beside: { group: { type: 'boolean', description: 'To the program’s whole process group' } },
    },
    pause: simple('Stops reading from its socket (back-pressure)'),
    resume: simple('Goes on reading from its socket'),
    let: {
      about: 'Sets variables by an expression of numbers and texts',
      argument: byName('variable', { ...text, examples: ['${p1} * 256 + ${p2}'] }, { minProperties: 1 }),
    },
    set: {
      about: 'Changes options of a running socket or terminal',
      argument: byActor({ type: 'object', additionalProperties: anything, propertyNames: { title: 'option' } }),
    },
    check: {
      about: 'Holds facts against what is wanted, once all is at rest',
      argument: byActor({ type: 'object', additionalProperties: anything, propertyNames: { title: 'fact' } }),
    },
    wait: { about: 'Lets time pass; for pacing only', argument: roles.duration },
    note: { about: 'Puts a remark into the transcript', argument: text },
    repeat: { about: 'Does its steps so often, or once for each of several values', argument: use('repeat') },
    include: {
      about: 'Does the steps of another file in place',
      argument: anyOf([
        fixedText,
        closed(
          {
            file: { ...fixedText, description: 'A path relative to this file' },
            with: byName('variable', text, { description: 'Variables for its steps' }),
          },
          { required: ['file'] },
        ),
      ]),
    },
  }
}

/** What stands behind `repeat:`. */
export const repeatDefinition: JsonSchema = closed(
  {
    times: {
      type: ['integer', 'string'],
      minimum: 0,
      pattern: `^[0-9]+$|${holePattern}`,
      description: 'How often; ${n} counts from 1',
    },
    each: { type: 'array', items: text, minItems: 1, description: 'Once for each of these' },
    as: { ...ownNames('variable'), description: 'The variable that holds the one whose turn it is' },
    steps: use('steps'),
  },
  { required: ['steps'], ...exactlyOne(['times', 'each']), dependentRequired: { as: ['each'] } },
)
