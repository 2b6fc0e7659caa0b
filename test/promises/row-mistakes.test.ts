import path from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkPrinted } from '../scenarios/house.ts'
import { folderWith } from '../suite/temporary.ts'

/**
 * The mistakes that people make who use a part of the language for the first time: a word of another tool, a modifier one brace too
 * deep, one where several are meant, a text for a number. Each is one problem, at «this place» of what was written, whose message or
 * hint says what to write instead.
 */
interface Mistake {
  readonly scenario: string
  readonly code: string
  readonly says: RegExp
}

interface Setting {
  readonly actors: string
  readonly begin: string
}

const settings = {
  tcp: {
    actors: '  server: tcp-server\n  client: { tcp-client: server }',
    begin: '  - start: server\n  - connect: client',
  },
  raw: {
    actors: '  server: { tcp-server: { framing: raw } }\n  client: { tcp-client: { to: server, framing: raw } }',
    begin: '  - start: server\n  - connect: client',
  },
  pty: { actors: '  p: { program: { run: cat, pty: true } }', begin: '  - start: p' },
  program: { actors: '  p: { program: cat }', begin: '  - start: p' },
  proxy: {
    actors: '  server: tcp-server\n  wire: { proxy: server }\n  client: { tcp-client: wire }',
    begin: '  - start: [server, wire]\n  - connect: client',
  },
  file: { actors: '  log: { file: "${tmp}/app.log" }', begin: '  - write: { app.log: "one\\n" }\n  - start: log' },
} satisfies Readonly<Record<string, Setting>>

const whole = (top: string, actors: string, steps: string): string =>
  `scenario: a mistake\n${top}actors:\n${actors}\nsteps:\n${steps}\n`

/** A mistake in a step, in the last lines of a scenario. */
const step =
  (setting: keyof typeof settings) =>
  (written: string, code: string, says: RegExp): Mistake => {
    const { actors, begin } = settings[setting]
    return { scenario: whole('', actors, `${begin}\n  - ${written.replaceAll('\n', '\n    ')}`), code, says }
  }
const tcp = step('tcp')
const raw = step('raw')
const pty = step('pty')
const program = step('program')
const proxy = step('proxy')
const file = step('file')

/** A mistake at the top of a scenario. */
const top = (written: string, code: string, says: RegExp): Mistake => {
  const { actors, begin } = settings.tcp
  return { scenario: whole(`${written}\n`, actors, begin), code, says }
}

/** A mistake in the declaration of an actor `it`. */
const actor = (written: string, code: string, says: RegExp): Mistake => ({
  scenario: whole('', `  it: ${written}`, '  - start: it'),
  code,
  says,
})

const rows: Readonly<Record<string, readonly Mistake[]>> = {
  'ends of lines': [
    actor('{ tcp-server: { eol: «crlf» } }', 'invalid-value', /“eol” is “crlf”.*"\\r\\n", in double quotes/s),
    actor("{ tcp-server: { eol: «'\\r\\n'» } }", 'invalid-value', /between double quotes/),
    actor('{ tcp-server: { framing: { delimiter: «lf» } } }', 'invalid-value', /"\\n", in double quotes/),
    actor('{ tcp-server: { framing: { delimiter: «\\0» } } }', 'invalid-value', /"\\0", in double quotes/),
  ],
  keys: [
    pty('send: { p: { key: «ctrl-C» } }', 'invalid-value', /did you mean “ctrl-c”/),
    pty('send: { p: { key: [up, «return»] } }', 'invalid-value', /did you mean “enter”/),
    pty('send: { p: { «keys»: up } }', 'unknown-key', /did you mean “key”/),
    pty('send: { p: { key: «hello» } }', 'invalid-value', /what is typed is \{ text: … \}/),
    pty('send: { «key»: up }', 'unknown-actor', /“send: \{ p: \{ key: … \} \}”/),
    pty('«key»: { p: up }', 'unknown-verb', /“send: \{ p: \{ key: … \} \}”/),
    program('send: { p: { «key»: up } }', 'wrong-verb', /needs a terminal.*add pty: true/s),
    tcp('send: { client: { «key»: up } }', 'wrong-verb', /message to program/),
  ],
  paste: [
    pty('send: { p: { paste: «[a, b]» } }', 'wrong-type', /one text, such as "first\\nsecond"/),
    pty('send: { p: { paste: «{ text: a }» } }', 'wrong-type', /one text/),
    pty('«paste»: { p: a }', 'unknown-verb', /“send: \{ p: \{ paste: … \} \}”/),
    program('send: { p: { «paste»: a } }', 'wrong-verb', /add pty: true/),
  ],
  'the verb screen': [
    pty('screen: { p: «1..3» }', 'wrong-type', /\{ rows: 1\.\.3 \}/),
    pty('screen: { p: { rows: «[1, 3]» } }', 'wrong-type', /3 or 1\.\.3/),
    pty('screen: { p: { «row»: 1 } }', 'unknown-key', /did you mean “rows”/),
  ],
  'what the screen shows': [
    pty(
      'expect: { p: { screen: { text: a, «as»: x } } }',
      'unknown-key',
      /put it beside “screen”: \{ screen: …, as: … \}/,
    ),
    pty('expect: { p: { screen: { text: a, «within»: 2s } } }', 'unknown-key', /“within: 2s” beside “expect”/),
    pty('expect: { p: { screen: { text: a, «next»: true } } }', 'unknown-key', /changes nothing/),
    pty('expect: { p: { screen: a, «rows»: 1 } }', 'unknown-key', /\{ screen: \{ …, rows: … \} \}/),
    pty('expect: { p: { screen: { rows: «1-3», text: a } } }', 'invalid-value', /such as 3 or 1\.\.3/),
    pty('expect: { p: { screen: { cursor: «4» } } }', 'wrong-type', /such as \[2, 5\]/),
    pty('expect: { p: { screen: { «colour»: red, text: a } } }', 'unknown-key', /did you mean “color”/),
    pty('expect: { p: { screen: { «regex»: /a/ } } }', 'unknown-key', /did you mean “text”/),
    pty('expect: { p: { screen: «[a, b]» } }', 'wrong-type', /such as \{ text: Open, rows: 1\.\.3 \}/),
    pty('expect: { p: { screen: { bold: «yes» } } }', 'wrong-type', /write true/),
    pty('expect: { p: { lines: [«{ screen: a }»] } }', 'invalid-value', /not one line/),
    program('expect: { p: «{ screen: a }» }', 'invalid-value', /“pty: true”/),
  ],
  still: [
    pty('expect: { p: { «still»: true } }', 'unknown-matcher', /\{ event: still \}/),
    pty('wait: «{ p: still }»', 'wrong-type', /by “expect”/),
    program('expect: { p: «{ event: still }» }', 'invalid-value', /“pty: true”/),
    tcp('expect: { client: { event: «still» } }', 'unknown-event', /has no event “still”/),
  ],
  'env and HOME': [
    top('env: «[A=1]»', 'wrong-type', /“env: \{ NAME: value \}”/),
    top('«environment»: { A: 1 }', 'unknown-key', /did you mean “env”/),
    top('env: { «"A=1"»: b }', 'invalid-value', /“NAME: value”/),
    actor('{ program: { run: cat, env: «[A=1]» } }', 'wrong-type', /such as \{ PORT: 9000 \}/),
    actor('{ program: cat, «env»: { A: 1 } }', 'one-key-map', /“program: \{ env: … \}”/),
  ],
  stdin: [
    actor(
      '{ program: { run: cat, stdin: «hello» } }',
      'wrong-type',
      /\{ text: "one line\\n" \} or \{ file: input.txt \}/,
    ),
    actor('{ program: { run: cat, stdin: { «from»: input.txt } } }', 'unknown-key', /did you mean “file”/),
    actor('{ program: { run: cat, «input»: a } }', 'unknown-key', /did you mean “stdin”/),
    actor('{ program: cat, «stdin»: { text: a } }', 'one-key-map', /“program: \{ stdin: … \}”/),
    actor('{ program: «"cat < input.txt"» }', 'invalid-value', /no shell reads it/),
  ],
  rules: [
    actor(
      '{ tcp-server: { rules: «{ when: a, reply: b }» } }',
      'wrong-type',
      /such as \[\{ when: PING, reply: PONG \}\]/,
    ),
    actor('{ tcp-server: { rules: [{ when: a, «answer»: b }] } }', 'unknown-key', /did you mean “reply”/),
    actor('{ tcp-server: { rules: [{ when: a, «send»: b }] } }', 'unknown-key', /did you mean “reply”/),
    actor('{ tcp-server: { rules: [{ «match»: a, reply: b }] } }', 'unknown-key', /did you mean “when”/),
    actor('{ tcp-server: { rules: [{ on: «connection», reply: b }] } }', 'invalid-value', /did you mean “connect”/),
    actor('{ tcp-server: { rules: [{ when: { «regex»: /a/ } }] } }', 'unknown-key', /“when: \/re\/”/),
    actor('{ tcp-server: { rules: [{ when: a, reply: b, in: «DATA» }] } }', 'invalid-value', /add “go: DATA”/),
    actor('{ tcp-server: { rules: [{ when: a, reply: b, after: «50» }] } }', 'invalid-value', /250ms/),
    actor('{ tcp-server: {}, «rules»: [{ when: a, reply: b }] }', 'one-key-map', /“tcp-server: \{ rules: … \}”/),
    actor('{ tcp-server: { rules: [{ when: a }], strict: «rule» } }', 'invalid-value', /did you mean “rules”/),
  ],
  starttls: [
    tcp('starttls: { client: «true» }', 'wrong-type', /or none: the actor alone/),
    tcp('«tls»: client', 'unknown-verb', /did you mean “starttls”/),
    tcp('send: { client: STARTTLS, «starttls»: true }', 'unknown-actor', /is a verb: make a step of it/),
    tcp(
      'starttls: { client: { «certificate»: expired } }',
      'unknown-key',
      /cert, key, ca, alpn, servername, minVersion, maxVersion, rej/,
    ),
    program('starttls: «p»', 'wrong-verb', /verb of tcp-server/),
  ],
  apart: [
    tcp('send: { client: [a, b], «apart»: true }', 'unknown-actor', /beside the verb/),
    tcp('send: { client: [a, b] }\napart: «yes»', 'wrong-type', /“apart: true”/),
    tcp('expect: { client: [a, b] }\n«apart»: true', 'unknown-key', /beside “send”/),
    tcp('send: { client: [{ text: a, «apart»: true }, b] }', 'unknown-key', /beside “send”/),
  ],
  'pause by bytes': [
    tcp('pause: { client: { «bytes»: 10 } }', 'unknown-key', /write it inside of “after”: \{ after: \{ bytes: … \} \}/),
    tcp('pause: { client: { after: «10» } }', 'wrong-type', /“after: \{ bytes: 10 \}”/),
    tcp(
      'pause: client\n«after»: { bytes: 10 }',
      'unknown-key',
      /“pause: \{ server#1: \{ after: \{ bytes: 10 \} \} \}”/,
    ),
  ],
  'fault by bytes': [
    proxy('fault: { wire: { reset: true, after: «10» } }', 'wrong-type', /\{ bytes: 10 \}/),
    proxy('fault: { wire: { reset: true, after: { «byte»: 10 } } }', 'unknown-key', /did you mean “bytes”/),
    proxy('fault: { wire: { reset: «down» } }', 'invalid-value', /“reset: true, direction: down”/),
    proxy('fault: { wire: { half-close: «up» } }', 'invalid-value', /“half-close: true, direction: up”/),
    proxy('fault: { wire: { «cut»: true } }', 'unknown-key', /did you mean “reset”/),
    proxy('fault: { «client»: { reset: true } }', 'wrong-verb', /verb of proxy/),
  ],
  'in-order': [
    tcp('in-order: «{ server: x, client: y }»', 'wrong-type', /takes a list/),
    tcp('in-order: «[{ server: x, client: y }]»', 'nothing-to-do', /two items or more/),
    tcp('expect: { «in-order»: [{ server: x }, { client: y }] }', 'unknown-actor', /“in-order” is a verb/),
    tcp('in-order: [{ client: «{ silence: 20ms }» }, { server: y }]', 'invalid-value', /no place in an order/),
  ],
  times: [
    tcp('expect: { client: { text: a, times: «three» } }', 'wrong-type', /“times: 3”/),
    tcp('expect: { client: { text: a, times: «"3"» } }', 'wrong-type', /without quotes: “times: 3”/),
    tcp('expect: { client: a }\n«times»: 3', 'unknown-key', /\{ text: …, times: … \}/),
    tcp('expect: { client: a, «times»: 3 }', 'unknown-actor', /\{ text: …, times: … \}/),
    tcp('expect: { client: { text: { a, «times»: 3 } } }', 'unknown-key', /\{ text: …, times: … \}/),
    tcp('expect: { client: { text: a, «count»: 3 } }', 'unknown-key', /did you mean “times”/),
    tcp('expect: { client: { lines: [{ text: a, «times»: 2 }] } }', 'unknown-key', /beside “lines”/),
    tcp(
      'repeat: { times: 2, steps: [{ expect: { client: { text: a, times: «"${n}"» } } }] }',
      'wrong-type',
      /number itself/,
    ),
  ],
  'at-least': [
    tcp('expect: { client: { text: a, «atLeast»: 3 } }', 'unknown-key', /did you mean “at-least”/),
    tcp('expect: { client: { text: a, «min»: 3 } }', 'unknown-key', /did you mean “at-least”/),
    tcp('expect: { client: { text: a, at-least: «"3"» } }', 'wrong-type', /without quotes/),
    tcp('expect: { client: a }\n«at-least»: 3', 'unknown-key', /\{ text: …, at-least: … \}/),
  ],
  nth: [
    tcp('expect: { client: { text: a, nth: «last» } }', 'wrong-type', /“nth: 3”/),
    tcp('expect: { client: { text: a, nth: «0» } }', 'invalid-value', /the first is “nth: 1”/),
    tcp('expect: { client: «{ nth: 3 }» }', 'one-key-map', /\{ text: Hello, nth: … \}/),
  ],
  not: [
    tcp('expect: { client: { text: error, «not»: true } }', 'one-key-map', /\{ not: \{ text: … \} \}/),
    tcp('expect: { client: «{ not: error }» }', 'invalid-value', /“until: idle” beside “expect”/),
    tcp('expect: { client: { not: «[a, b]» } }', 'wrong-type', /\{ one-of: \[panic, \/error\/\] \}/),
    tcp('expect: { client: { not: error, for: «200» } }', 'invalid-value', /such as 250ms/),
    tcp('expect: { client: { not: error, «during»: 200ms } }', 'unknown-key', /did you mean “for”/),
    tcp('expect: { client: { not: error, «until»: idle } }', 'unknown-key', /beside “expect”/),
    tcp('expect: { «not»: { client: error } }', 'unknown-actor', /\{ client: \{ not: … \} \}/),
    tcp('«not»: { client: error }', 'unknown-verb', /\{ client: \{ not: … \} \}/),
  ],
  optional: [
    tcp('expect: { client: «{ optional: a }» }', 'one-key-map', /\{ text: Hello, optional: … \}/),
    tcp('expect: { client: [{ text: a, optional: «yes» }, b] }', 'wrong-type', /“optional: true”/),
    tcp('expect: { client: «{ text: a, optional: true }» }', 'invalid-value', /put one behind it/),
    tcp('expect: { client: a }\n«optional»: true', 'unknown-key', /\{ text: …, optional: … \}/),
  ],
  'exactly and ignoring': [
    tcp(
      'expect: { client: { lines: [a, b], «exactly»: true } }',
      'unknown-key',
      /write \{ lines: \{ exactly: \[a, b\] \} \}/,
    ),
    tcp('expect: { client: { «exactly»: [a, b] } }', 'unknown-matcher', /\{ lines: \{ exactly: … \} \}/),
    tcp('expect: { client: { lines: [a, b], «ignoring»: /^#/ } }', 'unknown-key', /\{ lines: \{ …, ignoring: … \} \}/),
    tcp('expect: { client: { lines: { exactly: «a» } } }', 'wrong-type', /such as \[one, two\]/),
    tcp('expect: { client: { lines: { exactly: [a], «ignore»: /^#/ } } }', 'unknown-key', /did you mean “ignoring”/),
    tcp('expect: { client: { lines: { «exact»: [a] } } }', 'unknown-key', /did you mean “exactly”/),
    tcp(
      'expect: { client: { lines: { exactly: [a], ignoring: { «regex»: /^#/ } } } }',
      'unknown-key',
      /\/regex\/ alone/,
    ),
    tcp('expect: { client: { lines: { exactly: [a], «as»: x } } }', 'unknown-key', /beside “lines”/),
  ],
  'until: idle': [
    tcp('expect: { client: a, «until»: idle }', 'unknown-actor', /beside the verb/),
    tcp('expect: { client: { text: a, «until»: idle } }', 'unknown-key', /beside “expect”/),
    tcp('expect: { client: a }\nuntil: «still»', 'invalid-value', /“until: idle”/),
    tcp('send: { client: a }\n«until»: idle', 'unknown-key', /beside “expect”/),
    tcp('wait: «idle»', 'invalid-value', /by “expect”/),
  ],
  'names by number': [
    tcp('expect: { «server#last»: a }', 'unknown-connection', /did you mean “latest”/),
    tcp('expect: { «server.latest»: a }', 'unknown-actor', /did you mean “server#latest”/),
    tcp('expect: { «server#0»: a }', 'unknown-connection', /server#1, server#2/),
    tcp(
      'repeat: { times: 2, steps: [{ send: { «server#n»: a } }] }',
      'unknown-connection',
      /server#\$\{n\} by a variable/,
    ),
    tcp('repeat: { times: 2, steps: [{ send: { «server#${n}»: a } }] }', 'quote-it', /"server#\$\{n\}": a/),
    tcp('expect: { «"server#${n}"»: a }', 'unknown-variable', /counts the rounds of a repeat/),
  ],
  forbid: [
    top('forbid: [{ text: x, «lane»: server }]', 'unknown-key', /did you mean “on”/),
    top('forbid: [{ text: x, on: «client#1» }]', 'unknown-connection', /write “client”/),
    top('forbid: [{ text: x, on: «srver» }]', 'unknown-actor', /did you mean “server”/),
    top('forbid: [«{ on: server }»]', 'missing-key', /text: panic, on: server/),
    top('forbid: [{ regex: «panic», on: server }]', 'invalid-value', /“text: panic”/),
    top('forbid: [{ text: x, stream: «stdout» }]', 'invalid-value', /leave “stream” out/),
  ],
  strict: [
    actor('{ program: { run: cat, strict: «stdot» } }', 'invalid-value', /did you mean “stdout”/),
    actor('{ program: { run: cat, strict: «yes» } }', 'wrong-type', /“strict: true”/),
    actor('{ tcp-server: { strict: «stdout» } }', 'invalid-value', /which knows rules/),
    tcp('expect: { client: a }\n«strict»: true', 'unknown-key', /option of an actor/),
    top('«strict»: true', 'unknown-key', /“strict” is an option of an actor: write it there/),
  ],
  files: [
    top('files: { x.bin: { «bytes»: "00" } }', 'unknown-key', /base64/),
    top('files: { x.bin: { base64: «"%%%"» } }', 'invalid-value', /filled up with =/),
    top('files: { x: { from: «y.txt» } }', 'file-not-found', /relative to the scenario/),
    top('files: { «/etc/x»: a }', 'invalid-value', /below \$\{tmp\}/),
    top('files: { ca.pem: { certificate: «srv» } }', 'unknown-actor', /actors of this scenario/),
    top('files: { ca.pem: { certificate: { quality: «self» } } }', 'invalid-value', /signed, self-signed or expired/),
    top('files: { ca.pem: a }\nforbid: "«${ca.pem}»"', 'unknown-variable', /its path is \$\{tmp\}\/ca\.pem/),
    top('files: { motd: a }\nforbid: "«${motd}»"', 'unknown-variable', /its path is \$\{tmp\}\/motd/),
  ],
  'write, append, remove': [
    program('write: «x»', 'wrong-type', /“write: \{ name: text \}”/),
    program('append: { «x»: }', 'missing-text', /behind the colon/),
    program('«delete»: x', 'unknown-verb', /did you mean “remove”/),
    program('remove: «../x»', 'invalid-value', /below \$\{tmp\}/),
    program('write: { «p»: hello }', 'invalid-value', /“send: \{ p: … \}”/),
    program('«create»: { x: a }', 'unknown-verb', /did you mean “write”/),
  ],
  'file facts': [
    file('check: { log: { «exist»: true } }', 'unknown-fact', /did you mean “exists”/),
    file('check: { log: { «permissions»: 644 } }', 'unknown-fact', /its facts are: path, exists, is, type, mode/),
    file('expect: { log: { «exists»: true } }', 'unknown-matcher', /“check: \{ log: \{ exists: … \} \}”/),
    file('check: { log: «exists» }', 'wrong-type', /takes a map/),
  ],
  'texts between slashes': [
    tcp('expect: { client: { regex: «usr» } }', 'invalid-value', /such as \/user/),
    tcp('expect: { client: «/a/g» }', 'invalid-regex', /flag “g” has no meaning/),
    tcp('expect: { client: «/a{2, 3}/» }', 'quote-it', /"\/a\{2, 3\}\/"/),
    tcp('expect: { client: { «match»: /a/ } }', 'unknown-matcher', /did you mean “regex”/),
    tcp('expect: { client: { «contains»: a } }', 'unknown-matcher', /did you mean “text”/),
  ],
  functions: [
    tcp(
      'let: { a: «sin + 1» }',
      'invalid-value',
      /is called as sin\(…\); a variable of this name is written \$\{sin\}/,
    ),
    tcp('let: { a: «max + 1» }', 'invalid-value', /max\(…\)/),
    tcp('let: { a: «"random(1, 6)"» }', 'invalid-value', /needs a seed/),
    tcp(
      'let: { a: «md5(hello)» }',
      'invalid-value',
      /a text needs quotes, md5\('hello'\), and a variable is written \$\{hello\}/,
    ),
    tcp("let: { a: «\"hmac('sha-256', 'k', 'x')\"» }", 'invalid-value', /md5, sha1, sha256, sha512/),
  ],
  'masks by lane': [
    top('mask: [{ match: a, as: b, lane: «clent» }]', 'unknown-actor', /did you mean “client”/),
    top('mask: [{ match: a, as: b, lane: [client, «servr#1»] }]', 'unknown-actor', /did you mean “server/),
    top('mask: [{ match: a, as: b, «lanes»: client }]', 'unknown-key', /did you mean “lane”/),
    top('mask: [{ match: a, as: b, «on»: client }]', 'unknown-key', /did you mean “lane”/),
    top('mask: [{ match: a, as: b, «stream»: stderr }]', 'unknown-key', /match, as, lane/),
  ],
  'the mask of a step': [
    tcp('expect: { client: { text: a, «mask»: uuid } }', 'unknown-key', /beside “expect”/),
    tcp('send: { client: a, «mask»: uuid }', 'unknown-actor', /beside the verb/),
    tcp('send: { client: a }\nmask: «uid»', 'unknown-mask', /did you mean “uuid”/),
    tcp('send: { client: a }\nmask: «{ match: /a/ }»', 'missing-key', /as: <name>/),
    tcp('send: { client: a }\nmask: { match: «/a(/», as: b }', 'invalid-regex', /correct it/),
  ],
  'faults and pauses that never come': [
    proxy('fault: { wire: { reset: true, after: { «lines»: 3 } } }', 'unknown-key', /did you mean “line”/),
    proxy('fault: { wire: { reset: true, after: { bytes: 10, from: «step» } } }', 'invalid-value', /start or now/),
    proxy('fault: { wire: { reset: true, after: { bytes: «ten» } } }', 'invalid-value', /such as 64KiB/),
    proxy('fault: { wire: «{ after: { bytes: 10 } }» }', 'invalid-value', /a fault such as latency, stop or reset/),
    tcp('pause: { client: { after: { «lines»: 2 } } }', 'unknown-key', /it knows: bytes/),
    tcp('pause: { client: { after: { bytes: 10, «from»: now } } }', 'unknown-key', /it knows: bytes/),
  ],
  'several conditions of ready': [
    actor('{ program: { run: cat, ready: { «all»: [a, b] } } }', 'unknown-key', /make a list of them/),
    actor('{ program: { run: cat, ready: { «one-of»: [a, b] } } }', 'unknown-key', /all hold.*is a regex/),
    actor('{ program: { run: cat, ready: { text: a, «nth»: 2 } } }', 'unknown-key', /did you mean “times”/),
    actor('{ program: { run: cat, ready: { «listening»: 9000 } } }', 'unknown-key', /did you mean “port”/),
    actor('{ program: { run: cat, ready: { port: 9000, times: «2» } } }', 'invalid-value', /counts a text or a regex/),
    actor('{ program: { run: cat, ready: «[]» } }', 'invalid-value', /at least one condition/),
  ],
  'rules of a serial port': [
    actor('{ serial: { path: a, rules: [{ «on»: connect, reply: a }] } }', 'unknown-key', /with “when”/),
    actor('{ serial: { path: a, rules: [{ when: a, reply: b, «close»: true }] } }', 'unknown-key', /take it out/),
    actor('{ serial: { path: a, rules: [{ when: a, «reset»: true, reply: b }] } }', 'unknown-key', /take it out/),
    actor('{ serial: { path: a, rules: «{ when: a, reply: b }» } }', 'wrong-type', /such as \[\{ when: PING/),
    actor('{ serial: { path: a, strict: «stdout», rules: [{ when: a }] } }', 'invalid-value', /which knows rules/),
    actor('{ udp: { rules: [{ «on»: end, reply: a }] } }', 'unknown-key', /with “when”/),
  ],
  masks: [
    top('mask: [«http_date»]', 'unknown-mask', /did you mean “http-date”/),
    top('mask: [{ match: a, «with»: b }]', 'unknown-key', /did you mean “as”/),
    top('mask: [{ «regex»: /a/, as: b }]', 'unknown-key', /did you mean “match”/),
    top('mask: [«{ match: /a/ }»]', 'missing-key', /as: <name>/),
    tcp('send: { client: a }\n«masks»: uuid', 'unknown-key', /did you mean “mask”/),
  ],
  'fails and known-bug': [
    top('fails: «expectation-failed»', 'invalid-value', /did you mean “expectation-not-met”/),
    top('fails: «timeout»', 'invalid-value', /did you mean “expectation-not-met”/),
    top('fails: «true»', 'invalid-value', /such as expectation-not-met/),
    top('fails: «command-not-found»', 'invalid-value', /can fail with expectation-not-met, .*wrong-fault$/),
    top('fails: «port-in-use»', 'invalid-value', /is broken, and “fails” is for one that fails/),
    top('fails: «yaml-syntax»', 'invalid-value', /can fail with expectation-not-met, /),
    top('«fail»: check-failed', 'unknown-key', /did you mean “fails”/),
    top('«known-bug»: https://example.com/7', 'unknown-key', /did you mean “fails”/),
    top('fails: «{ known-bug: https://example.com/7 }»', 'missing-key', /code: expectation-not-met/),
    tcp('send: { client: a }\n«known_bug»: https://example.com/7', 'unknown-key', /did you mean “known-bug”/),
    tcp('send: { client: a }\n«fails»: check-failed', 'unknown-key', /did you mean “known-bug”/),
    tcp('send: { client: a }\nknown-bug: «true»', 'invalid-value', /write its address/),
  ],
  uses: [
    top('uses: «3100»', 'invalid-value', /\{ port: 3100 \}/),
    top('uses: «"3100"»', 'invalid-value', /\{ port: 3100 \}/),
    top('uses: { «ports»: [1, 2] }', 'unknown-key', /did you mean “port”/),
    top('uses: { port: «http» }', 'wrong-type', /1 to 65535/),
    tcp('send: { client: a }\n«uses»: db', 'unknown-key', /at the top of the scenario/),
  ],
  bytes: [
    raw('expect: { client: «30 ?? 01» }', 'invalid-value', /\{ bytes: "30 \?\? 01" \}/),
    raw('send: { client: { bytes: 30 «??» 01 } }', 'invalid-value', /not a hex digit/),
    raw('expect: { client: { bytes: «[30, 31]» } }', 'wrong-type', /quote it/),
    raw('expect: { client: { bytes: «"30 .. 01"» } }', 'invalid-value', /such as “30 03 \?\? 01”/),
  ],
  repeat: [
    tcp('repeat: { times: 3, steps: [{ send: { client: a } }] }\n«every»: 2s', 'unknown-key', /take it out/),
    tcp(
      'repeat: { times: 3, steps: [{ send: { client: a } }] }\n«within»: 2s',
      'unknown-key',
      /beside the steps inside/,
    ),
    tcp('repeat: { times: 3, «send»: { client: a } }', 'unknown-key', /steps/),
    tcp('repeat: { times: «three», steps: [{ send: { client: a } }] }', 'invalid-value', /“times: 3”/),
  ],
}

describe.each(Object.entries(rows))('%s', (_, mistakes) => {
  test('has its three commonest', () => expect(mistakes.length).toBeGreaterThanOrEqual(3))

  test.each(mistakes.map((mistake) => [lineOf(mistake), mistake] as const))('%s', async (_, mistake) => {
    const { scenario, code, says } = mistake
    const text = scenario.replace(/[«»]/g, '')
    const start = scenario.indexOf('«')
    const marked = scenario.slice(start + 1, scenario.indexOf('»'))
    const before = scenario.slice(0, start).split('\n')
    const folder = folderWith({ 'mistake.yaml': text })
    const { checked, printed } = await checkPrinted(path.join(folder, 'mistake.yaml'), folder)
    expect([...checked.problems, ...checked.warnings].map((problem) => problem.code)).toEqual([code])
    const [problem] = [...checked.problems, ...checked.warnings]
    const severity = problem?.severity ?? 'error'
    expect(printed).toContain(`mistake.yaml:${before.length}:${before.at(-1)!.length + 1}  ${severity} ${code}`)
    const lines = printed.split('\n')
    const carets = lines.findIndex((line) => /│\s+\^+$/.test(line))
    const [, blank = '', caret = ''] = /^(.*?)(\^+)$/.exec(lines[carets] ?? '') ?? []
    expect(lines[carets - 1]?.slice(blank.length, blank.length + caret.length)).toBe(marked)
    expect(`${problem?.message}\n${problem?.hint}`).toMatch(says)
  })
})

function lineOf({ scenario }: Mistake): string {
  const start = scenario.indexOf('«')
  return scenario
    .slice(scenario.lastIndexOf('\n', start) + 1)
    .split('\n')[0]!
    .trim()
}
