import { Script } from 'node:vm'

/**
 * The text of a bundle (CommonJS, not minified) in which each module is one function that has all that no other module uses, and makes
 * the functions that others use when it runs. esbuild puts the functions and variables of all modules side by side, so that each start
 * makes the functions of all modules, and V8 keeps them and all names with what it has compiled. A module that only the entry imports
 * has no function of its own, and stays as it is.
 */
export function modulesAsFunctions(text) {
  const [head, ...modules] = text.split(/^(?=\/\/ (?!@)\S+$)/m)
  const users = new Map()
  for (const module of modules)
    for (const name of new Set(module.match(/(?<![\w$]|(?<!\.\.)\.)[\w$]+/g)))
      users.set(name, (users.get(name) ?? 0) + 1)
  const isShared = (name) => users.get(name) > 1
  return `${head}function __hasRun() {\n}\n${modules.map((module) => moduleWhenRun(module, isShared)).join('')}`
}

const ownFunction = /^var (init_[\w$]+) = __esm\(\{\n {2}".*"\(\) \{\n( {4}"use strict";\n)?/m

function moduleWhenRun(text, isShared) {
  const found = ownFunction.exec(text)
  if (found === null) return text
  const [whole, init, strict = ''] = found
  const body = text.slice(found.index + whole.length).replace(/^ {2}\}\n\}\);$/m, '}')
  const { others, made, names } = declared(text.slice(0, found.index), isShared)
  const variables = (which) => {
    const all = names.filter((name) => isShared(name) === which)
    return all.length === 0 ? '' : `var ${all.join(', ')};\n`
  }
  return `${others}${variables(true)}function ${init}() {\n${strict}${init} = __hasRun;\n${variables(false)}${made}${body}`
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
