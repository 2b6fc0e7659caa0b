// Runs the built program over a small scenario and leaves beside it what V8 has compiled by then (src/cli/main.ts reads it).
// Called by build.mjs: node compile-ahead.cjs FILE ARGUMENTS
const { readFileSync, writeFileSync } = require('node:fs')
const { createRequire } = require('node:module')
const { dirname } = require('node:path')
const { Script } = require('node:vm')

const [filename] = process.argv.splice(2, 1)
// The same name as in src/cli/main.ts: it stands on stacks, also those of a copy of the package elsewhere.
const script = new Script(readFileSync(filename, 'latin1'), { filename: 'scenario-program.js' })
process.on('exit', (code) => {
  if (code === 0) writeFileSync(filename.replace(/js$/, 'cache'), script.createCachedData())
})
script.runInThisContext()({}, createRequire(filename), {}, filename, dirname(filename))
