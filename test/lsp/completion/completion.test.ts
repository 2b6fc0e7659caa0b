import { expect, test } from 'vitest'
import { completionsAt } from '../../../src/lsp/completion/completion.ts'
import { caretAt, inMemory } from '../in-memory.ts'

const head = `scenario: A talk
vars: { greeting: hello, token: { value: s3cret, secret: true } }
actors:
  server: { tcp-server: { port: "\${free-port.web}" } }
  client: { tcp-client: server }
  program: { program: cat }
  log: { file: out.log }
  web: { http-client: { url: "http://127.0.0.1:\${server.port}" } }
`
const steps = `steps:
  - start: [server, program]
  - connect: client
  - send: { client: "\${greeting}" }
  - expect: { server: '/(?<word>\\w+)/' }
  - expect: { client: { line: hello, as: answer } }
  - let: { both: "\${word}" }
`

/** Lines of the list of steps with a caret, and names that are offered there, and none of those that are not. */
const places: Readonly<Record<string, readonly [string, readonly string[], (readonly string[])?]>> = {
  'a name behind a verb': ['  - start: ‸', ['server', 'program', 'log'], ['client', 'greeting']],
  'in a list in brackets': ['  - start: [server, ‸]', ['program']],
  'in a list in brackets that is open': ['  - exit: [client, ‸', ['server', 'client']],
  'in a list in lines': ['  - start:\n      - server\n      - ‸', ['program']],
  'a half of a name': ['  - start: pro‸', ['program']],
  'in quotes': ['  - start: "pro‸"', ['program']],
  'in quotes that are open': ['  - start: "pro‸', ['program']],
  'a key in braces': ['  - send: { ‸ }', ['client', 'server#1', 'server#latest', 'server#client']],
  'a key in braces that are open': ['  - send: { ‸', ['client', 'server']],
  'a key in quotes': ['  - send: { "cl‸": x }', ['client']],
  'a second key': ['  - expect: { client: a, ‸ }', ['server', 'program']],
  'a second key that is open': ['  - expect: { client: [{ line: a }, b], ‸', ['server']],
  'a key on a line of its own': ['  - send:\n      ‸', ['client']],
  'a second key on a line of its own': ['  - expect:\n      client: a\n      ser‸', ['server']],
  'a connection': ['  - send: { server#‸', ['1', 'latest', 'client'], ['server']],
  'a connection of its own line': ['  - expect:\n      server#la‸', ['latest']],
  'beside a verb that has a modifier': ['  - within: 5s\n    expect: { ‸ }', ['client']],
  'what only a program can do': ['  - signal: { ‸ }', ['program'], ['client', 'server']],
  'inside of a repeat': ['  - repeat:\n      times: 3\n      steps:\n        - send: { ‸ }', ['client']],
  'the fact of a check': ['  - check: { server: { ‸ } }', ['port'], ['client']],
  'the fact of a check on a line of its own': ['  - check:\n      server:\n        ‸', ['port']],
  'a variable': [
    '  - send: { client: "${‸" }',
    ['greeting', 'token', 'word', 'answer', 'both', 'server', 'tmp', 'dir'],
  ],
  'a variable that is closed': ['  - send: { client: "${gre‸}" }', ['greeting', 'word']],
  'a variable without quotes': ['  - note: ${gre‸', ['greeting']],
  'a variable in single quotes': ["  - note: '${‸'", ['greeting']],
  'a variable in a text of several lines': [
    '  - send:\n      client: |\n        one\n        ${‸',
    ['greeting', 'word'],
  ],
  'a variable in a regex': ["  - expect: { client: '/^${‸ (?<more>x)/' }", ['greeting']],
  'a variable behind a wide character': ['  - note: "😀 𝔘 ${gre‸}"', ['greeting']],
  'a variable of a modifier': ['  - expect: { client: x }\n    within: "${‸"', ['greeting']],
  'a fact': ['  - note: "${server.‸"', ['port', 'host'], ['greeting']],
  'a fact of a connection': ['  - note: "${server#client.‸}"', ['port']],
  'the connections of a fact': ['  - note: "${server#‸"', ['1', 'latest', 'client']],
  'a free port': ['  - note: "${free-port.‸"', ['web']],
  'a value of the matrix': ['  - note: "${matrix.‸"', ['impl']],
  'the matrix': ['  - note: "${‸"', ['matrix', 'env', 'free-port']],
  'what was counted': ['  - repeat:\n      times: 3\n      steps:\n        - note: "${‸"', ['n', 'greeting']],
  'what was counted by a name': [
    '  - repeat:\n      each: [a]\n      as: item\n      steps:\n        - note: "${‸"',
    ['item'],
  ],
  'what came of several': ['  - expect: { client: { one-of: [a, b] } }\n  - note: "${‸"', ['matched']],
  'a group of the same list': ['  - expect: { client: [\'/(?<early>a)/\', "${‸"] }', ['greeting']],
  'what an included file has captured': ['  - include: part.yaml\n  - note: "${‸"', ['ofPart', 'greeting']],
  'an included file': ['  - include: ‸', []],
  'a mask of a step': ['  - send: { client: x }\n    mask: [‸]', ['greeting', 'word']],
}
/** What else may stand in the text while somebody types. */
const around: Readonly<Record<string, (line: string) => string>> = {
  'as it is': (line) => `${head}${steps}${line}\n  - exit: client\n`,
  'at the end of the file': (line) => `${head}${steps}${line}`,
  'with CRLF': (line) => `${head}${steps}${line}\n  - exit: client\n`.replaceAll('\n', '\r\n'),
  'behind a bracket that is open': (line) => `${head}${steps}  - expect: { client: [\n${line}\n  - exit: client\n`,
  'behind a quote that is open': (line) => `${head}${steps}  - note: "abc\n${line}\n  - exit: client\n`,
  'before a line that is half': (line) => `${head}${steps}${line}\n  - expect: { cl\n`,
  'behind an alias': (line) => `${head}${steps}  - note: &text hello\n  - note: *text\n${line}\n  - exit: client\n`,
  'behind tabs': (line) => `${head}${steps}\t- note: x\n${line}\n  - exit: client\n`,
  'with tabs behind colons': (line) => `${head}${steps}${line.replaceAll(/: (?=\S)/g, ':\t')}\n  - exit: client\n`,
  'behind wide characters': (line) => `${head}${steps}  - note: 😀漢字é\n${line}\n`,
  'behind a comment with a quote': (line) => `${head}${steps}  # it's "so {\n${line}\n`,
  'in a list at the margin': (line) =>
    `${head}${steps}${line}\n`
      .replaceAll(/^ {2}(?=[ -])/gm, '')
      .replace(/^actors:[^]*?(?=^steps)/m, head.slice(head.indexOf('actors:'))),
  'in a list that is deeper': (line) =>
    `${head}${steps}${line}\n`.replace(/(?<=^steps:\n)[^]*/m, (all) => all.replaceAll(/^/gm, '  ')),
  'behind a key that is no key': (line) => `${head}${steps}  - : :\n${line}\n  - exit: client\n`,
  'with the steps before the actors': (line) => `scenario: x\n${steps}${line}\n${head.slice(head.indexOf('vars'))}`,
}

function offered(text: string): readonly string[] {
  const at = caretAt(text)
  const vars = new Map([['matrix.impl', 'a']])
  const part = "- expect: { client: '/(?<ofPart>.)/' }\n"
  const { workspace, fileOf } = inMemory({ 'scenarios/x.yaml': at.text, 'scenarios/part.yaml': part }, vars)
  return completionsAt(workspace, fileOf('scenarios/x.yaml'), at.offset).map(({ label }) => label)
}

test.each(Object.entries(places))('%s', (_, [line, names, others = []]) => {
  for (const [name, put] of Object.entries(around)) {
    const labels = offered(put(line))
    expect({ name, missing: names.filter((each) => !labels.includes(each)) }).toEqual({ name, missing: [] })
    expect({ name, wrong: others.filter((each) => labels.includes(each)) }).toEqual({ name, wrong: [] })
  }
})

/** The same in other parts of a scenario. */
const elsewhere: Readonly<Record<string, readonly [string, readonly string[], (readonly string[])?]>> = {
  'the server of a client': ['actors: { server: echo-server, client: { tcp-client: ‸ } }', ['server'], ['client']],
  'on lines of their own': ['actors:\n  server: echo-server\n  client:\n    tcp-client:\n      to: ‸', ['server']],
  'in an actor that is half': ['actors:\n  server: echo-server\n  client: { tcp-client: { to: ‸', ['server']],
  'both ends of a proxy': ['actors:\n  a: echo-server\n  p: { proxy: { to: ‸', ['a']],
  'a fact in an option': ['actors:\n  a: echo-server\n  b: { program: "nc localhost ${a.‸', ['port']],
  'a variable in an option': ['vars: { path: /x }\nactors:\n  b: { program: "cat ${‸', ['path', 'tmp']],
  'a variable of a variable': ['vars:\n  one: a\n  two: "${‸"', ['one', 'tmp'], ['two']],
  'the environment': ['env: { HERE: "${‸" }\nvars: { one: a }', ['one', 'dir']],
  'a state of rules': [
    'actors:\n  a:\n    tcp-server:\n      rules:\n        - { when: a, go: BUSY }\n        - { in: ‸',
    ['BUSY'],
  ],
  'a group in a reply': [
    'actors:\n  a: { tcp-server: { rules: [{ when: \'/(?<who>.)/\', reply: "${‸" }] } }',
    ['who', 'a'],
  ],
  'a mask': ['vars: { one: a }\nmask: [‸]', ['one']],
  'the lane of a mask': ['actors: { a: echo-server }\nmask:\n  - { regex: /x/, lane: ‸ }', ['a']],
  'where something is forbidden': ['actors: { a: echo-server }\nforbid:\n  - { text: x, on: [‸', ['a']],
  'steps in brackets': ['actors: { a: echo-server }\nsteps: [{ start: a }, { exit: ‸', ['a']],
  'keys in quotes': ['"actors": { "a": echo-server }\n"steps": [{ "start": "‸" }]', ['a']],
  'behind a mark of the byte order': ['actors: { a: echo-server }\nsteps:\n  - start: ‸', ['a']],
  JSON: ['{ "scenario": "x", "actors": { "a": "echo-server" }, "steps": [{ "start": "‸" }] }', ['a']],
}

test.each(Object.entries(elsewhere))('%s', (name, [text, names, others = []]) => {
  const begin = name === 'JSON' ? '' : name.includes('byte order') ? '\ufeff' : 'scenario: x\n'
  const labels = offered(begin + text)
  expect(labels).toEqual(expect.arrayContaining([...names]))
  expect(others.filter((each) => labels.includes(each))).toEqual([])
})

test('a name is written with what belongs behind it, once', () => {
  const inserted = (line: string, snippets = true): string | undefined => {
    const at = caretAt(`${head}${steps}${line}\n`)
    const { workspace, fileOf } = inMemory({ 'scenarios/x.yaml': at.text })
    const items = completionsAt(workspace, fileOf('scenarios/x.yaml'), at.offset, snippets)
    return items.find(({ label }) => label === 'client' || label === 'port' || label === 'greeting')?.textEdit?.newText
  }
  expect(inserted('  - send: { ‸ }')).toBe('client: ')
  expect(inserted('  - send: { ‸: x }')).toBe('client')
  expect(inserted('  - send: { "cl‸" }')).toBe('client')
  expect(inserted('  - expect:\n      ‸')).toBe('client: ')
  expect(inserted('  - expect:\n      server: x\n      cl‸')).toBe('client: ')
  expect(inserted('  - send: ‸')).toBe('{ client: $0 }')
  expect(inserted('  - send: ‸', false)).toBe('{ client: ')
  expect(inserted('  - exit: ‸')).toBe('client')
  expect(inserted('  - exit: [‸]')).toBe('client')
  expect(inserted('  - check: { server: { ‸ } }')).toBe('port: ')
  expect(inserted('  - note: "${‸')).toBe('greeting}')
  expect(inserted('  - note: "${‸}"')).toBe('greeting')
})
