#!/usr/bin/env node
import { existsSync, readFileSync } from 'node:fs'
import module from 'node:module'
import path from 'node:path'
import { Script } from 'node:vm'

type Wrapped = (exports: object, require: NodeJS.Require, module: object, filename: string, dirname: string) => void

/**
 * The program as V8 has compiled it when it was built (compile-ahead.cjs): compiling is half of a short run's time, and Node 20 has
 * no cache of its own. Undefined where that was another V8's, or is not there.
 */
function compiledAhead(filename: string): Wrapped | undefined {
  const compiled = filename.replace(/js$/, 'cache')
  if (!existsSync(compiled)) return undefined
  const source = module.wrap(readFileSync(filename, 'utf8'))
  // V8 keeps the name under which it compiled: one that names no folder is right wherever the package is copied to.
  const script = new Script(source, { filename: 'scenario-program.js', cachedData: readFileSync(compiled) })
  return script.cachedDataRejected === true ? undefined : (script.runInThisContext() as Wrapped)
}

// This file and the program beside it are built as CommonJS.
const file = path.join(__dirname, 'program.js')
const program = compiledAhead(file)
if (program === undefined) {
  // Beside the program, which only its owner can change; by default Node takes a folder that other local users may have made.
  ;(module as { enableCompileCache?: (folder: string) => void }).enableCompileCache?.(
    path.join(__dirname, 'compile-cache'),
  )
  require(file)
} else program({}, require, {}, file, __dirname)
