// npm test: builds, then checks the text of the project beside its unit tests, then runs every shipped scenario. Prints what each
// took; the exit code is 1 when one failed.
import { spawn } from 'node:child_process'

const failed = []

/** Runs `npm run name`; what it prints is shown at once, or together at its end where something else runs beside it. */
async function step(name, { beside = false } = {}) {
  const begun = performance.now()
  const child = spawn('npm', ['run', '--silent', name], {
    stdio: ['ignore', beside ? 'pipe' : 'inherit', beside ? 'pipe' : 'inherit'],
  })
  const printed = []
  for (const stream of [child.stdout, child.stderr]) stream?.on('data', (bytes) => printed.push(bytes))
  const code = await new Promise((resolve) => child.on('close', resolve))
  if (code !== 0) failed.push(name)
  const seconds = ((performance.now() - begun) / 1000).toFixed(1)
  process.stdout.write(
    `${code === 0 ? '' : Buffer.concat(printed)}${name}: ${code === 0 ? 'passed' : 'FAILED'} in ${seconds} s\n`,
  )
  return code === 0
}

async function oneByOne(names, how) {
  for (const name of names) await step(name, how)
}

if (await step('build')) {
  await Promise.all([oneByOne(['types', 'lint', 'format:check', 'dead'], { beside: true }), step('unit')])
  // Nothing runs beside the scenarios, whose deadlines are those of their authors.
  await step('scenarios')
}
process.stdout.write(failed.length === 0 ? 'all passed\n' : `failed: ${failed.join(', ')}\n`)
process.exit(failed.length === 0 ? 0 : 1)
