import { Script } from 'node:vm'

/**
 * The text of a bundle (CommonJS, not minified) in which each module, together with those that only it imports, is one function: that
 * has all that no other uses, and makes what others use when it runs. esbuild puts the functions and variables of all modules side by
 * side, so that each start makes the functions of all modules, and V8 keeps them and all names with what it has compiled. A module that
 * only the entry imports has no function of its own, and stays as it is. A module must not throw while it runs: it is taken as run.
 */
export function modulesAsFunctions(text) {
  const [head, ...texts] = text.split(/^(?=\/\/ (?!@)\S+$)/m)
  const modules = texts.map(moduleIn)
  const users = usersOf(modules)
  for (const module of modules) module.within = onlyImporter(module, users)
  const wholeOf = (module) => (module.within === undefined ? module : wholeOf(module.within))
  const isShared = (name) => new Set(users.get(name).map(wholeOf)).size > 1
  return `${head}function __hasRun() {\n}\n${modules.map((module) => written(module, modules, isShared)).join('')}`
}

const ownFunction = /^var (init_[\w$]+) = __esm\(\{\n {2}".*"\(\) \{\n( {4}"use strict";\n)?([\s\S]*?)^ {2}\}\n\}\);$/m

/** What of a module's text stands outside of its function, and what within; a module without function has only the first. */
function moduleIn(text) {
  const found = ownFunction.exec(text)
  if (found === null) return { text, outside: text }
  const [whole, init, strict = '', body] = found
  return {
    text,
    outside: text.slice(0, found.index),
    init,
    strict,
    body,
    behind: text.slice(found.index + whole.length),
  }
}

/** The modules in which each name stands. */
function usersOf(modules) {
  const users = new Map()
  for (const module of modules)
    for (const name of new Set(module.text.match(/(?<![\w$]|(?<!\.\.)\.)[\w$]+/g)))
      users.set(name, [...(users.get(name) ?? []), module])
  return users
}

/** The one module that imports this one: it can have all of it, so that fewer functions are made and called. */
function onlyImporter(module, users) {
  if (module.init === undefined) return undefined
  const [importer, ...more] = users.get(module.init).filter((each) => each !== module)
  const fits = more.length === 0 && importer?.strict === module.strict && importer.text.split(module.init).length === 2
  return fits && importer.body.includes(imported(module)) ? importer : undefined
}

const imported = ({ init }) => `    ${init}();\n`

function written(module, modules, isShared) {
  if (module.init === undefined) return module.text
  if (module.within !== undefined) return ''
  const { names, made, others, body } = merged(module, modules, isShared)
  const variables = (which) => {
    const all = names.filter((name) => isShared(name) === which)
    return all.length === 0 ? '' : `var ${all.join(', ')};\n`
  }
  const { init, strict, behind } = module
  return `${others}${variables(true)}function ${init}() {\n${strict}${init} = __hasRun;\n${variables(false)}${made}${body}}${behind}`
}

/** A module together with those that only it imports. */
function merged(module, modules, isShared) {
  const all = declared(module.outside, isShared)
  let { body } = module
  for (const other of modules.filter(({ within }) => within === module)) {
    const { names, made, others, body: itsBody } = merged(other, modules, isShared)
    all.names.push(...names)
    all.others += others
    body = body.replace(imported(other), () => made + itsBody)
  }
  return { ...all, body }
}

/** The functions, and the objects of what is exported, as statements of the module; the names of variables; and what is left. */
function declared(text, isShared) {
  const names = []
  let [others, made] = ['', '']
  for (let rest = text; rest !== '';) {
    const begin = /^(?:(async )?function(\*?) ([\w$]+)(?=\()|__export\(|var ([\w$, ]+);\n)/m.exec(rest)
    if (begin === null) return { others: others + rest, made, names }
    const [whole, isAsync = '', star, name, variables] = begin
    others += rest.slice(0, begin.index)
    const statement = variables === undefined ? wholeStatement(rest.slice(begin.index)) : whole
    rest = rest.slice(begin.index + statement.length)
    if (variables !== undefined) names.push(...variables.split(', '))
    else if (name === undefined || !isShared(name)) made += statement
    else {
      names.push(name)
      made += `${name} = ${isAsync}function${star}${statement.slice(whole.length).trimEnd()};\n`
    }
  }
  return { others, made, names }
}

/** Up to the first line that ends it: a template may contain one that looks the same. */
function wholeStatement(text) {
  for (const { index, 0: line } of text.matchAll(/^\}(?:\);)?\n/gm)) {
    const statement = text.slice(0, index + line.length)
    if (isComplete(statement)) return statement
  }
  throw new Error(`no end of ${text.slice(0, 200)}`)
}

function isComplete(statement) {
  try {
    void new Script(statement)
    return true
  } catch {
    return false
  }
}
