// A table of processes that is redrawn cell by cell, as top and htop do: only what has changed is written.
const rows = [
  { pid: 101, name: 'nginx', load: 3 },
  { pid: 102, name: 'redis', load: 1 },
  { pid: 103, name: 'node', load: 0 },
]
const order = { p: (a, b) => a.pid - b.pid, l: (a, b) => b.load - a.load, n: (a, b) => a.name.localeCompare(b.name) }
let shown = []

const write = (text) => process.stdout.write(text)
function draw() {
  const lines = rows.map(({ pid, name, load }) => `${pid}  ${name.padEnd(8)}${String(load).padStart(3)}%`)
  lines.forEach((line, row) => {
    for (let column = 0; column < line.length; column++)
      if (shown[row]?.[column] !== line[column]) write(`\x1b[${row + 3};${column + 1}H${line[column]}`)
  })
  shown = lines
}

process.stdin.setRawMode(true)
write('\x1b[?1049h\x1b[?25l\x1b[2J\x1b[H\x1b[1mProcesses\x1b[m\r\n\x1b[30;42mPID  NAME    LOAD\x1b[m')
draw()
process.stdin.on('data', (key) => {
  const by = key.toString()
  if (by === 'q') process.exit()
  if (by === '+') rows[2].load += 40
  if (by in order) rows.sort(order[by])
  draw()
})
process.on('exit', () => write('\x1b[?25h\x1b[?1049l'))
