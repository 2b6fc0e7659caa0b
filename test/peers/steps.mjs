// Does one thing for each argument, in order: `print TEXT`, `error TEXT`, `third TEXT`, `listen PORT`, `exit CODE`; then it goes on running.
import { writeSync } from 'node:fs'
import { createServer } from 'node:net'

const deeds = {
  print: (text) => console.log(text),
  error: (text) => console.error(text),
  third: (text) => writeSync(3, `${text}\n`),
  listen: (port) => new Promise((resolve) => void createServer().listen(Number(port), '127.0.0.1', resolve)),
  exit: (code) => process.exit(Number(code)),
}

for (const step of process.argv.slice(2)) {
  const [, deed, what] = /^(\w+) (.*)$/.exec(step)
  await deeds[deed](what)
}
setInterval(() => {}, 1000)
