/**
 * esbuild: what few runs need is no part of what every run reads. Each of these packages is a file of its own beside the program, and
 * so are zod, as far as the program needs it, what a language server is made of, and the import() of foreign code, which must stay one.
 */
export const besideTheProgram = (...names) => ({
  name: 'beside-the-program',
  setup({ onResolve }) {
    const files = /\/(import-module|language-server|real-zod)\.ts$/
    onResolve({ filter: files }, ({ path }) => ({ path: `./${files.exec(path)[1]}.js`, external: true }))
    onResolve({ filter: new RegExp(`^(?:${names.join('|')})$`) }, ({ path }) => ({
      path: `./${path}.js`,
      external: true,
    }))
  },
})
