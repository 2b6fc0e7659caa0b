import { describe, expect, test } from 'vitest'
import { layoutPanes } from '../../src/picture/layout.ts'
import { drawTerminal } from '../../src/picture/terminal.ts'
import { widthOf } from '../../src/picture/text.ts'
import { plain } from '../../src/text/palette.ts'
import { echo } from './examples.ts'

const textOf = (line: { runs: readonly { text: string }[] }): string => line.runs.map((run) => run.text).join('')

describe('panes', () => {
  test('one an actor, a connection behind its server, a note where it speaks of what follows', () => {
    const { panes } = layoutPanes(echo, { columns: 200 })
    expect(panes.map(({ lane }) => lane)).toEqual(['server', 'server#1', 'client'])
    expect(panes[0]?.lines.map(textOf).slice(0, 3)).toEqual([
      '> node simple-echo-server.js',
      '* listening on localhost:<server.port>',
      '  server accepting connections',
    ])
    expect(panes[2]?.lines.map(textOf).slice(5, 8)).toEqual([
      '# now the client speaks',
      '> Hello server',
      '  Hello server',
    ])
  })

  test('each row has its clock time, over midnight too', () => {
    const { panes } = layoutPanes(echo, { columns: 200 })
    expect(panes[0]?.lines.map(({ clock }) => clock)).toEqual([
      undefined,
      '23:59:37',
      '23:59:37',
      '23:59:41',
      '23:59:45',
      '00:00:01',
      '00:00:02',
    ])
  })

  test('how a failed run ended looks like an error, other events do not', () => {
    const event = { at: 1, lane: 'a', mark: '*' as const, text: 'exited 0' }
    const verdict = { ...event, text: 'failed at line 3: nothing came', verdict: true as const }
    const { panes } = layoutPanes({ ...echo, rows: [event, verdict] }, { columns: 200 })
    const drawn = panes.find(({ lane }) => lane === 'a')?.lines.map(({ runs }) => runs.map(({ style }) => style))
    expect(drawn).toEqual([
      ['event', 'event'],
      ['stderr', 'stderr'],
    ])
  })

  test('a note of nobody at the end stands with the last row, and alone in a pane of its own', () => {
    const note = { at: 9, lane: '', mark: '#' as const, text: 'the end' }
    const [, last] = layoutPanes({ ...echo, rows: [...echo.rows.slice(0, 6), note] }, { columns: 120 }).panes
    expect(last?.lines.map(textOf).at(-1)).toBe('# the end')
    expect(layoutPanes({ ...echo, lanes: [], rows: [note] }, { columns: 120 }).panes).toMatchObject([
      { lane: '', command: '' },
    ])
  })

  test('of an empty transcript there are none', () => {
    expect(layoutPanes({ ...echo, lanes: [], rows: [] }, { columns: 80 })).toEqual({
      columns: 0,
      rows: 0,
      panes: [],
    })
  })
})

describe.each(['columns', 'rows'] as const)('layout %s', (layout) => {
  test.each([1, 24, 40, 60, 80, 100, 133, 300])('in %i columns everything is inside its pane', (columns) => {
    const picture = layoutPanes(echo, { columns, layout })
    expect(picture.columns).toBeLessThanOrEqual(Math.max(24, columns))
    for (const pane of picture.panes) {
      expect(pane.column + pane.columns).toBeLessThanOrEqual(picture.columns)
      expect(pane.row + pane.rows).toBeLessThanOrEqual(picture.rows)
      for (const line of pane.lines) {
        expect(line.row).toBeGreaterThan(pane.row)
        expect(line.row).toBeLessThan(pane.row + pane.rows - 1)
        expect(widthOf(textOf(line)) + (line.clock === undefined ? 0 : 10)).toBeLessThanOrEqual(pane.columns - 4)
      }
    }
  })
})

test('in rows, every row of the scenario has a line of its own in all panes', () => {
  const { panes } = layoutPanes(echo, { columns: 133, layout: 'rows' })
  const lines = panes.flatMap(({ lines }) => lines).filter(({ clock }) => clock !== undefined)
  const byRow = [...lines].sort((a, b) => a.row - b.row)
  expect(new Set(byRow.map(({ row }) => row)).size).toBe(echo.rows.length)
  expect(byRow.map((line) => line.runs[0]?.text.trim() || '|')).toEqual(echo.rows.map(({ mark }) => mark))
})

test('the size of a group stands on top of its pane', () => {
  const lanes = [
    { lane: 'server', kind: 'udp', command: 'udp' },
    { lane: 'many', kind: 'tcp-client', command: 'tcp-client server', count: 10 },
    { lane: 'two', kind: 'udp', command: 'udp', count: 2 },
    { lane: 'none', kind: 'program', command: '', count: 3 },
  ]
  const rows = [{ at: 0, lane: 'many', mark: '>', text: 'x' }] as const
  const { panes } = layoutPanes({ ...echo, lanes, rows }, { columns: 200 })
  expect(panes.map(({ command }) => command)).toEqual(['udp', 'tcp-client server × 10', 'udp × 2', '× 3'])
})

const printed = (counts: Readonly<Record<string, number>>) => ({
  ...echo,
  lanes: Object.keys(counts).map((lane) => ({ lane, kind: 'program', command: `node ${lane}.js` })),
  rows: Object.entries(counts).flatMap(([lane, count]) =>
    Array.from({ length: count }, (_, at) => ({
      at,
      lane,
      mark: '|' as const,
      text: `line ${at} of ${'x'.repeat(30)}`,
    })),
  ),
})

describe('panes of which one says much', () => {
  const picture = layoutPanes(printed({ server: 30, wire: 2, client: 5 }), { columns: 120 })
  test('stand one below the other beside it, and the last one goes down to its end', () => {
    expect(picture.panes.map(({ lane, row, rows, filler, band }) => ({ lane, row, rows, filler, band }))).toEqual([
      { lane: 'server', row: 0, rows: 33, filler: 0, band: 0 },
      { lane: 'wire', row: 0, rows: 5, filler: 0, band: 0 },
      { lane: 'client', row: 5, rows: 28, filler: 20, band: 0 },
    ])
    expect(picture).toMatchObject({ rows: 33 })
  })
  test('are drawn so on a terminal', () => {
    const drawn = drawTerminal(picture, plain).trimEnd().split('\n')
    expect(drawn[5]).toMatch(/^│ {3}line 3 of x+ +23:59:40 │ ╭─ client ─+╮$/)
    expect(new Set(drawn.map(widthOf))).toEqual(new Set([picture.columns]))
  })
  test('stand beside each other where heights are to be those of the band', () => {
    const { panes } = layoutPanes(printed({ server: 30, wire: 2, client: 5 }), { columns: 120, layout: 'bands' })
    expect(new Set(panes.map(({ row, rows }) => `${row} ${rows}`))).toEqual(new Set(['0 93']))
  })
})

test('a row that would fill pages is cut, and says how much is missing', () => {
  const rows = [{ at: 0, lane: 'client', mark: '|' as const, text: 'x'.repeat(1_000_000) }]
  const { panes } = layoutPanes({ ...echo, rows }, { columns: 100 })
  const lines = panes[1]?.lines.slice(1).map(textOf) ?? []
  const kept = lines.slice(0, -1).join('').replaceAll(' ', '').length
  expect(lines).toHaveLength(31)
  expect(lines.at(-1)).toBe(`  … ${1_000_000 - kept} more characters`)
})
