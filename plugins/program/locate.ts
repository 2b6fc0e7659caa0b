import { accessSync, closeSync, constants, openSync, readSync, statSync, type Stats } from 'node:fs'
import { delimiter, isAbsolute, join, resolve } from 'node:path'
import { problemError } from '../../src/plugin.ts'

/**
 * The file that a command names: found along PATH, or from `cwd` when it has a slash. Asked before the program is started, because
 * afterwards a missing program and one that exits 127 look the same. Throws a `ProblemError`.
 */
export function locate(command: string, cwd: string, path: string): string {
  checkFolder(cwd)
  const inFolder = command.includes('/')
  const candidates = inFolder
    ? [resolve(cwd, command)]
    : path.split(delimiter).map((folder) => join(resolve(cwd, folder || '.'), command))
  const files = candidates.filter(isFile)
  const found = files.find(isExecutable)
  if (found !== undefined) {
    checkInterpreter(command, found, path)
    return found
  }
  if (files.length > 0)
    throw problemError(
      'not-executable',
      `“${command}” is a file that may not be executed`,
      `chmod +x ${command}, or start it with its interpreter`,
    )
  throw problemError(
    'command-not-found',
    `there is no command “${command}”${inFolder ? '' : ' on the PATH'}`,
    missingHint(command, cwd),
  )
}

function missingHint(command: string, cwd: string): string {
  if (/[\s|&;<>]/.test(command)) return 'for a shell, write shell: true; items of a list are taken literally'
  if (!isAbsolute(command) && !command.includes('/') && isFile(resolve(cwd, command)))
    return `did you mean “./${command}”?`
  return `install it, or skip the scenario where it is missing with only: { command: ${command} }`
}

function checkFolder(cwd: string): void {
  if (lookAt(cwd)?.isDirectory() !== true) {
    throw problemError(
      'cannot-start',
      `there is no folder “${cwd}” to start the program in, or it may not be entered`,
      'set cwd to a folder; a relative one starts at the scenario’s',
    )
  }
}

// A script whose interpreter is missing fails with the script's own name, which sends people looking in the wrong place.
function checkInterpreter(command: string, file: string, path: string): void {
  const begin = beginning(file)
  const [, interpreter, argument] = /^#![ \t]*(\S+)(?:[ \t]+(\S+))?/.exec(begin) ?? []
  if (interpreter === undefined) {
    const textual = begin !== '' && !/[^\t\n\r\x20-\x7e]/.test(begin)
    if (textual)
      throw problemError(
        'not-executable',
        `“${command}” is a text without a #! line, so the system cannot execute it`,
        'begin it with a line such as #!/bin/sh, or start it with its interpreter',
      )
    return
  }
  const missing = !isExecutable(interpreter)
    ? interpreter
    : interpreter.endsWith('/env') &&
        argument !== undefined &&
        /^\w/.test(argument) &&
        !path.split(delimiter).some((folder) => isExecutable(join(folder, argument)))
      ? argument
      : undefined
  if (missing !== undefined)
    throw problemError(
      'command-not-found',
      `“${command}” wants the interpreter “${missing}”, which is not here`,
      `install it, or correct the first line of ${file}`,
    )
}

function beginning(file: string): string {
  let descriptor: number | undefined
  try {
    descriptor = openSync(file, 'r')
    const bytes = Buffer.alloc(128)
    return bytes.toString('latin1', 0, readSync(descriptor, bytes, 0, bytes.length, 0))
  } catch {
    return '' // it may be executable and not readable
  } finally {
    if (descriptor !== undefined) closeSync(descriptor)
  }
}

/** What may not be looked at (a folder on PATH that may not be entered, a circle of links) is passed over, as shells do. */
const isFile = (file: string): boolean => lookAt(file)?.isFile() === true

function lookAt(file: string): Stats | undefined {
  try {
    return statSync(file, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return isFile(file)
  } catch {
    return false
  }
}
