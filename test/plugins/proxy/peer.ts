import type { Socket } from 'node:net'

/** One end of a real connection, for tests: what it has received, and how it ended. */
export class Peer {
  readonly chunks: Buffer[] = []
  end: string | undefined
  readonly socket: Socket
  readonly #waiting = new Set<() => void>()

  constructor(socket: Socket) {
    this.socket = socket
    socket.on('data', (bytes: Buffer) => {
      this.chunks.push(bytes)
      this.#wake()
    })
    socket.on('end', () => this.#ended('FIN'))
    socket.on('error', (error: NodeJS.ErrnoException) =>
      this.#ended(error.code === 'ECONNRESET' ? 'RST' : (error.code ?? error.name)),
    )
  }

  get text(): string {
    return Buffer.concat(this.chunks).toString()
  }
  async received(text: string): Promise<void> {
    await this.#until(() => this.text === text)
  }
  async ended(): Promise<string> {
    await this.#until(() => this.end !== undefined)
    return this.end as string
  }
  async sent(): Promise<void> {
    await new Promise<void>((resolve) => this.socket.write('', () => resolve()))
  }
  #ended(how: string): void {
    this.end ??= how
    this.#wake()
  }
  async #until(met: () => boolean): Promise<void> {
    while (!met()) await new Promise<void>((resolve) => this.#waiting.add(resolve))
  }
  #wake(): void {
    for (const look of this.#waiting) look()
    this.#waiting.clear()
  }
}
