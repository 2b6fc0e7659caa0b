import { describe, expect, test } from 'vitest'
import { failurePrinted, rowsOf, runText } from '../../scenarios/house.ts'

const menu = `      process.stdout.write('before\\r\\n\\x1b[?1049h\\x1b[1mFile\\x1b[m\\r\\n> New')
      process.stdin.setRawMode(true)
      process.stdin.on('data', (key) => process.stdout.write('\\r\\n' + key))`

const scenario = (
  steps: string,
  { options = '', code = menu, more = '' } = {},
) => `scenario: A screen beside what there is
${more}files:
  menu.mjs: |
${code}
actors:
  menu: { program: { run: "node \${tmp}/menu.mjs", pty: { cols: 20, rows: 5 } }${options} }
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

test('a program that is never idle is said to be', async () => {
  const code = '      console.log("up"); setImmediate(function again() { setImmediate(again) })'
  const steps = '  - expect: { menu: up }\n  - expect: { menu: { screen: up } }\n    within: 300ms'
  const printed = failurePrinted(await runText(scenario(steps, { code })))
  expect(printed).toContain('its program was never idle')
  expect(printed).toContain('→ │ up')
})

test('who expects a line of what stands on the alternate screen is told where it is', async () => {
  const printed = failurePrinted(await runText(scenario('  - expect: { menu: File }\n    within: 300ms')))
  expect(printed).toContain('on the alternate screen (expect its “screen”)')
})
