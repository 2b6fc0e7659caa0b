#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { Script } from 'node:vm'

type Wrapped = (exports: object, require: NodeJS.Require, module: object, filename: string, dirname: string) => void

/**
 * The program as V8 has compiled it when it was built (compile-ahead.cjs): compiling is half of a short run's time, and Node 20 has
 * no cache of its own. Compiled anew where that was another V8's, or is not there. It is written in ASCII, wrapped as a function.
 */
function compiled(filename: string): Wrapped {
  const ahead = filename.replace(/js$/, 'cache')
  // V8 keeps the name under which it compiled: one that names no folder is right wherever the package is copied to.
  const script = new Script(readFileSync(filename, 'latin1'), {
    filename: 'scenario-program.js',
    ...(existsSync(ahead) ? { cachedData: readFileSync(ahead) } : {}),
  })
  return script.runInThisContext() as Wrapped
}

// This file and the program beside it are built as CommonJS.
const file = path.join(__dirname, 'program.js')
compiled(file)({}, require, {}, file, __dirname)
