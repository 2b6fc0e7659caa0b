import { own } from './own.ts'

/**
 * Words that other tools use, each with those that may be meant here, the likeliest first; words in a list of their own are equally
 * likely. They are no misspellings, so that `suggest` cannot find them.
 */
export type OtherWords = Readonly<Record<string, readonly (string | readonly string[])[]>>

/** Those for words of the language; plugins bring theirs (`words`). */
const ofLanguage: OtherWords = {
  assert: ['expect', 'check'],
  await: ['expect'],
  binary: ['bytes'],
  bug: ['known-bug', 'fails'],
  call: ['connect'],
  cmd: ['run', 'command'],
  command: ['run'],
  comment: ['note', 'about'],
  count: ['times'],
  'count-of': ['count'],
  create: ['write'],
  data: ['text'],
  deadline: ['within', 'limits'],
  delay: ['wait'],
  delete: ['remove'],
  desc: ['about'],
  description: ['about'],
  dial: ['connect'],
  disconnect: [['exit', 'close']],
  echo: ['note'],
  environment: ['env'],
  eof: ['end'],
  exec: ['run'],
  expected: ['fails'],
  'expected-failure': ['fails'],
  fails: ['known-bug'],
  fin: ['end'],
  for: ['repeat'],
  foreach: ['repeat'],
  hangup: [['exit', 'close']],
  hex: ['bytes'],
  import: ['include'],
  issue: ['known-bug', 'fails'],
  kill: ['signal'],
  index: ['nth'],
  'known-bug': ['fails'],
  lane: ['on'],
  launch: ['start'],
  listen: ['start'],
  log: ['note'],
  loop: ['repeat'],
  maybe: ['optional'],
  min: ['at-least'],
  minimum: ['at-least'],
  mkdir: ['write'],
  name: ['scenario'],
  on: ['lane'],
  open: ['connect', 'start'],
  pattern: ['match'],
  press: ['send'],
  print: ['note'],
  quit: ['exit'],
  read: ['expect'],
  receive: ['expect'],
  regex: ['match'],
  replace: ['as'],
  rm: ['remove'],
  rst: ['reset'],
  say: ['send'],
  'send-line': ['send'],
  sendline: ['send'],
  shutdown: [['end', 'close']],
  sleep: ['wait'],
  spawn: ['start'],
  stop: ['close', 'exit'],
  terminate: ['signal'],
  timeout: ['within', 'limits', 'step'],
  timeouts: ['limits'],
  title: ['scenario'],
  todo: ['known-bug', 'fails'],
  touch: ['write'],
  type: ['send'],
  unlink: ['remove'],
  variables: ['vars'],
  verify: ['check'],
  'wait-for': ['expect'],
  waitfor: ['expect'],
  with: ['vars', 'as'],
  xfail: ['known-bug', 'fails'],
}

/** Words that this language itself had before. */
const renamed: OtherWords = {
  between: ['proxy'],
  either: ['peer'],
  'left-unread': ['unmatched-output'],
  'plugin-misbehaved': ['plugin-error'],
  settle: ['teardown'],
  voice: ['ownOutput'],
}

const none: OtherWords = {}

/** Which of the candidates a word from elsewhere stands for: none, or the likeliest; several where each is as likely. */
export function otherWords(name: string, candidates: readonly string[], more = none): readonly string[] {
  const word = name.toLowerCase()
  for (const meant of [ofLanguage, renamed, more].flatMap((table) => own(table, word) ?? [])) {
    const known = [meant].flat().filter((each) => candidates.includes(each))
    if (known.length > 0) return known
  }
  return []
}
