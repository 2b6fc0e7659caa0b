/** What stands on top of a server's pane: its kind, and its port or path where the author fixed one. */
export function serverCommand(
  kind: string,
  { port, path }: { readonly port?: number | undefined; readonly path?: string | undefined },
): string {
  if (path !== undefined) return `${kind} ${path}`
  return port === undefined || port === 0 ? kind : `${kind} ${port}`
}
