/**
 * esbuild: functions and classes of these packages are loaded when one of them is first called. Most runs need no parser of regexes,
 * no differences and no tables of wide characters.
 */
export const packagesWhenUsed = (...names) => ({
  name: 'packages-when-used',
  setup({ onResolve, onLoad }) {
    const namespace = 'packages-when-used'
    const filter = new RegExp(`^(?:${names.join('|')})$`)
    onResolve({ filter }, ({ path, namespace: from }) => (from === namespace ? undefined : { path, namespace }))
    onLoad({ filter, namespace }, async ({ path }) => ({
      contents: whenUsed(path, await import(path)),
      resolveDir: process.cwd(),
    }))
  },
})

/** The text of a module with functions in place of those that the package exports; `new` works, too, since they answer an object. */
export function whenUsed(name, exported) {
  const functions = Object.keys(exported).filter((each) => typeof exported[each] === 'function')
  const each = (exportedName) =>
    `export ${exportedName === 'default' ? 'default function' : `function ${exportedName}`}(...given) {
      const it = used().${exportedName}
      return new.target ? new it(...given) : it(...given)
    }`
  return `let loaded
    const used = () => loaded ??= require(${JSON.stringify(name)})
    ${functions.map(each).join('\n')}`
}
