import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Script } from 'node:vm'
import { expect, test } from 'vitest'
import { inAscii, nodeWhenUsed } from '../../build/node-when-used.mjs'
import { builtProgram } from '../cli/built.ts'

const bundle = `
var import_node_path = __toESM(require("node:path"), 1);
var import_node_zlib = require("node:zlib");
var import_node_buffer = require("node:buffer");
var import_other = require("other");
exports.join = () => import_node_path.default.join("a", "b");
exports.bytes = () => import_node_buffer.Buffer.from("a");
exports.unzip = () => new import_node_zlib.Gunzip();
`

test('modules of Node are loaded when they are first used, once', () => {
  const loaded: string[] = []
  const exports: Record<string, () => unknown> = {}
  const require = (name: string): unknown => {
    loaded.push(name)
    return name === 'node:path' ? path : { Gunzip: Map }
  }
  new Script(`(function (exports, require) {${nodeWhenUsed(bundle)}})`).runInThisContext()(exports, require)
  expect(loaded).toEqual(['other'])
  expect([exports['join']!(), exports['join']!()]).toEqual([path.join('a', 'b'), path.join('a', 'b')])
  expect(exports['bytes']!()).toEqual(Buffer.from('a'))
  exports['unzip']!()
  expect(loaded).toEqual(['other', 'node:path', 'node:zlib'])
})

test('a module of Node that is handed on as a value is no bundle that it can change', () => {
  expect(() => nodeWhenUsed('var import_node_fs = require("node:fs");\nuse(import_node_fs);')).toThrow('as a value')
})

test('what is not ASCII is escaped, so that regexes match the same', () => {
  const text = inAscii('/^[é–😀]$/u')
  const regex = new Script(text).runInThisContext() as RegExp
  expect(text).toMatch(/^[\0-\x7f]*$/)
  expect(['é', '–', '😀', '\ud83d'].map((each) => regex.test(each))).toEqual([true, true, true, false])
})

test('the program is ASCII', () => {
  const program = readFileSync(path.join(path.dirname(builtProgram()), 'program.js'), 'latin1')
  expect(program).toMatch(/^[\0-\x7f]*$/)
})
