// What the module of VS Code has, by the declarations of the version that the extension asks for: `window.createTerminal`, `Uri`.
const fs = require('node:fs')

const declared = fs.readFileSync(require.resolve('@types/vscode/index.d.ts'), 'utf8')
const names = new Set()
let namespace
for (const line of declared.split('\n')) {
  const opened = /^\t(?:export )?namespace (\w+)/.exec(line)
  if (opened) names.add((namespace = opened[1]))
  else if (line === '\t}') namespace = undefined
  const [, indent = '', name = ''] =
    /^(\t{1,2})(?:export )?(?:abstract )?(?:class|enum|const|let|function) (\w+)/.exec(line) ?? []
  if (indent.length === 1) names.add(name)
  if (indent.length === 2 && namespace !== undefined) names.add(`${namespace}.${name}`)
}
module.exports = names
