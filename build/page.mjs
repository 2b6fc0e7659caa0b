import { build } from 'esbuild'
import { createHash } from 'node:crypto'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'

const home = resolve(import.meta.dirname, '..')

/** The report's page as one file in `<outdir>/page/`, with a place for its data (src/page-file): see page.d.mts. */
export async function buildPage(outdir) {
  const worker = await bundled({ worker: 'page/replay/regex-worker.ts' })
  const outputFiles = await bundled(
    { script: 'page/main.tsx', style: 'page/styles/index.css' },
    { REGEX_WORKER: JSON.stringify(worker[0].text.trim()) },
  )
  const [script, style] = ['script.js', 'style.css'].map((name) =>
    outputFiles.find(({ path }) => path.endsWith(name)).text.trim(),
  )
  for (const [text, end] of [
    [script, /<\/script|<!--/i],
    [style, /<\/style/i],
  ])
    if (end.test(text)) throw new Error(`the page's own text would end its element: ${end.exec(text)[0]}`)
  const parts = { script, style, 'script-hash': hashOf(script), 'style-hash': hashOf(style) }
  const template = await readFile(join(home, 'page', 'report.html'), 'utf8')
  await mkdir(join(outdir, 'page'), { recursive: true })
  const file = join(outdir, 'page', 'report.html')
  await writeFile(
    file,
    template.replaceAll(/\{([a-z-]+)\}/g, (_, name) => parts[name]),
  )
  return file
}

/** Minified files for a browser; `define` has texts that stand in the place of names. */
async function bundled(entryPoints, define = {}) {
  const { outputFiles } = await build({
    absWorkingDir: home,
    entryPoints,
    outdir: 'page',
    write: false,
    bundle: true,
    minify: true,
    format: 'iife',
    platform: 'browser',
    target: 'es2022',
    jsx: 'automatic',
    jsxImportSource: 'preact',
    // Bytes over ASCII would be cut in two where a file is read in pieces with the wrong encoding.
    charset: 'ascii',
    legalComments: 'none',
    alias: { 'string-width': './node_modules/fast-string-width/dist/index.js' },
    define,
    logLevel: 'warning',
  })
  return outputFiles
}

/** As a Content-Security-Policy names an inline element that may stand. */
function hashOf(text) {
  return `sha256-${createHash('sha256').update(text).digest('base64')}`
}
