import { realpathSync, statSync } from 'node:fs'
import { platform } from 'node:os'
import { resolve } from 'node:path'
import type { SerialPort } from 'serialport'
import { codeOf, problemError } from '../../src/plugin.ts'
import type { SerialOptions } from './options.ts'

type Library = Pick<typeof import('serialport'), 'SerialPort'>

/** Opens a serial port; refuses where the library or the device is missing, or may not be opened. */
export async function openPort(
  options: SerialOptions,
  dir: string,
  load: () => Promise<Library> = () => import('serialport'),
): Promise<SerialPort> {
  const { SerialPort } = await loaded(load)
  const path = platform() === 'win32' ? options.path : resolve(dir, options.path)
  const missing = platform() === 'win32' ? undefined : missingDevice(path)
  if (missing !== undefined) throw problemError('cannot-start', `${missing} “${options.path}”`, deviceHint)
  const { baudRate, dataBits, stopBits, parity, rtscts } = options
  const port = new SerialPort({ path, baudRate, dataBits, stopBits, parity, rtscts, autoOpen: false })
  await new Promise<void>((done, reject) => {
    port.open((error) => (error === null ? done() : reject(openError(error, options.path))))
  })
  closeWithDevice(port)
  return port
}

/** What the library's binding waits with for a descriptor, where the system has one (not Windows). */
interface Poller {
  once(event: 'disconnect', listener: (error: { readonly canceled?: boolean } | null) => void): unknown
}

/**
 * Closes a port whose device goes away while nothing waits for bytes. read(2) answers 0 from then on, at which the library reads
 * again, for ever; only a hang-up that comes while it polls makes it close the port. A read that comes back behind that has no bytes.
 */
function closeWithDevice(port: SerialPort): void {
  const { poller } = (port.port ?? {}) as { readonly poller?: Poller }
  poller?.once('disconnect', (error) => {
    if (error?.canceled !== true && port.isOpen) port.close()
  })
  port.once('close', () => port.removeAllListeners('data'))
}

/**
 * Answers what closes the port at once when its device is no longer there, without waiting for the
 * event that says so. A port of Windows has no file.
 */
export function deviceWatch(port: SerialPort, dir: string): () => void {
  if (platform() === 'win32') return () => {}
  let device: string | undefined
  try {
    device = realpathSync(resolve(dir, port.path))
  } catch {
    // Gone since it was opened.
  }
  return () => {
    if (!port.isOpen) return
    if (device === undefined || statSync(device, { throwIfNoEntry: false }) === undefined) port.close()
  }
}

async function loaded(load: () => Promise<Library>): Promise<Library> {
  try {
    return await load()
  } catch (error) {
    if (/MODULE_NOT_FOUND/.test(codeOf(error)))
      throw problemError(
        'cannot-start',
        'a serial port needs the optional package serialport, which is not installed here',
        'npm install serialport',
      )
    throw problemError(
      'cannot-start',
      `a serial port needs the package serialport, which cannot be loaded: ${(error as Error).message.split('\n')[0]}`,
      'install it again',
    )
  }
}

const deviceHint = 'plug it in, or start what makes it before'

/** Why there is no device, or undefined where there is one. The library distinguishes a missing one and a file by texts alone. */
function missingDevice(path: string): string | undefined {
  const found = statSync(path, { throwIfNoEntry: false })
  if (found === undefined) return 'there is no device at'
  return found.isCharacterDevice() ? undefined : 'there is a file, and no device, at'
}

/** The library's errors have the system's words (strerror(3)) and no code. */
function openError({ message }: Error, path: string): Error {
  if (/permission denied/i.test(message))
    return problemError('not-permitted', `this user may not open “${path}”`, 'add the user to the group that owns it')
  if (/cannot lock port|busy|access denied/i.test(message))
    return problemError('cannot-start', `“${path}” is in use by another program`, 'end that first')
  return problemError('cannot-start', `“${path}” cannot be opened: ${message.replace(/^Error: /, '')}`)
}
