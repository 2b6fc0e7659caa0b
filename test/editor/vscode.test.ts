import { execa } from 'execa'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { pathToFileURL } from 'node:url'
import { commandAmong, commandIn, isUsedIn } from '../../editors/vscode/src/command.ts'

const root = path.resolve(import.meta.dirname, '../..')

function folder(): string {
  const made = fs.mkdtempSync(path.join(os.tmpdir(), 'scenario-vscode-'))
  onTestFinished(() => fs.rmSync(made, { recursive: true, force: true }))
  return made
}

/** The files of an archive, by its directory at its end. */
function unzipped(archive: Buffer): Map<string, Buffer> {
  const end = archive.lastIndexOf('PK\x05\x06')
  const files = new Map<string, Buffer>()
  let at = archive.readUInt32LE(end + 16)
  for (let left = archive.readUInt16LE(end + 10); left > 0; left -= 1) {
    const nameLength = archive.readUInt16LE(at + 28)
    const name = archive.toString('utf8', at + 46, at + 46 + nameLength)
    const local = archive.readUInt32LE(at + 42)
    const begin = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28)
    const content = inflateRawSync(archive.subarray(begin, begin + archive.readUInt32LE(at + 20)))
    expect(content.length).toBe(archive.readUInt32LE(at + 24))
    files.set(name, content)
    at += 46 + nameLength + archive.readUInt16LE(at + 30) + archive.readUInt16LE(at + 32)
  }
  return files
}

async function packed(): Promise<Map<string, Buffer>> {
  const out = path.join(folder(), 'scenario.vsix')
  await execa(process.execPath, ['editors/vscode/package.mjs', '--out', out], { cwd: root })
  return unzipped(fs.readFileSync(out))
}

test('the package has what VS Code asks of one, and nothing else', async () => {
  const files = await packed()
  expect([...files.keys()].sort()).toEqual([
    '[Content_Types].xml',
    'extension.vsixmanifest',
    'extension/LICENSE',
    'extension/README.md',
    'extension/dist/extension.cjs',
    'extension/package.json',
  ])
  const manifest = files.get('extension.vsixmanifest')!.toString()
  const described = JSON.parse(files.get('extension/package.json')!.toString()) as { main: string; version: string }
  expect(files.has(path.posix.join('extension', described.main))).toBe(true)
  expect(manifest).toContain(`Version="${described.version}"`)
  for (const [, named] of manifest.matchAll(/ Path="([^"]*)"/g)) expect([...files.keys()]).toContain(named)
  const types = files.get('[Content_Types].xml')!.toString()
  for (const name of files.keys())
    if (name !== '[Content_Types].xml')
      expect(types).toContain(path.extname(name) === '' ? `/${name}` : `Extension="${path.extname(name)}"`)
})

const wrong = 'scenario: x\nactors: { server: echo-server }\nsteps:\n  - start: sever\n'

/** Two projects, of which the second brings the program. */
function projects(): readonly [string, string] {
  const [plain, own] = [folder(), folder()]
  for (const each of [plain, own]) {
    fs.mkdirSync(path.join(each, 'scenarios'))
    fs.writeFileSync(path.join(each, 'scenarios/x.yaml'), wrong)
  }
  fs.mkdirSync(path.join(own, 'node_modules/.bin'), { recursive: true })
  fs.symlinkSync(path.join(root, 'dist/cli/main.js'), path.join(own, 'node_modules/.bin/scenario'))
  return [plain, own]
}

/** What the extension does in these folders, with a file of them open, and told these commands once that file is marked. */
async function lived(file: string, folders: readonly string[], commands: readonly object[]): Promise<unknown[]> {
  const extension = path.join(folder(), 'extension.cjs')
  fs.writeFileSync(extension, (await packed()).get('extension/dist/extension.cjs')!)
  const editor = execa(process.execPath, [path.join(root, 'test/peers/vscode.cjs'), extension, file, ...folders])
  const said: unknown[] = []
  for await (const line of editor) {
    said.push(JSON.parse(line))
    if (!line.includes('marked')) continue
    editor.stdin.end([...commands, { stop: true }].map((each) => `${JSON.stringify(each)}\n`).join(''))
  }
  return said
}

test('the extension starts the command of the project, which marks a mistake', async () => {
  const [, own] = projects()
  const file = path.join(own, 'scenarios/x.yaml')
  expect(await lived(file, [own], [])).toEqual([
    { command: 'scenario.runInTerminal' },
    { command: 'scenario.review' },
    { command: 'scenario.restart' },
    { test: 'scenarios/x.yaml' },
    { command: 'scenario.run' },
    { command: 'scenario.accept' },
    { active: true },
    { marked: expect.stringMatching(/x\.yaml$/), marks: ['no actor is called “sever”\ndid you mean “server”?'] },
  ])
})

test('of several folders it takes the program that one brings, and terminals open where a scenario is', async () => {
  const [plain, own] = projects()
  const file = path.join(plain, 'scenarios/x.yaml')
  const inOwn = pathToFileURL(path.join(own, 'scenarios/x.yaml')).href
  const said = await lived(
    file,
    [plain, own],
    [
      { command: 'scenario.runInTerminal', args: [inOwn] },
      { command: 'scenario.review', args: [] },
      { command: 'tests', args: [] },
    ],
  )
  expect(said.filter((each) => !/command|marked|active|"test"/.test(JSON.stringify(each)))).toEqual([
    {
      terminal: [path.join(own, 'node_modules/.bin/scenario'), 'run', path.join(own, 'scenarios/x.yaml')],
      cwd: own,
    },
    { terminal: [path.join(own, 'node_modules/.bin/scenario'), 'review', file], cwd: plain },
    { failed: 'scenarios/x.yaml' },
    { ended: true },
  ])
})

test('only where somebody means to use it, a program that is missing is an error', () => {
  const project = folder()
  expect(isUsedIn(project)).toBe(false)
  expect(isUsedIn(project, ['npx', 'scenario'])).toBe(true)
  fs.writeFileSync(path.join(project, 'scenario.config.yaml'), '')
  expect(isUsedIn(project)).toBe(true)
})

test('the command is that of the setting, of the project, or on the PATH', () => {
  const project = folder()
  expect(commandIn(project)).toEqual(['scenario'])
  expect(commandIn(project, ['npx', 'scenario'])).toEqual(['npx', 'scenario'])
  fs.mkdirSync(path.join(project, 'node_modules/.bin'), { recursive: true })
  fs.writeFileSync(path.join(project, 'node_modules/.bin/scenario'), '')
  expect(commandIn(project)).toEqual([path.join(project, 'node_modules/.bin/scenario')])
  expect(commandAmong([folder(), project])).toEqual({ folder: project, command: commandIn(project) })
})
