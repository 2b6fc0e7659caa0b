// The scenarios of the benchmark, written when it runs.
const talk = (n) => `  - expect: { client: Hello client! }
  - repeat:
      times: ${n}
      steps:
        - send: { client: "ping \${n}" }
        - expect: { client: "echo: ping \${n}" }
  - exit: client
`
export const exchanges = (n) => `scenario: ${n} exchanges
actors:
  server: { echo-server: { prefix: "echo: " } }
  client: { tcp-client: { to: server, noDelay: true } }
steps:
  - start: server
  - connect: client
${talk(n)}`
export const file = (i) => `scenario: file ${i}
actors:
  server: { echo-server: { prefix: "echo: " } }
  client: { tcp-client: server }
steps:
  - start: server
  - connect: client
  - expect: { client: Hello client! }
  - send: { client: one }
  - expect: { client: "echo: one" }
  - send: { client: two }
  - expect: { client: "echo: two" }
  - exit: client
`
export const marker = (lines) => `scenario: a marker behind ${lines} lines
limits: { step: 60s }
actors:
  server: tcp-server
  client: { tcp-client: server }
steps:
  - start: server
  - connect: client
  - send: { server: { text: "the quick brown fox jumps over the lazy dog and runs far away into the woods...\\n" } }
    times: ${lines}
  - send: { server: END-MARKER }
  - expect: { client: END-MARKER }
  - exit: client
`
export const clients = (n) => `scenario: ${n} clients at once
limits: { step: 30s }
actors:
  server: { echo-server: { prefix: "echo: ", backlog: 4096 } }
  client: { tcp-client: { to: server, noDelay: true, count: ${n} } }
steps:
  - start: server
  - connect: client
  - expect: { client: Hello client! }
  - send: { client: ping 0 }
  - expect: { client: "echo: ping 0" }
  - send: { client: ping 1 }
  - expect: { client: "echo: ping 1" }
  - exit: client
`
export const reaction = (program) => `scenario: reaction to a line
mask: [{ match: '/median .*/', as: median <time> }]
actors:
  ticker: { program: { run: node ${program}, ready: '/port (?<port>\\d+)/' } }
  client: { tcp-client: { host: 127.0.0.1, port: "\${ticker.port}", noDelay: true } }
steps:
  - start: ticker
  - connect: client
  - repeat:
      times: 100
      steps:
        - expect: { client: '/tick (?<k>\\d+)/' }
        - send: { client: "ack \${k}" }
  - expect: { client: done }
  - exit: client
  - expect: { ticker: [ '/median (?<median>.*)/', { exit: 0 } ] }
`
export const starts = (n) => `scenario: ${n} starts of a program
actors:
  program: { program: { run: [sh, -c, "echo up; cat"], ready: up } }
steps:
  - repeat:
      times: ${n}
      steps:
        - start: program
        - end: program
        - expect: { program: { exit: 0 } }
`
export const signals = (file) => `scenario: signals
mask: [{ match: '/\\d+$/', as: <stamp> }]
actors:
  program: { program: { run: node ${file}, ready: up } }
steps:
  - start: program
  - repeat:
      times: 100
      steps:
        - signal: { program: SIGUSR1 }
        - expect: { program: '/^at \\d+$/' }
  - exit: program
`
export const program = (file, n) => `scenario: ${n} exchanges with a program
actors:
  program: { program: { run: node ${file}, ready: '/port (?<port>\\d+)/' } }
  client: { tcp-client: { host: 127.0.0.1, port: "\${program.port}", noDelay: true } }
steps:
  - start: program
  - connect: client
${talk(n)}  - expect: { program: { exit: 0 } }
`

/** A transcript of so many rows: a server and its client. */
export const transcript = (rows) => `# ${rows} rows
# scenarios/rows.yaml · recorded 2026-11-27 12:00:00 UTC
# server  echo-server
# client  tcp-client: tcp-client server

${Array.from({ length: rows }, (_, at) => `00:0${Math.floor(at / 20) % 10}  ${at % 2 === 0 ? 'client' : 'server'} ${at % 3 === 0 ? '>' : '|'} line ${at} of a conversation`).join('\n')}
`
