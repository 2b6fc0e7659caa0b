/**
 * The text of a bundle (CommonJS, not minified) in which each module of Node, and each file beside the bundle, is loaded when something
 * of it is first used. Loading all that any run may need, and copying what they export as esbuild does for default imports, is a good
 * part of a start.
 */
export function nodeWhenUsed(text) {
  const modules = new Map()
  const declared = /^( *)(var )?(import_\w+) = (?:__toESM\()?require\("(node:[\w/]+|\.\/[\w-]+\.js)"\)(?:, 1\))?;$/gm
  const without = text.replaceAll(declared, (_whole, indent, _var, name, module) => {
    modules.set(name, module)
    return indent
  })
  const names = [...new Set(modules.values())]
  const getter = (module) => `__late_${module.replaceAll(/\W+/g, '_')}`
  const getters = names.map(
    (module) =>
      `var ${getter(module)}Module, ${getter(module)} = () => ${getter(module)}Module ??= require("${module}");`,
  )
  // It is global as well, and used for each piece that is sent or received.
  const withGlobal = without.replaceAll(/\b(import_\w+)\.Buffer\b/g, (whole, name) =>
    modules.get(name) === 'node:buffer' ? 'Buffer' : whole,
  )
  const used = withGlobal.replaceAll(/\b(import_\w+)\.(default\b)?/g, (whole, name, isDefault) => {
    const module = modules.get(name)
    if (module === undefined) return whole
    return `(${getter(module)}())${isDefault === undefined ? '.' : ''}`
  })
  const whole = used
    .split('\n')
    .find((line) => !/^\s*var /.test(line) && line.match(/\bimport_\w+/g)?.some((name) => modules.has(name)))
  if (whole !== undefined) throw new Error(`a module of Node is used as a value: ${whole}`)
  return `${getters.join('\n')}\n${used}`
}

/** Without what is not ASCII: esbuild leaves it in regexes, and one such character makes all of a text two bytes a character. */
export const inAscii = (text) =>
  text.replaceAll(/[^\0-\x7f]/g, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`)
