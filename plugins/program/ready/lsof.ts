import { execFile } from 'node:child_process'

/** True when a process of this group listens there, asked of lsof(8): for systems without the kernel's tables as files. */
export function lsof(
  place: { readonly port: number } | { readonly udp: number } | { readonly path: string },
  group: number,
): Promise<boolean> {
  const what =
    'port' in place ? [`-iTCP:${place.port}`, '-sTCP:LISTEN'] : 'udp' in place ? [`-iUDP:${place.udp}`] : ['-U']
  return new Promise((resolve) => {
    execFile('lsof', ['-nP', '-a', '-g', String(group), '-Fn', ...what], (error, stdout) => {
      if (error !== null && stdout === '') return resolve(false)
      resolve(
        !('path' in place) ||
          stdout.split('\n').some((line) => line.startsWith('n') && line.slice(1).split(' ')[0] === place.path),
      )
    })
  })
}
