// Bundles the program with shared chunks, so that the command, the library and the plugins' door are one module graph.
import { build } from 'esbuild'
import { rm } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'

const at = process.argv.indexOf('--out')
const outdir = at < 0 ? 'dist' : process.argv[at + 1]
await rm(outdir, { recursive: true, force: true })
const built = await build({
  entryPoints: { index: 'src/index.ts', plugin: 'src/plugin-author.ts', 'cli/main': 'src/cli/main.ts' },
  outdir,
  bundle: true,
  splitting: true,
  minify: true,
  keepNames: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['jiti', '@lydell/node-pty', '@resvg/resvg-js', '@xterm/headless', 'ws', '@peculiar/x509'],
  banner: {
    js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);",
  },
  plugins: [
    {
      // Authors get the whole of zod; what we bundle for ourselves is only what we use.
      name: 'zod-for-authors',
      setup: ({ onResolve }) =>
        onResolve({ filter: /^zod$/ }, ({ importer }) =>
          importer.endsWith('plugin-author.ts') ? { path: 'zod', external: true } : undefined,
        ),
    },
  ],
  logLevel: 'warning',
  metafile: true,
})
if (!process.argv.includes('--no-types')) {
  const types = spawnSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '--emitDeclarationOnly', '--noEmit', 'false', '-p', 'tsconfig.build.json'],
    { stdio: 'inherit' },
  )
  if (types.status !== 0) process.exit(types.status ?? 1)
}
if (process.argv.includes('--analyze')) {
  const { analyzeMetafile } = await import('esbuild')
  process.stdout.write(await analyzeMetafile(built.metafile))
}
