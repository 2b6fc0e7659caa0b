#!/usr/bin/env node
// Throws mutations at checks, runs, transcripts, the command line the language server and the files of `record --from`: the tests of test/fuzz, with more of each.
//   npm run soak:fuzz -- [--checks 20000] [--runs 4000] [--products 400] [--transcripts 20000] [--flags 1000] [--lsp 1000] [--record 20000] [--seed N]
import { execaSync } from 'execa'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'

const { values } = parseArgs({
  options: {
    checks: { type: 'string', default: '20000' },
    runs: { type: 'string', default: '4000' },
    products: { type: 'string', default: '400' },
    transcripts: { type: 'string', default: '20000' },
    flags: { type: 'string', default: '1000' },
    lsp: { type: 'string', default: '1000' },
    record: { type: 'string', default: '20000' },
    seed: { type: 'string', default: String(Date.now() % 1e9) },
  },
})
const amounts = {
  check: values.checks,
  run: values.runs,
  transcripts: values.transcripts,
  flags: values.flags,
  lsp: values.lsp,
  record: values.record,
}
if (![...Object.values(amounts), values.products, values.seed].every((text) => /^\d+$/.test(text))) {
  process.stderr.write('every option wants a whole number\n')
  process.exit(2)
}
const env = {
  ...process.env,
  FUZZ_SEED: values.seed,
  // Two kinds of mutation are checked so many times each.
  FUZZ_RUNS: String(Math.ceil(Number(values.checks) / 2)),
  FUZZ_LIVES: values.runs,
  FUZZ_PRODUCTS: values.products,
  FUZZ_TRANSCRIPTS: values.transcripts,
  FUZZ_FLAGS: values.flags,
  FUZZ_LSP: values.lsp,
  FUZZ_RECORD: values.record,
}
const files = Object.entries(amounts)
  .filter(([, amount]) => Number(amount) > 0)
  .map(([name]) => `test/fuzz/${name}.test.ts`)
const { exitCode } = execaSync(process.execPath, ['node_modules/vitest/vitest.mjs', 'run', ...files], {
  cwd: resolve(import.meta.dirname, '../..'),
  stdio: 'inherit',
  reject: false,
  env,
})
process.stdout.write(
  `${values.checks} checks, ${values.runs} runs, ${values.products} products, ${values.transcripts} transcripts, ${values.flags} calls, ${values.record} files to record from and ${values.lsp} scenarios in an editor from seed ${values.seed}: ${exitCode === 0 ? 'nothing found' : 'see above'}\n`,
)
process.exit(exitCode === 0 ? 0 : 1)
