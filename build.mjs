// Bundles the program with shared chunks, so that the command, the library and the plugins' door are one module graph.
import { build } from 'esbuild'
import { rm } from 'node:fs/promises'
import { spawnSync } from 'node:child_process'

await rm('dist', { recursive: true, force: true })
await build({
  entryPoints: { index: 'src/index.ts', plugin: 'src/plugin.ts', 'cli/main': 'src/cli/main.ts' },
  outdir: 'dist',
  bundle: true,
  splitting: true,
  minify: true,
  keepNames: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  external: ['execa', '@lydell/node-pty', '@resvg/resvg-js', '@xterm/headless', 'ws', '@peculiar/x509'],
  banner: { js: "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);" },
  logLevel: 'warning',
})
if (!process.argv.includes('--no-types')) {
  const types = spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '--emitDeclarationOnly', '--noEmit', 'false', '-p', 'tsconfig.build.json'], { stdio: 'inherit' })
  if (types.status !== 0) process.exit(types.status ?? 1)
}
