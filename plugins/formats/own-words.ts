/** Telnet's own messages: events of the client, not text of the server. */
const telnetItself =
  /^(?:Trying .*\.\.\.|Connected to .*|Escape character is .*|Connection closed by foreign host\.|Connection closed\.)$/

/** What a client of this kind prints by itself, on the lane of what it receives. */
export const isOwnWords = (kind: string | undefined, text: string): boolean =>
  kind === 'telnet' && telnetItself.test(text)
