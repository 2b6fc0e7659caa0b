import fs from 'node:fs'
import path from 'node:path'
import { folderWith } from './temporary.ts'

/** Answers its n-th start with the n-th word, and every later one with the last; what is not `good` ends the connection. */
const server = `
import fs from 'node:fs'
import net from 'node:net'
const [count, words] = process.argv.slice(2)
const starts = fs.existsSync(count) ? fs.readFileSync(count, 'utf8').length : 0
fs.appendFileSync(count, '.')
const answer = words.split(',').slice(0, starts + 1).at(-1)
if (answer === 'large') fs.writeFileSync('left-behind', answer)
const text = answer === 'large' ? 'x'.repeat(100_000) : answer
const served = (socket) => (answer.startsWith('good') ? socket.write(text + '\\n') : socket.end(text + '\\n'))
net.createServer(served).listen(0, '127.0.0.1', function () {
  console.log('port', this.address().port)
})
`

/** A folder in which each scenario expects `good` from a server that answers each start with another of its words. */
export function unsteady(scenarios: Readonly<Record<string, readonly string[]>>, extra = ''): string {
  const folder = folderWith({ 'server.mjs': server })
  for (const [name, words] of Object.entries(scenarios)) {
    const file = path.join(folder, 'scenarios', `${name}.yaml`)
    fs.mkdirSync(path.dirname(file), { recursive: true })
    fs.writeFileSync(
      file,
      [
        `scenario: ${name}`,
        ...(extra === '' ? [] : [extra]),
        'actors:',
        `  server: { program: { run: [node, ${folder}/server.mjs, ${folder}/${name}.starts, '${words.join(',')}'], ready: '/port (?<port>\\d+)/' } }`,
        '  client: { tcp-client: server }',
        'steps:',
        '  - start: server',
        '  - connect: client',
        '  - expect: { client: good }',
        '',
      ].join('\n'),
    )
  }
  return folder
}

/** How often the server of a scenario was started. */
export const startsIn = (folder: string, name: string): number =>
  fs.readFileSync(path.join(folder, `${name}.starts`), 'utf8').length
