/** A scenario with a caret in it, for the part that is about to be written. */
const head = 'scenario: x\n'
const actors = `${head}actors:\n  server: { echo-server: { port: 9000 } }\n  client: { telnet: server }\n`
export const atTop = (written: string): string => `${head}${written}`
export const inActor = (written: string): string => `${head}actors:\n  a: ${written}`
export const inSteps = (written: string): string => `${actors}steps:\n  - start: server\n  - ${written}`
export const inExpect = (written: string): string => inSteps(`expect:\n      client: ${written}`)
