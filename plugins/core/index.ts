import { definePlugin } from '../../src/plugin.ts'
import { crlf } from './framings/crlf.ts'
import { delimiter } from './framings/delimiter.ts'
import { length } from './framings/length.ts'
import { line as lineFraming } from './framings/line.ts'
import { message } from './framings/message.ts'
import { raw } from './framings/raw.ts'
import { anyOrder } from './matchers/any-order.ts'
import { bytes } from './matchers/bytes.ts'
import { error } from './matchers/error.ts'
import { event } from './matchers/event.ts'
import { exit } from './matchers/exit.ts'
import { json } from './matchers/json.ts'
import { line } from './matchers/line.ts'
import { lines } from './matchers/lines.ts'
import { not } from './matchers/not.ts'
import { oneOf } from './matchers/one-of.ts'
import { prompt } from './matchers/prompt.ts'
import { regex } from './matchers/regex.ts'
import { silence } from './matchers/silence.ts'
import { take } from './matchers/take.ts'
import { text } from './matchers/text.ts'

export default definePlugin({
  api: 1,
  name: 'core',
  about: 'the matchers and framings that come with the language',
  words: {
    all: ['any-order'],
    'all-of': ['any-order'],
    any: [['one-of', 'any-order']],
    'any-of': ['one-of'],
    code: ['exit'],
    contains: ['text'],
    either: ['one-of'],
    equal: ['line'],
    equals: ['line'],
    exact: ['line'],
    except: ['ignoring'],
    during: ['for'],
    'exit-code': ['exit'],
    ignore: ['ignoring'],
    includes: ['text'],
    match: ['regex'],
    matches: ['regex'],
    never: ['not'],
    no: ['not'],
    none: ['silence'],
    nothing: ['silence'],
    pattern: ['regex'],
    regexp: ['regex'],
    signal: ['exit'],
    'starts-with': ['regex'],
    status: ['exit'],
    substring: ['text'],
    unordered: ['any-order'],
    exitcode: ['exit'],
  },
  matchers: {
    text,
    regex,
    line,
    prompt,
    json,
    bytes,
    take,
    lines,
    'any-order': anyOrder,
    'one-of': oneOf,
    not,
    silence,
    event,
    error,
    exit,
  },
  framings: { line: lineFraming, crlf, delimiter, length, raw, message },
})
