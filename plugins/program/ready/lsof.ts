/** True when a process of this group listens there, asked of lsof(8): for systems without the kernel's tables as files. */
export async function lsof(
  place: { readonly port: number } | { readonly udp: number } | { readonly path: string },
  group: number,
): Promise<boolean> {
  const what =
    'port' in place ? [`-iTCP:${place.port}`, '-sTCP:LISTEN'] : 'udp' in place ? [`-iUDP:${place.udp}`] : ['-U']
  const { execa } = await import('execa')
  const { failed, stdout } = await execa('lsof', ['-nP', '-a', '-g', String(group), '-Fn', ...what], { reject: false })
  if (failed && stdout === '') return false
  return (
    !('path' in place) ||
    stdout.split('\n').some((line) => line.startsWith('n') && line.slice(1).split(' ')[0] === place.path)
  )
}
