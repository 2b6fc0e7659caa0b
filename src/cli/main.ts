#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Script } from 'node:vm'
import { compiledProgram, keepCompiled } from './compile-cache.ts'

type Wrapped = (exports: object, require: NodeJS.Require, module: object, filename: string, dirname: string) => void

// This file and the program beside it are built as CommonJS; the program is written in ASCII, wrapped as a function.
const file = path.join(__dirname, 'program.js')
const compiled = compiledProgram(__dirname, process.env)
const script = new Script(readFileSync(file, 'latin1'), {
  // V8 keeps the name under which it compiled: one that names no folder is right wherever the package is copied to.
  filename: 'scenario-program.js',
  ...(compiled.data === undefined ? {} : { cachedData: compiled.data }),
})
const module: { exports: { readonly hasRun?: boolean } } = { exports: {} }
if (compiled.target !== undefined && (compiled.data === undefined || script.cachedDataRejected === true))
  process.on('exit', (code) => {
    if (code === 0 && module.exports.hasRun === true) keepCompiled(compiled.target as string, script.createCachedData())
  })
;(script.runInThisContext() as Wrapped)(module.exports, require, module, file, __dirname)
