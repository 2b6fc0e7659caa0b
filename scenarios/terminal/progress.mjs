// A bar that grows on its row, and a spinner beside it, as package managers draw them.
import { setTimeout as pause } from 'node:timers/promises'

const frames = '⠋⠙⠹⠸⠼⠴⠦⠧⠇⠏'
process.stdout.write('\x1b[?25l')
for (let percent = 0; percent <= 100; percent += 5) {
  const bar = '█'.repeat(percent / 5).padEnd(20, '░')
  process.stdout.write(`\r\x1b[36m${frames[(percent / 5) % frames.length]}\x1b[m \x1b[32m${bar}\x1b[m ${percent}%`)
  await pause(3)
}
process.stdout.write('\r\x1b[2K\x1b[32m✔\x1b[m 21 packages installed\r\n\x1b[?25h')
