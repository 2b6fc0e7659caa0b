import * as options from '../options.ts'
import { recordFlags } from '../record-flags.ts'
import type { Command } from './command.ts'

/** Those that write scenarios, and what is around them, and those that tell. */
export const setupCommands: Readonly<Record<string, Command>> = {
  schema: {
    positionals: '',
    describe: 'Print the JSON Schema of the language, for editors',
    about: {},
    flags: options.schemaFlags,
    examples: [
      ['$0 schema --config --out scenario.config.schema.json', 'writes the schema of a configuration'],
      ['$0 schema --out scenarios/schema.json', 'writes it where editors look for it'],
      ['$0 schema --plugin ./memcached.ts', 'with the kinds, verbs and matchers of a plugin'],
    ],
    configured: true,
    load: () => import('../commands/schema.ts'),
  },
  init: {
    positionals: '',
    describe: 'Set up this folder: a first scenario, the schema for editors, a CI job',
    about: {},
    flags: options.initFlags,
    examples: [
      ['$0 init', 'writes what is missing, and leaves alone what is there'],
      ['$0 init --ci github', 'the same, with a workflow of shards, one report of all, and their timings'],
      ['$0 init --dry-run', 'print what it would do'],
    ],
    configured: true,
    load: () => import('../commands/init.ts'),
  },
  new: {
    positionals: '<name>',
    describe: 'Write a scenario that runs, from a template',
    about: { name: 'Its name under scenarios/, such as login or mail/wrong-password' },
    flags: options.newFlags,
    examples: [
      ['$0 new login --from tcp', 'writes scenarios/login.yaml, a server and a client'],
      ['$0 new mail/greeting --from program', 'writes scenarios/mail/greeting.yaml'],
    ],
    configured: true,
    load: () => import('../commands/new.ts'),
  },
  lsp: {
    positionals: '',
    describe: 'Answer an editor: names completed, mistakes shown, the last run of each step shown',
    about: {},
    flags: options.lspFlags,
    examples: [['$0 lsp --stdio', 'what an editor starts, as docs/editor.md shows']],
    load: () => import('../commands/lsp.ts'),
  },
  record: {
    positionals: '<name>',
    describe: 'Write a scenario of what happens now, or of what was recorded before, and prove it by running it',
    about: { name: 'Its name under scenarios/, such as login or mail/wrong-password' },
    flags: recordFlags,
    examples: [
      ['$0 record chat -- node server.js :: telnet localhost 9000', 'two programs on terminals; you type into them'],
      ['$0 record chat --listen 9001 --to localhost:9000', 'what goes through port 9001, until Ctrl-C'],
      ['$0 record chat --from session.cast', 'what an asciicast, a script log, a pcap or an expect script has'],
    ],
    behindDashes: 'command',
    configured: true,
    load: () => import('../commands/record.ts'),
  },
  config: {
    positionals: '',
    describe: 'Show what is in force, and where each value comes from',
    about: {},
    flags: options.configFlags,
    examples: [
      ['$0 config', 'shows defaults and what scenario.config.yaml sets'],
      ['$0 config --ci --json', 'as it would be in CI, as data'],
    ],
    configured: true,
    load: () => import('../commands/config.ts'),
  },
  explain: {
    positionals: '[code]',
    describe: 'Explain a problem by its code',
    about: { code: 'Such as unknown-actor; without it, all codes are listed' },
    flags: options.explainFlags,
    examples: [['$0 explain port-in-use', 'explain what it means and what to do']],
    load: () => import('../commands/explain.ts'),
  },
}
