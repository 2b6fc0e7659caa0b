import { defineKind, definePlugin, type ActorTraits } from '../../src/plugin.ts'
import { key, paste } from './messages.ts'
import { onTerminal } from './on-terminal.ts'
import { problems } from './problems.ts'
import { placesIn } from './ready/conditions.ts'
import { readyTraits } from './ready/traits.ts'
import { screen } from './screen/matcher.ts'
import { screenVerb } from './screen/verb.ts'
import { options, sizeOption, type Options } from './options.ts'

const claims = ({ ready }: Options): readonly string[] =>
  placesIn(ready).map((place) => {
    if ('port' in place) return `tcp:${place.port}`
    return 'udp' in place ? `udp:${place.udp}` : `path:${place.path}`
  })

/** Its whole input is in its options. */
const inputGiven = {
  why: 'its input is given by “stdin”, and has ended',
  hint: 'write all of its input in “stdin”, or leave “stdin” out and send it',
}

function traits(written: unknown): ActorTraits {
  const { ready, pty, stdin } = (written ?? {}) as Readonly<Partial<Record<'ready' | 'pty' | 'stdin', unknown>>>
  return {
    ...readyTraits(ready),
    ...(onTerminal(pty)
      ? { terminal: true }
      : { noScreen: 'a program has a screen on a terminal: put “pty: true” beside its “run”' }),
    ...(typeof stdin === 'object' && stdin !== null ? { cannot: { send: inputGiven, end: inputGiven } } : {}),
  }
}

export default definePlugin({
  api: 1,
  name: 'program',
  about: 'real programs as child processes, on pipes or on a terminal',
  problems,
  breaking: ['command-not-found', 'not-executable', 'pty-missing'],
  words: {
    arguments: ['run'],
    child: ['program'],
    directory: ['cwd'],
    process: ['program'],
    pty: ['program'],
    from: ['file'],
    input: ['stdin'],
    regex: ['text'],
    'ready-when': ['ready'],
    terminal: ['pty'],
    tty: ['pty'],
    listening: ['port'],
    listens: ['port'],
    nth: ['times'],
    'at-least': ['times'],
    keys: ['key'],
    press: ['key'],
    pressed: ['key'],
    keypress: ['key'],
    wait: ['ready'],
    'working-directory': ['cwd'],
    command: ['program'],
    exec: ['program'],
    exitcode: ['exitCode'],
    spawn: ['program'],
  },
  matchers: { screen },
  actors: {
    program: defineKind({
      about: 'a real program as a child process',
      role: 'program',
      options,
      shorthand: 'run',
      ownOutput: true,
      streams: ['stderr'],
      facts: ['pid', 'port', 'host', 'path', 'exitCode', 'signal', '*'],
      can: ['send', 'end', 'exit', 'close', 'signal', 'set'],
      events: [
        'exit',
        { name: 'waiting', outOfBand: true },
        { name: 'still', outOfBand: true, ofScreen: true },
        'input-ended',
      ],
      verbs: { screen: screenVerb },
      settings: { size: sizeOption },
      hints: {
        args: 'put them into “run”: run: [node, server.js, first, second]',
        port: 'write “ready: { port: … }” to wait until it listens there',
        host: 'write “ready: { port: … }” to wait until it listens there',
        timeout: 'write “within” beside “start”, or “limits: { step: … }” at the top',
        user: 'programs run as you; start it with the command that changes the user',
      },
      claims,
      command: ({ run }) => ('text' in run ? run.text : run.map((word) => (word === '' ? "''" : word)).join(' ')),
      traits,
      commands: true,
      messages: { key, paste },
      start: async (given, lane) => (await import('./start.ts')).start(given, lane),
    }),
  },
})
