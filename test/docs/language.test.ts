import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { expect, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const pages = ['README.md', ...readdirSync(path.join(root, 'docs')).map((name) => `docs/${name}`)]
/** Blocks that examples.test.ts runs. */
const run = pages
  .filter((page) => page.endsWith('.md'))
  .flatMap((page) => [
    ...readFileSync(path.join(root, page), 'utf8').matchAll(/^```yaml(?: file: \S+)?\n(.*?)^```$/gms),
  ])
  .map(([, text = '']) => text)

/** Every form of the language, as it can be seen in an example, by the tables of the language: regexes with ¦ between. */
const forms: Readonly<Record<string, string>> = {
  'the top':
    String.raw`^scenario:¦^about:¦^tags:¦^plugins:.*\./¦^vars:¦secret: true¦^files:¦mode: 755¦^ +\S+/:¦^tmp:¦^limits:¦` +
    String.raw`teardown:¦^forbid:¦^uses:¦^fails:¦known-bug:¦match: '?/¦- uuid¦- duration¦^transcript:¦^only:¦^skip:¦os: ¦command: ¦env: NOT`,
  variables:
    String.raw`\$\{tmp\}¦\$\{dir\}¦\$\{env\.\w¦\$\{free-port\.\w¦\$\$\{¦\$\{n\}¦\$\{\w+\.port\}¦\(\?<\w+>¦\$\{matched\}¦` +
    String.raw`\$\{name\}`,
  verbs:
    String.raw`- start: \w¦- start: \[¦- start: (\w+)\n[^]*- start: \1¦- connect: \w¦- connect: \[¦- run: \w¦` +
    String.raw`- run: \{ \w+: ¦code: \d¦send: \{ [\w#]+: \w¦send: \{ [\w#]+: \[¦send:.*\{ text:¦send:.*bytes:¦base64:¦` +
    String.raw`send:.*json:¦send:.*file:¦times: \d¦quiet: true¦- end: ¦- exit: ¦- close: ¦- close: \w+#¦- reset: ¦` +
    String.raw`- signal: ¦group: true¦- pause:¦- resume:¦- let:¦- set:¦- check:¦- fault:¦- wait:¦- note:¦` +
    String.raw`repeat:[^]*times:¦each:¦- include: \w¦with:¦within:`,
  'addressing and expectations':
    String.raw`\w#1¦\w#[a-z]¦\w#latest¦\w#\$\{n\}¦count: \d¦crowd#\d¦expect: \{ \w+: [A-Z]¦\{ text: ¦: /[^/]+/¦\{ regex:¦\{ line:¦prompt:¦` +
    String.raw`expect:.*json:¦expect:.*bytes:¦\?\?¦take: \d¦take: "¦lines: \[¦lines: \d¦any-order:¦one-of:¦event: end¦` +
    String.raw`event: reset¦event: closed¦event: timeout¦event: drain¦event: listening¦event: connection¦` +
    String.raw`event: close, code¦event: waiting¦error: E¦exit: \d¦exit: SIG¦silence:¦next: true¦without:¦` +
    String.raw`stream: stderr¦as: \w¦after: \d+m?s`,
  'framings and actors':
    String.raw`framing: line¦framing: crlf¦delimiter:¦\{ length:¦framing: raw¦eol:¦rules:¦path: \w¦path: "@¦backlog:¦` +
    String.raw`allowHalfOpen¦pauseOnConnect¦noDelay¦keepAlive¦timeout: \d¦encoding:¦program: \[¦cwd:¦env: \{¦stdin:¦` +
    String.raw`ready: \w¦ready: '?/¦ready: \{ text¦ready: \{ port¦ready: \{ udp¦ready: \{ path¦ready: \{ fd¦` +
    String.raw`ready: \{ input¦exit: [a-z]¦stop: ¦grace:¦pty: true¦pty: \{¦pipes: real¦shell: true¦\{ file: ¦` +
    String.raw`missing: ok¦udp:¦bind:¦tls-server¦tls-client¦cert:¦\bca:¦alpn:¦servername:¦maxVersion¦websocket-server¦` +
    String.raw`- ping:¦close-with:¦proxy:¦telnet:¦greeting-server¦strict: true¦rows: sorted¦rows: taken¦tail: open`,
  faults:
    String.raw`latency:¦jitter:¦bandwidth:¦slice:¦stop: true¦reset: true¦half-close¦corrupt:¦: refuse¦: clear¦` +
    String.raw`after: \{ bytes¦after: \{ line¦connection: \d¦direction: (?:up|down)`,
}

test.each(Object.entries(forms))('every form of %s stands in an example that is run', (_, joined) => {
  const patterns = joined.split('¦').map((source) => new RegExp(source, 'm'))
  expect(run.length).toBeGreaterThan(80)
  expect(patterns.filter((pattern) => !run.some((text) => pattern.test(text))).map(String)).toEqual([])
})
