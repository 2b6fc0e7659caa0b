// A line editor, node:readline, behind a prompt with wide characters.
import readline from 'node:readline'

const lines = readline.createInterface({ input: process.stdin, output: process.stdout, prompt: '漢🙂> ' })
lines.prompt()
lines.on('line', (line) => {
  console.log(`got ${line}`)
  lines.prompt()
})
lines.on('close', () => console.log('bye'))
