// A menu on the alternate screen: arrow keys move, Enter chooses, q leaves.
const items = ['New file', 'Open…', 'Save', 'Quit']
let chosen = 0
let said = ''

const row = (item, index) => (index === chosen ? `\x1b[7m> ${item.padEnd(12)}\x1b[m` : `  ${item}`)
function draw() {
  const rows = ['\x1b[1;34mFile\x1b[m', ...items.map(row), '', said === '' ? '' : `\x1b[32m${said}\x1b[m`]
  process.stdout.write(`\x1b[H\x1b[2J${rows.join('\r\n')}\x1b[${chosen + 2};1H`)
}

const keys = {
  '\x1b[A': () => (chosen = Math.max(0, chosen - 1)),
  '\x1b[B': () => (chosen = Math.min(items.length - 1, chosen + 1)),
  '\r'() {
    if (items[chosen] === 'Quit') process.exit()
    said = `you chose “${items[chosen]}”`
  },
}

process.stdin.setRawMode(true)
process.stdin.on('data', (key) => {
  keys[key.toString()]?.()
  draw()
})
process.on('exit', () => process.stdout.write('\x1b[?1049l'))
process.stdout.write('before the menu\r\n\x1b[?1049h')
draw()
