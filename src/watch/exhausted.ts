/** Prints once for each limit of the system that folders are not watched, and what to do. */
export function exhausted(print: (text: string) => void): (limit: string) => void {
  const printed = new Set<string>()
  return (limit) => {
    if (printed.has(limit)) return
    printed.add(limit)
    print(
      `Changes in some folders are not seen: the system’s limit ${limit} is reached.\n` +
        `  raise it (sudo sysctl ${limit}=524288) and begin again, or press Enter after a change\n\n`,
    )
  }
}
