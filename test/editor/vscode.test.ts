import { execa } from 'execa'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { inflateRawSync } from 'node:zlib'
import { expect, onTestFinished, test } from 'vitest'
import { commandIn } from '../../editors/vscode/src/command.ts'

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

test('the package has what VS Code asks of one', async () => {
  const files = await packed()
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

test('the extension starts the command of the project, which marks a mistake', async () => {
  const project = folder()
  fs.mkdirSync(path.join(project, 'scenarios'))
  const text = 'scenario: x\nactors: { server: echo-server }\nsteps:\n  - start: sever\n'
  fs.writeFileSync(path.join(project, 'scenarios/x.yaml'), text)
  fs.mkdirSync(path.join(project, 'node_modules/.bin'), { recursive: true })
  fs.symlinkSync(path.join(root, 'dist/cli/main.js'), path.join(project, 'node_modules/.bin/scenario'))
  const extension = path.join(project, 'extension.cjs')
  fs.writeFileSync(extension, (await packed()).get('extension/dist/extension.cjs')!)
  const editor = execa(process.execPath, [
    path.join(root, 'test/peers/vscode.cjs'),
    extension,
    project,
    'scenarios/x.yaml',
  ])
  const said: unknown[] = []
  for await (const line of editor) {
    said.push(JSON.parse(line))
    if (line.includes('marked')) editor.stdin.end('\n')
  }
  expect(said).toEqual([
    { command: 'scenario.runInTerminal' },
    { command: 'scenario.review' },
    { command: 'scenario.restart' },
    { command: 'scenario.run' },
    { command: 'scenario.accept' },
    { active: true },
    { marked: expect.stringMatching(/x\.yaml$/), marks: ['no actor is called “sever”\ndid you mean “server”?'] },
  ])
})

test('the command is that of the setting, of the project, or on the PATH', () => {
  const project = folder()
  expect(commandIn(project)).toEqual(['scenario'])
  expect(commandIn(project, ['npx', 'scenario'])).toEqual(['npx', 'scenario'])
  fs.mkdirSync(path.join(project, 'node_modules/.bin'), { recursive: true })
  fs.writeFileSync(path.join(project, 'node_modules/.bin/scenario'), '')
  expect(commandIn(project)).toEqual([path.join(project, 'node_modules/.bin/scenario')])
})
