import type { DraftMessage, DraftWanted } from '../../draft.ts'
import { actorName } from '../terminal/command.ts'
import { callOf, textIn, type Branch } from './expectations.ts'
import { wantedOf } from './patterns.ts'
import type { Scope } from './scope.ts'
import { commandsOf, Unclosed, type Command, type Word } from './tcl.ts'

/** What a command does to the scenario; `next` is the name of the one behind it. Answers true when the script ends with it. */
type Does = (command: Command, scope: Scope, next: string | undefined) => boolean | void

/** Runs a script’s commands in their order. */
export function runCommands(commands: readonly Command[], scope: Scope, after?: string): boolean {
  for (const [index, command] of commands.entries()) {
    const [first, ...rest] = command.words
    const name = first === undefined ? '' : textIn(first)
    const next = commands[index + 1]?.words[0]
    const does = known.get(name)
    if (does === undefined && !silent.has(name))
      scope.leaveOut(command.start, `“${name}” is not one of the simple commands`)
    if (does?.({ ...command, words: rest }, scope, next === undefined ? after : textIn(next)) === true) return true
  }
  return false
}

/** They change nothing that a scenario says. */
const silent = new Set(
  'log_user log_file exp_internal match_max puts send_user send_error send_tty send_log stty strace wait exp_pid exp_version package parity remove_nulls debug sleep after'.split(
    ' ',
  ),
)

const known = new Map<string, Does>([
  ['spawn', spawn],
  ['exp_spawn', spawn],
  ['send', send],
  ['exp_send', send],
  ['expect', expect],
  [
    'expect_after',
    (command, scope) => scope.leaveOut(command.start, 'what “expect_after” waits for has no place among the steps'),
  ],
  [
    'expect_before',
    (command, scope) => scope.leaveOut(command.start, 'what “expect_before” waits for has no place among the steps'),
  ],
  ['set', set],
  ['if', condition],
  [
    'close',
    (command, scope) => scope.leaveOut(command.start, '“close” ends the terminal; a scenario does so at its end'),
  ],
  ['interact', (command, scope) => scope.leaveOut(command.start, 'in “interact” a person types')],
  ['exit', () => true],
  ...['while', 'for', 'foreach', 'proc', 'switch', 'catch', 'trap', 'eval', 'source'].map((name): [string, Does] => [
    name,
    (command, scope) => scope.leaveOut(command.start, `“${name}” is more than one step after the other`),
  ]),
])

function spawn({ words, start }: Command, scope: Scope): void {
  const texts = words.map((word) => scope.textOf(word))
  while (texts[0]?.startsWith('-') === true) texts.shift()
  const run = texts.filter((text) => text !== undefined)
  if (run.length === 0 || run.length < texts.length) {
    scope.leaveOut(start, 'the command of “spawn” is only known while the script runs')
    scope.set('spawn_id', undefined)
    return
  }
  const base = actorName(run)
  const taken = scope.actors.filter(({ name }) => name === base || name.startsWith(`${base}-`)).length
  const name = taken === 0 ? base : `${base}-${taken + 1}`
  scope.actors.push({
    name,
    kind: 'program',
    options: new Map<string, string[] | boolean>([
      ['run', run],
      ['pty', true],
    ]),
  })
  scope.set('spawn_id', name)
  scope.step({ verb: 'start', argument: name })
}

/** `set name value`; what is not known while the script is read is forgotten. */
function set({ words }: Command, scope: Scope): void {
  const [name, value] = words
  if (name !== undefined && value !== undefined) scope.set(textIn(name), scope.textOf(value))
}

/** `if {$name} {…}` with a number that is known, as autoexpect writes it; `[lindex $argv 0]` and the like are not. */
function condition(command: Command, scope: Scope): boolean | void {
  const [asked, body] = command.words
  const name = /^\s*\$(\w+)\s*$/.exec(asked === undefined ? '' : textIn(asked))?.[1]
  const value = name === undefined ? undefined : scope.get(name)
  if (body === undefined || value === undefined || !/^\d+$/.test(value))
    scope.leaveOut(command.start, '“if” is more than one step after the other')
  else if (Number(value) !== 0) return runBody(body, scope)
}

function runBody(body: Word, scope: Scope, after?: string): boolean {
  const commands = commandsOf(textIn(body), body.start + 1)
  if (commands instanceof Unclosed) {
    scope.leaveOut(body.start, 'its braces do not fit together')
    return false
  }
  return runCommands(commands, scope, after)
}

function send({ words, start }: Command, scope: Scope): void {
  const rest = [...words]
  let target = scope.current
  while (rest.length > 1 && rest[0]?.braced === false && textIn(rest[0]).startsWith('-')) {
    const flag = textIn(rest.shift() as Word)
    if (flag === '--') break
    if (flag === '-i') target = scope.textOf(rest.shift() as Word)
  }
  const text = rest[0] === undefined ? undefined : scope.textOf(rest[0])
  if (text === undefined) scope.leaveOut(start, 'what “send” writes is only known while the script runs')
  else if (!isActor(target, scope)) scope.leaveOut(start, 'nothing is spawned that it could be sent to')
  else if (text !== '') {
    scope.step({ verb: 'send', of: [{ target, messages: messagesOf(text) }] })
    scope.lastSent.set(target, text.replace(/\r?\n?$/, ''))
  }
}

const isActor = (target: string | undefined, scope: Scope): target is string =>
  scope.actors.some(({ name }) => name === target)

// oxlint-disable-next-line no-control-regex -- keys send control characters
const sent = /([^\u0001-\u001f\u007f]*)(?:\r\n|\r|\n)|([^\u0001-\u001f\u007f]+)|([^])/g

/** Lines as Enter ends them, keys, and what is left. */
function messagesOf(text: string): DraftMessage[] {
  return [...text.matchAll(sent)].map(([, line, rest, control]) => {
    if (line !== undefined) return { form: 'line', text: [line] }
    return rest === undefined ? { form: 'key', keys: [keyOf(control ?? '')] } : { form: 'text', text: [rest] }
  })
}

function keyOf(control: string): string {
  const named: Readonly<Record<string, string>> = { '\t': 'tab', '\u001b': 'escape', '\u007f': 'backspace' }
  const code = control.charCodeAt(0)
  // Behind the letters come signs: ctrl-\\, ctrl-], ctrl-^ and ctrl-_.
  return named[control] ?? `ctrl-${String.fromCharCode(code + (code < 27 ? 96 : 64))}`
}

function expect({ words, start }: Command, scope: Scope, next: string | undefined): boolean {
  const { branches, target = scope.current, unknown } = callOf(words, scope)
  for (const at of unknown) scope.leaveOut(at, 'this pattern is only known while the script runs')
  const main = branches.find(({ event }) => event === undefined) ?? branches.find(({ event }) => event === 'eof')
  for (const branch of branches) if (branch !== main && !isEnd(branch)) scope.leaveOut(branch.at, leftOut(branch))
  if (main === undefined) return false
  if (!isActor(target, scope)) {
    scope.leaveOut(start, 'nothing is spawned that it could be expected of')
    return false
  }
  const { body } = main
  const sendsNext = (body === undefined ? next : (firstOf(body) ?? next))?.includes('send') === true
  const wanted = wantedIn(withoutEcho(main, scope.lastSent.get(target)), sendsNext)
  if (wanted === undefined) scope.leaveOut(main.at, 'its pattern cannot be said as a regex of lines')
  else if (wanted.length > 0) scope.step({ verb: 'expect', of: [{ target, wanted }] })
  return body === undefined ? false : runBody(body, scope, next)
}

const leftOut = ({ event, pattern }: Branch): string =>
  event === undefined ? `“${pattern}” is not the first of the patterns` : `what is done on “${event}”`

/** On a timeout or an end a scenario fails by itself, so that a branch which only says so and exits needs no words. */
function isEnd({ event, body }: Branch): boolean {
  if (event === undefined) return false
  return (
    body === undefined ||
    /^[\s;]*(?:(?:puts|send_user|send_error)\b[^\n;]*[\n;]\s*)*(?:exit|abort|break)?\b[^\n;]*[\s;]*$/.test(textIn(body))
  )
}

function wantedIn({ event, pattern, how }: Branch, sendsNext: boolean): DraftWanted[] | undefined {
  if (event !== undefined) return [{ matcher: 'event', wanted: 'exit' }]
  return wantedOf(pattern ?? '', how, sendsNext)
}

/** autoexpect writes what the terminal showed, so that a pattern begins with the line that was typed. */
function withoutEcho(branch: Branch, sent: string | undefined): Branch {
  const { pattern, how } = branch
  if (pattern === undefined || sent === undefined || sent === '' || how === 'regex') return branch
  const rest = pattern.startsWith(sent) ? /^\r*\n/.exec(pattern.slice(sent.length)) : null
  return rest === null ? branch : { ...branch, pattern: pattern.slice(sent.length + rest[0].length) }
}

function firstOf(body: Word): string | undefined {
  const commands = commandsOf(textIn(body))
  const first = commands instanceof Unclosed ? undefined : commands[0]?.words[0]
  return first === undefined ? undefined : textIn(first)
}
