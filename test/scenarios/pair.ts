/** The beginning of a scenario whose server and client have met; steps of two blanks and a dash follow. `above` stands above the actors. */
export const connectedPair = ({ above = '', server = 'tcp-server', client = 'tcp-client' } = {}): string =>
  `scenario: a server and its client
${above === '' ? '' : `${above}\n`}actors:
  server: ${server}
  client: { ${client}: server }
steps:
  - start: server
  - connect: client
`
