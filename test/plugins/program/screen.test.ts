import { describe, expect, test } from 'vitest'
import { failurePrinted, rowsOf, runText } from '../../scenarios/house.ts'

const menu = `      process.stdout.write('before\\r\\n\\x1b[?1049h\\x1b[1mFile\\x1b[m\\r\\n> New')
      process.stdin.setRawMode(true)
      process.stdin.on('data', (key) => process.stdout.write('\\r\\n' + key))`

const scenario = (
  steps: string,
  { options = '', code = menu, more = '', cols = 20 } = {},
) => `scenario: A screen beside what there is
${more}files:
  menu.mjs: |
${code}
actors:
  menu: { program: { run: "node \${tmp}/menu.mjs", pty: { cols: ${cols}, rows: 5 } }${options} }
steps:
  - start: menu
${steps}
`

const passes = async (text: string) => {
  const result = await runText(text)
  expect(failurePrinted(result), JSON.stringify(result.problems)).toBe('')
  expect(result.status).toBe('passed')
  return rowsOf(result)
}

describe('a screen is expected', () => {
  test.each([
    [
      'as one of several',
      '  - expect: { menu: { one-of: [nothing, { screen: File }] } }',
      'menu * one of: nothing, screen File',
    ],
    [
      'as one of several, with its parts',
      '  - expect: { menu: { one-of: [nothing, { screen: { text: File, rows: 2, bold: true, cursor: [3, 6] } }] } }',
      'menu * one of: nothing, screen “File” in row 2, bold, with the cursor at row 3, column 6',
    ],
    [
      'after a line that need not come, and must not',
      '  - expect: { menu: [{ text: maybe, optional: true }, { not: never }, { screen: File }] }',
      'menu * screen shows “File”',
    ],
    [
      'still, as one of several',
      '  - expect: { menu: { one-of: [nothing, { event: still }] } }',
      'menu * one of: nothing, event still',
    ],
    ['within a time', '  - expect: { menu: { screen: File } }\n    within: 4s', 'menu * screen shows “File”'],
    [
      'in a list with lines',
      '  - expect: { menu: [before, { screen: { text: File, bold: true } }] }',
      'menu * screen shows “File”, bold',
    ],
    ['until all is idle', '  - expect: { menu: { screen: File } }\n    until: idle', 'menu * screen shows “File”'],
    ['in order', '  - in-order: [{ menu: { screen: File } }, { menu: { screen: New } }]', 'menu * screen shows “New”'],
    [
      'with what a variable holds',
      '  - let: { what: upper("file") }\n  - expect: { menu: { screen: "/${what}/i" } }',
      'menu * screen shows /FILE/i',
    ],
    [
      'after another size',
      '  - expect: { menu: { screen: New } }\n  - set: { menu: { size: { cols: 10, rows: 2 } } }\n  - expect: { menu: { screen: { text: New, rows: 2 } } }',
      'menu * screen shows “New” in row 2',
    ],
  ])('%s', async (_, steps, row) => expect(await passes(scenario(steps))).toContain(row))

  test.each([
    ['bytes instead of lines', ', framing: raw'],
    ['strict', ', strict: true'],
    ['with escape sequences kept', ', ansi: keep'],
  ])('of an actor with %s', async (_, options) => {
    const first = options.includes('raw') ? '{ take: "before\\n" }' : 'before'
    await passes(scenario(`  - expect: { menu: [${first}, { screen: File }] }`, { options }))
  })

  test('of each instance of a group', async () => {
    const steps = `  - expect: { menu: { screen: New } }
  - send: { menu#2: { text: x } }
  - expect: { menu#2: { screen: { text: x, rows: 4 } } }
  - screen: { menu: { rows: 3..4 } }`
    const rows = await passes(scenario(steps, { options: ', count: 2' }))
    expect(rows.slice(rows.indexOf('menu * #2: screen rows 3..4'))).toContain('menu = x')
  })

  test('in a repeat, as it is each time', async () => {
    const steps = `  - repeat: { each: [a, b, c], as: key, steps: [{ send: { menu: { text: "\${key}" } } }, { expect: { menu: { screen: { text: "/^\${key}$/"} } } }] }`
    const rows = await passes(scenario(steps))
    expect(rows.filter((row) => row.includes('screen shows')).length).toBe(3)
  })
})

/** Draws what it reads, as text; what a step sends it writes as it is. */
const terminalProgram = `      process.stdin.setRawMode(true)
      const sequences = { a: '\\x1b[?1049h\\x1b[H\\x1b[2Jother', b: '\\x1b[?1049l', c: '\\x1b[H\\x1b[2J', m: '\\x1b[?1000h\\x1b[?1006h' }
      const asked = { p: '\\x1b[3;5H\\x1b[6n', d: '\\x1b[c', s: '\\x1b[5n' }
      process.stdin.on('data', (bytes) => {
        const key = bytes.toString()
        const written = sequences[key] ?? asked[key] ?? '\\x1b[H\\x1b[2Jread ' + JSON.stringify(key)
        process.stdout.write(written)
        if (key === 'm') process.stdout.write('mouse')
        if (key === 'x') process.exit(3)
      })
      process.stdout.write('ready')`
const key = (name: string, expected: string) =>
  `  - send: { menu: { key: ${name} } }\n  - expect: { menu: { screen: ${expected} } }\n`

describe('a terminal does what programs ask of it', () => {
  test.each([
    ['where its cursor is (CPR)', key('p', '\'read "\\u001b[3;5R"\'')],
    ['what it is (DA)', key('d', '\'/read "..001b\\[\\?[\\d;]+c"/\'')],
    ['whether it is well (DSR)', key('s', '\'read "\\u001b[0n"\'')],
  ])('it is asked %s', async (_, steps) => {
    await passes(scenario(steps, { code: terminalProgram, cols: 40 }))
  })

  test.each([
    ['the other screen, and back', key('a', 'other') + key('b', 'ready') + key('z', '\'read "z"\'')],
    ['an empty screen', key('z', '\'read "z"\'') + key('c', '{ text: /^$/, rows: 1, cursor: [1, 1] }')],
    ['reports of the mouse', key('m', 'mouse') + key('up', '\'read "\\u001b[A"\'')],
    [
      'what it shows when it ends',
      '  - send: { menu: { key: x } }\n  - expect: { menu: [{ exit: 3 }, { screen: \'read "x"\' }] }\n',
    ],
  ])('%s', async (_, steps) => {
    await passes(scenario(`  - expect: { menu: { screen: ready } }\n${steps}`, { code: terminalProgram, cols: 40 }))
  })

  test('a program that ends before it shows what is expected', async () => {
    const steps = '  - send: { menu: { key: x } }\n  - expect: { menu: { screen: never } }'
    const printed = failurePrinted(await runText(scenario(steps, { code: terminalProgram, cols: 40 })))
    expect(printed).toContain('has ended (exited 3), so this can no longer come')
  })
})

test('a program that is never idle is said to be', async () => {
  const code = '      console.log("up"); setImmediate(function again() { setImmediate(again) })'
  const steps = '  - expect: { menu: up }\n  - expect: { menu: { screen: up } }\n    within: 300ms'
  const printed = failurePrinted(await runText(scenario(steps, { code })))
  // On a busy machine there are more words before it, and the line is wrapped.
  expect(printed.replaceAll(/\s+/g, ' ')).toContain('its program was never idle')
  expect(printed).toContain('→ │ up')
})

test('who expects a line of what stands on the alternate screen is told where it is', async () => {
  const printed = failurePrinted(await runText(scenario('  - expect: { menu: File }\n    within: 300ms')))
  expect(printed).toContain('on the alternate screen (expect its “screen”)')
})

test('who expects what it shows there needs no hint', async () => {
  const steps = '  - expect: { menu: { screen: File } }\n  - expect: { menu: nothing }\n    within: 300ms'
  const printed = failurePrinted(await runText(scenario(steps)))
  expect(printed).toContain('on the alternate screen')
  expect(printed).not.toContain('expect its “screen”')
})

test('a size for a terminal whose program has left', async () => {
  const run = await runText(`scenario: A size after the exit
actors:
  shell: { program: { run: [sh, -c, "echo ready"], pty: true } }
steps:
  - start: shell
  - expect: { shell: [ready, { exit: 0 }] }
  - set: { shell: { size: { cols: 20, rows: 5 } } }
`)
  expect(failurePrinted(run)).toContain('“shell” exited 0 before, so its terminal has no size any more')
})
