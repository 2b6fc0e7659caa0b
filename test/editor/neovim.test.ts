import { execa, execaSync } from 'execa'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect, onTestFinished, test } from 'vitest'

const root = path.resolve(import.meta.dirname, '../..')
const { failed, stdout } = execaSync('nvim', ['--version'], { reject: false })
const isThere = !failed
const [, minor = 0] = /v0\.(\d+)/.exec(String(stdout)) ?? []

/** The settings that docs/editor.md has for this version, with the program as it is built here. */
function settings(): string {
  const manual = fs.readFileSync(path.join(root, 'docs/editor.md'), 'utf8')
  const begin = Number(minor) >= 11 ? 'vim.lsp.config' : 'vim.api.nvim_create_autocmd'
  const block = manual
    .split('```')
    .find((each) => each.startsWith(`lua\n${begin}`))!
    .slice('lua\n'.length)
  return block.replace("'npx', '--no', 'scenario'", `'${process.execPath}', '${path.join(root, 'dist/cli/main.js')}'`)
}

const questions = `
vim.cmd('edit scenarios/x.yaml')
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end, 20)
local said = {}
for _, mark in ipairs(vim.diagnostic.get(0)) do table.insert(said, mark.message) end
vim.api.nvim_win_set_cursor(0, { 4, 12 })
local at = vim.lsp.util.make_position_params(0, 'utf-16')
local function ask(method)
  local answers = vim.lsp.buf_request_sync(0, method, at, 20000)
  for _, answer in pairs(answers) do return answer.result end
end
local labels = {}
for _, item in ipairs(ask('textDocument/completion')) do table.insert(labels, item.label) end
vim.api.nvim_buf_set_lines(0, 3, 4, false, { '  - start: server' })
vim.wait(20000, function() return #vim.diagnostic.get(0) == 0 end, 20)
local lenses = {}
for _, lens in ipairs(ask('textDocument/codeLens')) do table.insert(lenses, lens.command.title) end
io.write(vim.json.encode({ omni = vim.bo.omnifunc, said = said, labels = labels, left = #vim.diagnostic.get(0), lenses = lenses }))
vim.cmd('qall!')
`

test.runIf(isThere)('Neovim marks and completes with the settings of the manual', async () => {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'scenario-nvim-'))
  onTestFinished(() => fs.rmSync(folder, { recursive: true, force: true }))
  fs.mkdirSync(path.join(folder, 'scenarios'))
  const text = 'scenario: x\nactors: { server: echo-server }\nsteps:\n  - start: sever\n'
  fs.writeFileSync(path.join(folder, 'scenarios/x.yaml'), text)
  fs.writeFileSync(path.join(folder, 'settings.lua'), settings())
  fs.writeFileSync(path.join(folder, 'questions.lua'), questions)
  const env = { XDG_CONFIG_HOME: folder, XDG_STATE_HOME: folder, XDG_CACHE_HOME: folder, XDG_DATA_HOME: folder }
  const args = ['--clean', '--headless', '-c', 'luafile settings.lua', '-c', 'luafile questions.lua']
  const { all } = await execa('nvim', args, { cwd: folder, env, all: true, timeout: 50_000, reject: false })
  expect(JSON.parse(all.slice(all.indexOf('{')))).toEqual({
    omni: 'v:lua.vim.lsp.omnifunc',
    said: ['no actor is called “sever”\ndid you mean “server”?'],
    labels: ['server'],
    left: 0,
    lenses: ['run'],
  })
})
