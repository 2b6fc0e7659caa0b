import { definePlugin } from '../../src/plugin.ts'
import { echoServer } from './echo-server.ts'
import { greetingServer } from './greeting-server.ts'
import { tcpClient } from './tcp-client.ts'
import { tcpServer } from './tcp-server.ts'
import { telnet } from './telnet.ts'
import { certificate } from './tls/certificate-file.ts'
import { tlsClient } from './tls/client.ts'
import { tlsServer } from './tls/server.ts'

export default definePlugin({
  api: 1,
  name: 'tcp',
  about: 'servers and clients over TCP, TLS and Unix sockets: plain ones, telnet, and two for demonstration',
  words: {
    address: ['host', 'port'],
    answer: ['reply'],
    answers: ['reply'],
    client: ['tcp-client'],
    expect: ['when'],
    delay: ['after'],
    connect: ['to'],
    disconnected: ['closed'],
    goto: ['go'],
    hostname: ['host'],
    ip: ['host'],
    line: ['text'],
    match: ['when'],
    nc: ['tcp-client'],
    netcat: ['tcp-client'],
    pattern: ['when'],
    replies: ['reply'],
    respond: ['reply'],
    send: ['reply'],
    end: ['close'],
    response: ['reply'],
    server: ['to', 'tcp-server'],
    socket: ['tcp-client', 'path'],
    ssl: [['tls-server', 'tls-client']],
    state: ['in'],
    target: ['to'],
    tcp: [['tcp-server', 'tcp-client']],
    tls: [['tls-server', 'tls-client'], 'starttls'],
    upgrade: ['starttls'],
  },
  actors: {
    'tcp-server': tcpServer,
    'tcp-client': tcpClient,
    telnet,
    'echo-server': echoServer,
    'greeting-server': greetingServer,
    'tls-server': tlsServer,
    'tls-client': tlsClient,
  },
  contents: { certificate },
})
