import { describe, expect, test } from 'vitest'
import { edited, openEditor } from './editor.ts'

const talk = `scenario: A talk
tags: [tcp, talk]
vars: { greeting: hello }
actors:
  server: { tcp-server: { port: "\${free-port.web}" } }
  client: { tcp-client: server }
  program: { program: cat }
steps:
  - start: server
  - connect: client
  - send: { client: "\${greeting}" }
  - expect: { server: '/(?<word>\\w+)/' }
  - send: { server#client: "\${word}" }
  - expect: { client: { line: hello, as: answer } }
  - exit: client
`
const isEmpty = (marks: readonly unknown[]): boolean => marks.length === 0

describe('what is wrong', () => {
  test('is marked as it is typed, and no longer once it is right', async () => {
    const editor = await openEditor({ 'scenarios/talk.yaml': talk })
    const file = await editor.open('scenarios/talk.yaml')
    const first = await file.marks(() => true)
    expect(first.map(({ code, message }) => [code, message])).toEqual([
      ['never-started', expect.stringMatching(/“program”/)],
    ])
    await file.change(talk.replace('start: server', 'start: [sever, program]'))
    const [mark] = await file.marks((marks) => marks.some(({ code }) => code === 'unknown-actor'))
    expect(mark).toMatchObject({
      source: 'scenario',
      severity: 1,
      message: 'no actor is called “sever”\ndid you mean “server”?',
      range: { start: { line: 8, character: 12 }, end: { line: 8, character: 17 } },
    })
    const [fix] = await file.fixes(talk.replace('start: server', 'start: [se‸ver, program]'))
    expect(fix?.title).toBe('Write “server”')
    const elsewhere = await file.fixes(talk.replace('start: server', 'sta‸rt: [sever, program]'))
    expect(elsewhere.map(({ title }) => title)).toEqual(['Write “server”'])
    const corrected = edited(talk.replace('start: server', 'start: [sever, program]'), fix!.edit!, file.uri)
    expect(corrected).toBe(talk.replace('start: server', 'start: [server, program]'))
    await file.change(corrected)
    await file.marks(isEmpty)
    expect(await editor.stop()).toBe(0)
  })
})

describe('names are completed', () => {
  const at = async (text: string): Promise<readonly string[]> => {
    const editor = await openEditor({
      'scenarios/talk.yaml': talk,
      'scenarios/other.yaml': 'scenario: x\ntags: [slow]\n',
    })
    const file = await editor.open('scenarios/talk.yaml')
    return file.completions(text)
  }
  const after = (line: string): string => talk.replace('  - exit: client\n', `${line}\n`)

  test('actors behind a verb, those that can do it', async () => {
    expect(await at(after('  - start: ‸'))).toEqual(['server', 'program'])
    expect(await at(after('  - connect: [‸'))).toEqual(['client'])
    expect(await at(after('  - signal: { ‸ }'))).toEqual(['program'])
    expect(await at(after('  - run: pro‸'))).toEqual(['program'])
  })

  test('actors and connections in braces that are still open, and in a block', async () => {
    const all = ['server', 'server#1', 'server#latest', 'server#client', 'client', 'program']
    expect(await at(after('  - expect: { cl‸'))).toEqual(all)
    expect(await at(after('  - expect: { client: [one, { regex: /x/ }], ‸'))).toEqual(all)
    expect(await at(after('  - expect:\n      ‸'))).toEqual(all)
    expect(await at(after('  - send: { server#‸'))).toEqual(['1', 'latest', 'client', 'program'])
  })

  test('where a mistake stands in another step', async () => {
    const broken = talk.replace('start: server', 'start: { server: [')
    expect(await at(broken.replace('  - exit: client', '  - exit: ‸'))).toEqual([
      'server',
      'server#1',
      'server#latest',
      'server#client',
      'client',
      'program',
    ])
  })

  test('variables that have a value by then, and facts', async () => {
    expect(await at(after('  - send: { client: "${‸'))).toEqual([
      'greeting',
      'word',
      'answer',
      'server',
      'client',
      'program',
      'tmp',
      'dir',
      'env',
      'free-port',
    ])
    expect((await at(talk.replace('"${greeting}"', '"${‸}"'))).slice(0, 2)).toEqual(['greeting', 'server'])
    expect(await at(after('  - note: "${server.‸'))).toContain('port')
    expect(await at(after('  - check: { server: { ‸'))).toContain('port')
    expect(await at(after('  - note: ${free-port.‸'))).toEqual(['web'])
  })

  test('tags of other scenarios, files, actors of options, states of rules', async () => {
    expect(await at(talk.replace('[tcp, talk]', '[tcp, ‸]'))).toContain('slow')
    expect(await at(after('  - include: ‸'))).toEqual(['other.yaml'])
    expect(await at(talk.replace('tcp-client: server', 'tcp-client: { to: ‸ }'))).toEqual(['server', 'program'])
    const rules = 'tcp-client: { to: server, rules: [{ when: a, go: BUSY }, { in: ‸, when: b, reply: c }] }'
    expect(await at(talk.replace('tcp-client: server', rules))).toEqual(['BUSY'])
  })

  test('nothing where the schema knows all that may stand', async () => {
    expect(await at(after('  - ‸'))).toEqual([])
    expect(await at(after('  - send: { client: ‸'))).toEqual([])
    expect(await at(talk.replace('program: cat', '‸'))).toEqual([])
  })
})

describe('names are found and renamed', () => {
  const including = talk.replace(
    '  - exit: client\n',
    '  - include: { file: more.yaml, with: { last: bye } }\n  - exit: client\n',
  )
  const more = '- send: { client: "${last} ${word}" }\n- expect: { server#client: "${last} ${word}" }\n'
  const open = async () => {
    const editor = await openEditor({ 'scenarios/talk.yaml': including, 'scenarios/more.yaml': more })
    return { editor, file: await editor.open('scenarios/talk.yaml') }
  }

  test('from a use to what gives it, also in another file', async () => {
    const { editor, file } = await open()
    expect(await file.definitions(including.replace('connect: client', 'connect: cli‸ent'))).toEqual([
      'scenarios/talk.yaml:6:3',
    ])
    expect(await file.definitions(including.replace('{ server#client', '{ server#cl‸ient'))).toEqual([
      'scenarios/talk.yaml:6:3',
    ])
    expect(await file.definitions(including.replace('"${word}"', '"${wo‸rd}"'))).toEqual(['scenarios/talk.yaml:12:28'])
    expect(await file.definitions(including.replace('more.yaml', 'mo‸re.yaml'))).toEqual(['scenarios/more.yaml:1:1'])
    const part = await editor.open('scenarios/more.yaml')
    expect(await part.definitions(more.replace('client:', 'cl‸ient:'))).toEqual(['scenarios/talk.yaml:6:3'])
    expect(await part.definitions(more.replace('${word}', '${wo‸rd}'))).toEqual(['scenarios/talk.yaml:12:28'])
    expect(await part.completions(more.replace('{ client:', '{ ‸ client:'))).toContain('server#client')
    expect((await part.completions(more.replace('${last}', '${‸}'))).slice(0, 4)).toEqual([
      'greeting',
      'word',
      'answer',
      'last',
    ])
  })

  test('all places of an actor, its connections and its facts among them', async () => {
    const { file } = await open()
    expect(await file.references(including.replace('- exit: client', '- exit: cl‸ient'))).toEqual([
      'scenarios/more.yaml:1:11',
      'scenarios/more.yaml:2:20',
      'scenarios/talk.yaml:10:14',
      'scenarios/talk.yaml:11:13',
      'scenarios/talk.yaml:13:20',
      'scenarios/talk.yaml:14:15',
      'scenarios/talk.yaml:16:11',
      'scenarios/talk.yaml:6:3',
    ])
  })

  test('renamed in all files, and refused where something else would be meant', async () => {
    const { editor, file } = await open()
    const at = including.replace('- exit: client', '- exit: cl‸ient')
    const edit = await file.rename(at, 'caller')
    expect(edited(including, edit, file.uri)).toBe(
      including
        .replaceAll(/client(?=[ :}#]|$)/gm, 'caller')
        .replaceAll('tcp-caller', 'tcp-client')
        .replace('server#caller', 'server#caller'),
    )
    const part = await editor.open('scenarios/more.yaml')
    expect(edited(more, edit, part.uri)).toBe(more.replaceAll('client', 'caller'))
    const group = await file.rename(including.replace('(?<word>', '(?<wo‸rd>'), 'first')
    expect(edited(including, group, file.uri)).toBe(including.replaceAll('word', 'first'))
    expect(edited(more, group, part.uri)).toBe(more.replaceAll('word', 'first'))
    await expect(file.rename(at, 'server')).rejects.toThrow('“server” is there already')
    await expect(file.rename(at, 'a b')).rejects.toThrow('“a b” cannot be this name')
    await expect(file.rename(at, 'tmp')).rejects.toThrow('“tmp” is a name of the language')
    await expect(file.rename(including.replace('tags: [tcp', 'tags: [t‸cp'), 'udp')).rejects.toThrow('name of a tag')
  })
})

describe('the last run', () => {
  test('is shown where its steps stand, and its failure as long as nothing changes', async () => {
    const failing = talk
      .replace('  program: { program: cat }\n', '')
      .replace('line: hello,', 'line: nothing,')
      .replace('as: answer } }', 'as: answer } }\n    within: 50ms')
    const editor = await openEditor({ 'scenarios/talk.yaml': failing })
    const file = await editor.open('scenarios/talk.yaml')
    expect(await file.hover(failing.replace('- send: { client', '- se‸nd: { client'))).toBe('')
    expect((await file.lenses()).map(({ command }) => command?.title)).toEqual(['run'])
    const failed = file.marks((marks) => marks.some(({ source }) => source === 'scenario run'))
    await editor.request('workspace/executeCommand', { command: 'scenario.run', arguments: [file.uri] })
    const mark = (await failed).find(({ source }) => source === 'scenario run')
    expect(mark).toMatchObject({
      range: { start: { line: 12, character: 4 } },
      message: expect.stringMatching(/nothing.*\nfailed in the last run$/),
    })
    expect(await file.hover(failing.replace('- send: { client', '- se‸nd: { client'))).toMatch(
      /In the last run \(failed, .*client > hello/s,
    )
    const moved = failing.replace('steps:\n', 'steps:\n  - note: before\n')
    expect(await file.hover(moved.replace('- send: { client', '- se‸nd: { client'))).toMatch(/client > hello/)
    await file.marks((marks) => marks.every(({ source }) => source !== 'scenario run'))
  })

  test('is that of whichever project ran it last', async () => {
    const passing = talk.replace('  program: { program: cat }\n', '')
    const editor = await openEditor({
      'scenarios/talk.yaml': passing,
      'scenario.config.yaml': 'projects:\n  one: {}\n  two: {}\n',
    })
    const file = await editor.open('scenarios/talk.yaml')
    await editor.request('workspace/executeCommand', { command: 'scenario.run', arguments: [file.uri] })
    expect(await file.hover(passing.replace('- send: { client', '- se‸nd: { client'))).toMatch(/client > hello/)
  })

  test('lets a new transcript be accepted, and shows values of facts', async () => {
    const passing = talk.replace('  program: { program: cat }\n', '')
    const editor = await openEditor({ 'scenarios/talk.yaml': passing })
    const file = await editor.open('scenarios/talk.yaml')
    const run = () =>
      editor.request<{ code: number }>('workspace/executeCommand', { command: 'scenario.run', arguments: [file.uri] })
    expect(await run()).toMatchObject({ code: 0 })
    expect(await file.hover(passing.replace('${free-port.web}', '${free-port.w‸eb}'))).toMatch(
      /`free-port.web` was `\d+` in the last run/,
    )
    editor.write('transcripts/talk.txt', editor.read('transcripts/talk.txt').replace('> hello', '> hallo'))
    expect(await run()).toMatchObject({ code: 1 })
    expect((await file.lenses()).map(({ command }) => command?.title)).toEqual(['run', 'accept'])
    await editor.request('workspace/executeCommand', { command: 'scenario.accept', arguments: [file.uri] })
    expect((await file.lenses()).map(({ command }) => command?.title)).toEqual(['run'])
    expect(editor.read('transcripts/talk.txt')).toContain('> hello')
  })
})

test('actors and steps are listed', async () => {
  const editor = await openEditor({
    'scenarios/talk.yaml': talk.replace(
      '  - exit: client',
      '  - repeat:\n      times: 2\n      steps:\n        - exit: client',
    ),
  })
  const symbols = await (await editor.open('scenarios/talk.yaml')).symbols()
  expect(symbols.map(({ name }) => name)).toEqual([
    'server',
    'client',
    'program',
    'start',
    'connect',
    'send',
    'expect',
    'send',
    'expect',
    'repeat',
  ])
  expect(symbols.at(-1)!.children?.map(({ name, detail }) => [name, detail])).toEqual([['exit', 'client']])
})
