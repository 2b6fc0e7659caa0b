// Bundles the library and the plugins' door with shared chunks, and the command line as one file that V8 compiles ahead.
//   node build.mjs [--no-types] [--analyze] [--out FOLDER]
import { build, transform } from 'esbuild'
import { execaSync } from 'execa'
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { chmod, copyFile, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { besideTheProgram } from './build/beside-the-program.mjs'
import { fontsInto } from './build/fonts.mjs'
import { modulesAsFunctions } from './build/modules-as-functions.mjs'
import { inAscii, nodeWhenUsed } from './build/node-when-used.mjs'
import { packagesWhenUsed } from './build/packages-when-used.mjs'
import { buildPage } from './build/page.mjs'
import { pluginsWhenUsed } from './build/plugins-when-used.mjs'
import { withoutBarrels } from './build/without-barrels.mjs'
import { zodWhenUsed } from './build/zod-when-used.mjs'

const at = process.argv.indexOf('--out')
const outdir = at < 0 ? 'dist' : process.argv[at + 1]
await rm(outdir, { recursive: true, force: true })
const { optionalDependencies } = JSON.parse(await readFile('package.json', 'utf8'))
const common = {
  outdir,
  bundle: true,
  minify: true,
  platform: 'node',
  target: 'node20',
  external: [
    ...Object.keys(optionalDependencies),
    'jiti',
    '@xterm/headless',
    'ws',
    '@peculiar/x509',
    'vitest',
    'bullmq',
    'ioredis',
  ],
  alias: {
    // What the package gives to Node asks the environment about logging at every token; what it gives to browsers does not.
    yaml: './node_modules/yaml/browser/index.js',
    // What it gives to Node is wrapped so that no bundler can follow it.
    'jsonc-parser': './node_modules/jsonc-parser/lib/esm/main.js',
    // The one that the parser of arguments comes with reads Unicode's tables when it is loaded, a quarter of that parser's time.
    'string-width': './node_modules/fast-string-width/dist/index.js',
  },
  logLevel: 'warning',
  // Something of zod that is not in src/coercion/deferred-zod.ts.
  logOverride: { 'import-is-undefined': 'error' },
  metafile: true,
}
const library = await build({
  ...common,
  entryPoints: { index: 'src/index.ts', plugin: 'src/plugin-author.ts', vitest: 'src/vitest.ts' },
  splitting: true,
  format: 'esm',
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
})
// CommonJS starts 5 ms sooner than ESM, and only a script can be given to V8 as it was compiled before.
const commonJs = {
  ...common,
  format: 'cjs',
  define: { 'import.meta.dirname': '__dirname', 'import.meta.filename': '__filename' },
}
/** Packages ask for the URL of their file. */
const withUrl = {
  define: { 'import.meta.url': '__moduleUrl' },
  banner: { js: "const __moduleUrl=require('node:url').pathToFileURL(__filename).href;" },
}
const beside = ['diff', 'execa', 'expr-eval-fork', 'jsonc-parser', 'tinyglobby', 'yargs']
const program = await build({
  ...commonJs,
  minify: false,
  write: false,
  entryPoints: { 'cli/program': 'src/cli/start/program.ts' },
  supported: { 'dynamic-import': false },
  plugins: [
    pluginsWhenUsed,
    withoutBarrels('src/plugin.ts', 'src/net/index.ts', 'src/rules/index.ts'),
    zodWhenUsed,
    packagesWhenUsed('@eslint-community/regexpp', 'diff', 'fast-string-width'),
    besideTheProgram(...beside),
  ],
})
const { code } = await transform(modulesAsFunctions(nodeWhenUsed(program.outputFiles[0].text)), {
  minify: true,
  format: 'cjs',
  platform: 'node',
  target: 'node20',
})
const text = asFunction(inAscii(code))
await build({
  ...commonJs,
  entryPoints: { 'cli/main': 'src/cli/main.ts' },
  define: { PROGRAM_HASH: JSON.stringify(createHash('sha256').update(text).digest('hex').slice(0, 16)) },
})
await build({
  ...commonJs,
  ...withUrl,
  entryPoints: {
    'cli/import-module': 'src/registry/import-module.ts',
    'cli/real-zod': 'src/coercion/real-zod.ts',
    'cli/language-server': 'src/lsp/workspace/language-server.ts',
    ...Object.fromEntries(beside.filter((name) => name !== 'yargs').map((name) => [`cli/${name}`, name])),
  },
})
await build({
  ...commonJs,
  ...withUrl,
  // Who imports what a CommonJS file exports as its default gets all of it.
  stdin: { contents: "module.exports = require('yargs').default", resolveDir: '.' },
  entryNames: 'cli/yargs',
})
await writeFile(join(outdir, 'cli', 'package.json'), '{ "type": "commonjs" }\n')
await writeFile(join(outdir, 'cli', 'program.js'), text)
await fontsInto(join(outdir, 'fonts'))
await compileAhead(resolve(outdir, 'cli'))
await buildPage(outdir)
if (outdir === 'dist' && process.platform !== 'win32' && existsSync('node_modules/.bin')) {
  // In its own clone a package's command is not linked, and npx would first install the clone into its cache.
  await chmod('dist/cli/main.js', 0o755)
  await rm('node_modules/.bin/scenario', { force: true })
  await symlink('../../dist/cli/main.js', 'node_modules/.bin/scenario')
}
if (!process.argv.includes('--no-types')) {
  const types = execaSync(
    process.execPath,
    ['node_modules/typescript/bin/tsc', '--emitDeclarationOnly', '--noEmit', 'false', '-p', 'tsconfig.build.json'],
    { stdio: 'inherit', reject: false },
  )
  if (types.failed) process.exit(types.exitCode ?? 1)
}
if (process.argv.includes('--analyze')) {
  const { analyzeMetafile } = await import('esbuild')
  for (const { metafile } of [library, program]) process.stdout.write(await analyzeMetafile(metafile))
}

/** The text as Node wraps a module, for V8 to compile as one script (src/cli/main.ts). */
function asFunction(text) {
  return `(function (exports, require, module, __filename, __dirname) { ${text}\n})`
}

/** What a short run needs of the program is compiled by letting it run, once to record and once to compare, and kept beside it. */
async function compileAhead(cli) {
  const posix = process.platform !== 'win32'
  const echo = `scenario: Echo
actors:
  server: { echo-server: { prefix: "echo: " } }
${posix ? '  program: { program: cat }' : ''}
  client: { telnet: server }
  other: { tcp-client: server }
steps:
${posix ? '  - start: program\n  - send: { program: one }\n  - expect: { program: one }\n  - exit: program' : ''}
  - start: server
  - connect: [client, other]
  - expect: { client: Hello client!, server: '/client/', other: Hello client! }
  - send: { client: one }
  - expect: { client: "echo: one", server: one }
  - exit: [client, other]
`
  const folder = await mkdtemp(join(tmpdir(), 'scenario-build-'))
  try {
    await mkdir(join(folder, 'scenarios'))
    await writeFile(join(folder, 'scenarios', 'echo.yaml'), echo)
    for (const kept of ['off', '']) {
      const env = { SCENARIO_COMPILE_CACHE: kept, XDG_CACHE_HOME: folder, NODE_OPTIONS: '' }
      const args = [join(cli, 'main.js'), 'run', '--no-ci']
      const { failed, all } = execaSync(process.execPath, args, { cwd: folder, env, all: true, reject: false })
      if (failed) process.stderr.write(`not compiled ahead, so that the command starts more slowly:\n${all}\n`)
    }
    const [compiled] = await readdir(join(folder, 'scenario'))
    await copyFile(join(folder, 'scenario', compiled), join(cli, 'program.compiled'))
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
