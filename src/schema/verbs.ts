import type { Step } from '../model/scenario.ts'
import { messageForms, signalNames } from '../model/words.ts'
import type { MessageForm } from '../model/words.ts'
import { byType, oneOrMore } from './by-type.ts'
import { closed, use, when } from './json.ts'
import type { JsonSchema } from './json.ts'
import { byActor, byName, oneOrTargets, ownNames, targets } from './names.ts'
import { oneKey } from './one-key.ts'
import { fixedText, hole, holePattern, text } from './plain.ts'
import { roles } from './roles.ts'

/** Verbs of the grammar; `with` and `own` are how the checker keeps an included file and a verb of a kind. */
export type CoreVerb = Exclude<Step['verb'], 'with' | 'own'> | 'include'

export interface VerbSchema {
  readonly about: string
  /** How it is written, without the dash. */
  readonly examples: readonly string[]
  readonly argument: JsonSchema
  /** What may stand beside the verb, besides `within`. */
  readonly beside?: Readonly<Record<string, JsonSchema>>
}

const simple = (about: string, ...examples: readonly string[]): VerbSchema => ({ about, argument: targets, examples })
const anything: JsonSchema = {}

/** The usual ones first. */
const signals = [...new Set(['SIGINT', 'SIGTERM', 'SIGHUP', 'SIGKILL', ...signalNames])]

const howOften: JsonSchema = {
  type: 'integer',
  minimum: 1,
  description: 'sends it so often',
  errorMessage: 'expected a whole number from 1 on',
}
const quiet: JsonSchema = {
  type: 'boolean',
  description: 'fails when something unread stands in that lane: the answer came before the question',
}
const hexOrHole = String.raw`^\s*(?:[0-9a-fA-F]{2}\s*)*$|${holePattern}`

const forms: Readonly<Record<MessageForm, JsonSchema>> = {
  text: { ...text, description: 'sent as it is, without the end of a line', examples: ['GET / HTTP/1.0\r\n'] },
  bytes: {
    ...text,
    pattern: hexOrHole,
    errorMessage: 'expected bytes in hexadecimal such as de ad be ef',
    description: 'bytes in hexadecimal',
    examples: ['de ad be ef'],
  },
  base64: { ...text, description: 'bytes in base64', examples: ['3q2+7w=='] },
  json: { description: 'one line, or message, of JSON', examples: [{ jsonrpc: '2.0', id: 1 }] },
  file: { ...text, description: 'what stands in a file; from the scenario’s folder', examples: ['data/request.txt'] },
}

const message = {
  scalar: { ...text, description: 'one line; its end is added' },
  map: oneKey({
    what: 'a message',
    keys: forms,
    beside: { times: howOften, quiet },
    second: `a message is one of ${messageForms.join(', ')}`,
  }),
}
const someMessages = oneOrMore(byType({ expected: 'a line, or { bytes: … } and the like', ...message }), {
  expected: 'a line, a list of lines, or { bytes: … } and the like',
  ...message,
})

/** The verbs of the language, for every plugin's actors. `command` is the definition of what `run` declares in place. */
export function coreVerbs(command: JsonSchema): Readonly<Record<CoreVerb, VerbSchema>> {
  return {
    start: simple('starts actors; done when each is ready', 'start: server', 'start: [server, worker]'),
    connect: simple('connects clients, one after another; done when each connection is up', 'connect: client'),
    run: {
      about: 'starts programs and waits until they have ended with code 0; a map declares programs in place',
      examples: ['run: migrate', 'run: { keys: ssh-keygen -t ed25519 -f key }'],
      argument: oneOrTargets({
        expected: 'a program, a list of programs, or { name: command }',
        map: byName('actor', command),
      }),
      beside: {
        code: {
          type: 'integer',
          minimum: 0,
          description: 'the exit code that it must have',
          errorMessage: 'expected an exit code, such as 1',
        },
      },
    },
    send: {
      about: 'sends a line, several lines, or bytes in another form',
      examples: ['send: { client: Hello server }', 'send: { client: { bytes: de ad be ef } }'],
      argument: byActor(someMessages),
      beside: { times: howOften, quiet },
    },
    expect: {
      about: 'goes on when every wish has been met, in any order between actors',
      examples: ['expect: { client: Hello client! }', 'expect: { client: { event: end } }'],
      argument: byActor(use('wishes')),
    },
    end: simple('ends our side of the stream (FIN, end of standard input); hearing goes on', 'end: client'),
    exit: simple('leaves the way its user would make it, and waits for its end', 'exit: client'),
    close: simple('reads out, sends FIN and is closed; a server stops listening', 'close: server#1'),
    reset: simple('sends RST, after what was sent before has been heard', 'reset: client'),
    signal: {
      about: 'delivers a signal to a program, once all is idle',
      examples: ['signal: { program: SIGINT }'],
      argument: byActor({
        anyOf: [{ enum: signals }, hole],
        description: 'the signal’s name',
      }),
      beside: { group: { type: 'boolean', description: 'to the program’s whole process group' } },
    },
    pause: simple('stops reading from its socket (back-pressure)', 'pause: client'),
    resume: simple('goes on reading from its socket', 'resume: client'),
    let: {
      about: 'sets variables by an expression of numbers and texts',
      examples: ['let: { port: "${p1} * 256 + ${p2}" }'],
      argument: byName('variable', { ...text, examples: ['${p1} * 256 + ${p2}'] }, { minProperties: 1 }),
    },
    set: {
      about: 'changes options of a running socket or terminal',
      examples: ['set: { client: { noDelay: true } }'],
      argument: byActor({
        type: 'object',
        additionalProperties: anything,
        propertyNames: { title: 'option' },
        errorMessage: 'expected { option: value }',
      }),
    },
    check: {
      about: 'holds facts against what is wanted, once all is idle',
      examples: ['check: { client: { bytesRead: 14, address.family: IPv4 } }'],
      argument: byActor({
        type: 'object',
        additionalProperties: anything,
        propertyNames: { title: 'fact' },
        errorMessage: 'expected { fact: wanted }',
      }),
    },
    wait: { about: 'lets time pass; for pacing only', examples: ['wait: 250ms'], argument: roles.duration },
    note: { about: 'puts a remark into the transcript', examples: ['note: the server is full now'], argument: text },
    repeat: {
      about: 'does its steps so often, or once for each of several values',
      examples: ['repeat: { times: 3, steps: [{ send: { client: "${n}" } }] }'],
      argument: use('repeat'),
    },
    include: {
      about: 'does the steps of another file in place',
      examples: ['include: login.yaml', 'include: { file: login.yaml, with: { user: anna } }'],
      argument: byType({
        expected: 'a file, or { file: …, with: … }',
        scalar: fixedText,
        map: closed(
          {
            file: { ...fixedText, description: 'a path relative to this file', examples: ['login.yaml'] },
            with: byName('variable', text, { description: 'variables for its steps' }),
          },
          { required: ['file'] },
        ),
      }),
    },
  }
}

const steps = use('steps')
const times: JsonSchema = {
  type: ['integer', 'string'],
  minimum: 0,
  pattern: `^[0-9]+$|${holePattern}`,
  description: 'how often; ${n} counts from 1',
  errorMessage: 'expected a whole number, or a variable such as ${name}',
  examples: [3],
}
const each: JsonSchema = {
  type: 'array',
  items: text,
  minItems: 1,
  description: 'once for each of these',
  errorMessage: 'expected a list',
}
const as: JsonSchema = { ...ownNames('variable'), description: 'the variable that holds the one whose turn it is' }

/** What stands behind `repeat:`. */
export const repeatDefinition: JsonSchema = {
  type: 'object',
  errorMessage: 'expected { times: …, steps: … } or { each: …, steps: … }',
  ...when(
    { required: ['each'] },
    closed(
      { each, as, steps },
      { required: ['steps'], errorMessage: 'beside “each” stand “steps”, and “as” if it is wanted' },
    ),
    when(
      { required: ['times'] },
      closed({ times, steps }, { required: ['steps'], errorMessage: 'beside “times” stands “steps”' }),
      closed({ times, each, steps }, { allOf: [{ required: ['times'], errorMessage: 'expected “times” or “each”' }] }),
    ),
  ),
}
