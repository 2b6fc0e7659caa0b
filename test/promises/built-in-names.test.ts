import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { globSync } from 'tinyglobby'
import { expect, test } from 'vitest'
import { plugins } from '../../plugins/index.ts'
import type { Plugin } from '../../src/model/plugin.ts'
import { eventNames } from '../../src/registry/events.ts'
import { keysOf } from '../../src/coercion/argument.ts'

const root = resolve(import.meta.dirname, '../..')

/** Everything that a plugin contributes by a name, and the names inside of it. */
function namesOf(plugin: Plugin): string[] {
  const kinds = Object.entries(plugin.actors ?? {}).flatMap(([name, kind]) => [
    name,
    ...(keysOf(kind.options) ?? []),
    ...(eventNames(kind) ?? []),
    ...kind.facts.map((fact) => fact.replace(/\.$/, '')),
    ...(kind.streams ?? []),
    ...Object.keys(kind.verbs ?? {}),
    ...Object.keys(kind.messages ?? {}),
    ...Object.keys(kind.settings ?? {}),
    ...Object.keys(kind.hints ?? {}),
  ])
  const tables = [plugin.matchers, plugin.framings, plugin.formats, plugin.reporters]
  return [...kinds, ...Object.keys(plugin.problems ?? {}), ...tables.flatMap((table) => Object.keys(table ?? {}))]
}

/** Names that the language or the contract has itself, each with what it is there. */
const homonyms: Readonly<Record<string, string>> = {
  // Verbs and keys of the language, events that every kind may have, and what an event `did`.
  close: 'a verb; an event of the contract',
  end: 'a verb; an event of the contract',
  exit: 'a verb; an event of the contract, and of Node’s processes',
  reset: 'a verb; an event of the contract',
  run: 'a verb, and a command',
  signal: 'a verb, and a part of an event',
  error: 'an event of the contract, and of Node’s sockets; a severity',
  connected: 'an event of the contract',
  connection: 'an event of the contract',
  listening: 'an event of the contract, and of Node’s sockets',
  ready: 'an event of the contract',
  // What a matcher answers to (`on`), and forms of messages.
  line: 'met by a line; a message',
  lines: 'what a matcher nests',
  sequence: 'what a matcher nests: one part after another',
  bytes: 'met by bytes; a message',
  event: 'met by an event; a row’s kind',
  silence: 'met by silence',
  terminal: 'an event of a recording, and the lane’s function for it',
  screen: 'met by a screen; a part of a failure, of an actor and of a verb’s context',
  take: 'a function of what is met by bytes',
  text: 'a message; what a pattern is, and how a lane is shown',
  panes: 'how a difference is shown in a review',
  regex: 'what a pattern is',
  json: 'a message',
  file: 'a message; a key of include',
  paste: 'what a terminal’s key is called that is pasted text; a message',
  // What shaking does to streams.
  down: 'a direction of a stream',
  delay: 'what a plan does to a stream',
  // Facts and options by which actors find each other (docs/plugins.md), and the second stream.
  port: 'the fact of where an actor listens',
  path: 'the same, for a claim; a mask',
  to: 'an option of examples that stands for a server',
  stderr: 'the stream of errors, whose rows have a mark of their own',
  '*': 'any fact; the mark of an event',
  // Words of the tool that are no names in scenarios.
  mermaid: 'the language of a block of code in Markdown',
  github: 'a CI that init writes jobs for',
  exists: 'a function of the files of a machine',
  program: 'a role',
  proxy: 'a role',
  peer: 'a role',
  udp: 'a place that is listened on, for holders()',
  size: 'a role of schemas',
  rules: 'the option that is made in src/rules',
  gone: 'a function of a behaviour',
  env: 'the environment, for a condition and in ${env.NAME}',
  timeout: 'a word that other tools use for within',
  not: 'a keyword of JSON Schema; an operator of expressions',
  default: 'a keyword of JSON Schema, and a condition of package.json',
  type: 'a keyword of JSON Schema; a key that authors try for a kind',
  length: 'an operator of expressions',
  from: 'what a function of expressions takes',
  seed: 'what a function of expressions takes',
  message: 'a line of a stack; a part of a verdict',
  key: 'a value that hmac takes',
  messages: 'a table of a kind: forms of a message',
  missing: 'what became of a transcript',
  removed: 'what became of a file',
  closed: 'a value of tail',
  waiting: 'a stage of the progress',
  stop: 'a function of an actor; another tool’s word for close',
  cwd: 'a function of Node’s process',
  host: 'a part of the context of a run, in a type',
  is: 'a word of a sentence',
  mode: 'what is done with transcripts; the key of a file’s permissions',
  address: 'a mask',
}

/** What network plugins share, and the commands, to which the built-in plugins are handed. */
const notTheCore = /^src\/(?:net|kernel|record|authoring|cli\/templates)\b/

/** String literals of one line, without comments and imports. */
function* literalsIn(file: string): Generator<{ readonly line: number; readonly text: string }> {
  const code = readFileSync(join(root, file), 'utf8').replaceAll(/\/\*[\s\S]*?\*\//g, (comment) =>
    comment.replaceAll(/[^\n]/g, ' '),
  )
  for (const [index, line] of code.split('\n').entries()) {
    if (/^\s*\/\/|^\s*(?:import|export)\b.*\bfrom '/.test(line)) continue
    for (const [, single, double] of line.matchAll(/'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"/g))
      yield { line: index + 1, text: (single ?? double ?? '').replace(/:$/, '') }
  }
}

test('the core knows no contribution of a built-in plugin by its name', () => {
  const names = new Set(plugins.flatMap(namesOf))
  expect(names.size).toBeGreaterThan(120)
  const found: string[] = []
  for (const file of globSync(['src/**/*.ts'], { cwd: root }).sort()) {
    if (notTheCore.test(file)) continue
    for (const { line, text } of literalsIn(file))
      if (names.has(text) && !Object.hasOwn(homonyms, text)) found.push(`${file}:${line}: ${text}`)
  }
  expect(found).toEqual([])
})

test('no homonym stands on the list that has become needless', () => {
  const names = new Set(plugins.flatMap(namesOf))
  const written = new Set(
    globSync(['src/**/*.ts'], { cwd: root }).flatMap((file) => [...literalsIn(file)].map(({ text }) => text)),
  )
  expect(Object.keys(homonyms).filter((name) => !names.has(name) || !written.has(name))).toEqual([])
})
