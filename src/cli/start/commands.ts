import * as options from '../options.ts'
import { reportFlags } from '../report-flags.ts'
import { renderFlags } from '../render-flags.ts'
import { shakeFlags } from '../shake-flags.ts'
import type { Command } from './command.ts'
import { setupCommands } from './setup-commands.ts'

const files =
  'Files as given or under scenarios/, with or without .yaml; folders; globs. All under scenarios/ by default'

export const commands: Readonly<Record<string, Command>> = {
  run: {
    positionals: '[files..]',
    describe: 'Run scenarios and compare them with their transcripts (the default)',
    about: { files },
    flags: options.runFlags,
    examples: [
      ['$0 run echo.yaml', 'runs scenarios/echo.yaml and shows the conversation'],
      ['$0', 'runs everything under scenarios/'],
      ['$0 run tcp "unix/*.yaml" -j 4', 'a folder and a glob, four at once'],
      ['$0 run -u --tag echo', 'updates the transcripts of tagged scenarios'],
      ['$0 run --changed main', 'runs what has changed since this branch left main'],
      ['$0 run --shard 2/3', 'runs the second of three parts, as one of three CI jobs'],
      ['$0 run --reporter default --reporter json=results.json', 'two reports'],
    ],
    configured: true,
    load: () => import('../commands/run.ts'),
  },
  shake: {
    positionals: '[files..]',
    describe: 'Run scenarios again and again with their streams cut elsewhere, and find what depends on it',
    about: { files },
    flags: shakeFlags,
    examples: [
      ['$0 shake echo', 'runs scenarios/echo.yaml 100 times, each time with other cuts'],
      ['$0 shake echo --split-every-byte', 'cuts at each position of each stream, one in each run'],
      ['$0 shake --for 30s --reporter junit=shake.xml', 'shakes all scenarios, each for 30 seconds'],
      ['$0 shake echo --seed 42 --run 17', 'does again what a report has named'],
      ['$0 shake echo --faults reset', 'resets its connections at each place that matters, one in each run'],
      ['$0 shake echo --cut "server#1 up 7"', 'cuts what the server receives after its seventh byte'],
    ],
    configured: true,
    load: () => import('../commands/shake.ts'),
  },
  check: {
    positionals: '[files..]',
    describe: 'Find every mistake in scenarios without running them',
    about: { files },
    flags: options.checkFlags,
    examples: [
      ['$0 check', 'checks everything under scenarios/'],
      ['$0 check echo.yaml --var port=9000', 'checks one file with a variable'],
    ],
    configured: true,
    load: () => import('../commands/check.ts'),
  },
  show: {
    positionals: '<file>',
    describe: 'Draw a conversation in the terminal, a pane for each actor',
    about: { file: 'A scenario (its transcript is drawn), a transcript (.txt) or a recording (.jsonl)' },
    flags: options.showFlags,
    examples: [
      ['$0 show echo', 'draws transcripts/echo.txt'],
      ['$0 show .scenario/scenarios/echo.jsonl --layout rows', 'draw the last run, aligned by time'],
      ['$0 show echo --lanes client,server', 'draw these panes, in this order'],
    ],
    configured: true,
    load: () => import('../commands/show.ts'),
  },
  play: {
    positionals: '<file>',
    describe: 'Play a conversation on the terminal, in its time',
    about: { file: 'A scenario (its last recording is played), a recording (.jsonl) or a transcript (.txt)' },
    flags: options.playFlags,
    examples: [
      ['$0 play echo', 'plays the last run of scenarios/echo.yaml'],
      ['$0 play .scenario/scenarios/echo.jsonl --speed 4 --idle 200ms', 'plays it faster, without long pauses'],
      ['$0 play echo --live', 'runs it, a key for each step'],
    ],
    configured: true,
    load: () => import('../commands/play.ts'),
  },
  render: {
    positionals: '[files..]',
    describe: 'Draw conversations into files: pictures, Markdown, text',
    about: {
      files:
        'Scenarios (their transcripts are drawn, or a run where there is none), transcripts (.txt), recordings (.jsonl); folders; globs',
    },
    flags: renderFlags,
    examples: [
      ['$0 render echo', 'draws transcripts/echo.txt as echo.svg'],
      ['$0 render echo --to md --out docs/echo.md', 'writes the panes and the conversation into a document'],
      ['$0 render scenarios/ --theme auto --out pictures/', 'draws all scenarios, for light and dark pages'],
      ['$0 render echo --run --lines 20..24 --lanes client,server', 'draws a part of a run that is made for it'],
      ['$0 render --embed README.md', 'draws what a document shows of conversations'],
    ],
    configured: true,
    load: () => import('../commands/render.ts'),
  },
  diff: {
    positionals: '<expected> <received>',
    describe: 'Compare two conversations lane by lane; exit code 1 when they differ',
    about: { expected: 'A transcript, a recording or a scenario', received: 'Another one' },
    flags: options.diffFlags,
    examples: [['$0 diff transcripts/echo.txt transcripts/echo.new.txt', 'shows what has changed']],
    configured: true,
    load: () => import('../commands/diff.ts'),
  },
  review: {
    positionals: '[files..]',
    describe: 'Decide on each conversation that differs from its transcript',
    about: { files: 'Scenarios, transcripts or folders; everything under transcripts/ by default' },
    flags: options.reviewFlags,
    examples: [
      ['$0 review', 'shows all that differ, one at a time'],
      ['$0 review echo.yaml', 'shows what differs in one scenario'],
    ],
    configured: true,
    load: () => import('../commands/review.ts'),
  },
  accept: {
    positionals: '[files..]',
    describe: 'Replace transcripts that differed by the new ones (.new.txt)',
    about: { files: 'Scenarios, transcripts or folders; everything under transcripts/ by default' },
    flags: options.acceptFlags,
    examples: [
      ['$0 accept echo.yaml', 'renames transcripts/echo.new.txt to transcripts/echo.txt'],
      ['$0 accept', 'takes all that are new'],
      [
        '$0 accept echo.yaml --mask',
        'masks what differs in scenarios/echo.yaml, and takes the transcript of another run',
      ],
      ['$0 accept echo.yaml --reject', 'removes transcripts/echo.new.txt'],
      ['$0 accept --conflicts', 'resolves merge conflicts in transcripts'],
      ['$0 accept --from ci-output', 'takes those that a run in CI has uploaded'],
    ],
    configured: true,
    load: () => import('../commands/accept.ts'),
  },
  list: {
    positionals: '[files..]',
    describe: 'List scenarios with their titles and tags',
    about: { files },
    flags: options.listFlags,
    examples: [
      ['$0 list', 'lists everything under scenarios/'],
      ['$0 list --tag tcp', 'lists what has this tag'],
    ],
    configured: true,
    load: () => import('../commands/list.ts'),
  },
  report: {
    positionals: '[runs..]',
    describe: 'Write one HTML page that replays each conversation of the last run',
    about: { runs: 'Output folders, or blobs and folders with them; the last run in the output folder by default' },
    flags: reportFlags,
    examples: [
      ['$0 report --open', 'shows the last run in the browser'],
      ['$0 report ci-output --out report.html', 'of an output folder that a CI job has uploaded'],
    ],
    configured: true,
    load: () => import('../commands/report.ts'),
  },
  merge: {
    positionals: '[blobs..]',
    describe: 'Report several runs as one, from their blobs',
    about: { blobs: 'Files that --reporter blob has written, or folders with them; the output folder by default' },
    flags: options.mergeFlags,
    examples: [
      ['$0 run --shard 1/3 --reporter blob=blobs/1.jsonl', 'writes the blob of one part'],
      ['$0 merge blobs --reporter default --reporter junit=junit.xml', 'reports all parts together'],
    ],
    configured: true,
    load: () => import('../commands/merge.ts'),
  },
  work: {
    positionals: '[address]',
    describe: 'Run the scenarios that scenario run --queue puts on a queue',
    about: { address: 'Of a Redis: redis://HOST:PORT; by default the variable SCENARIO_QUEUE' },
    flags: options.workFlags,
    examples: [
      ['$0 work redis://build-1:6379', 'runs what comes, eight scenarios at once, until Ctrl-C'],
      ['$0 work -j 2 --once', 'works for one run at the address in SCENARIO_QUEUE, as one of several CI jobs'],
    ],
    configured: true,
    load: () => import('../commands/work.ts'),
  },
  plugins: {
    positionals: '[name]',
    describe: 'Show kinds, verbs, matchers, framings, formats and reporters',
    about: { name: 'A plugin (a name, a file or a package), or something that a plugin contributes, or a verb' },
    flags: options.pluginsFlags,
    examples: [
      ['$0 plugins', 'shows all'],
      ['$0 plugins telnet', 'shows one of them at length'],
      ['$0 plugins send', 'shows a verb'],
      ['$0 plugins ./mine.ts', 'shows what a plugin of your own contributes'],
      ['$0 plugins --test ./mine.ts', 'holds it to its contract'],
    ],
    configured: true,
    load: () => import('../commands/plugins.ts'),
  },
  ...setupCommands,
}

/** True for a word that is a command where a call names it first. */
export const isCommand = (word: string): boolean => word === 'completion' || Object.hasOwn(commands, word)
