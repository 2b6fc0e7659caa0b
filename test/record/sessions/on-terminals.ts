import fs from 'node:fs'
import path from 'node:path'
import { programs, says } from './session.ts'
import type { RealSession } from './session.ts'

const nc = (port: number): readonly string[] => ['nc', '-C', '127.0.0.1', String(port)]

const echoServer = path.resolve(import.meta.dirname, '../../../scenarios/programs/echo-server.mjs')

/** Programs on terminals, and somebody who types. */
export const onTerminals: readonly RealSession[] = [
  {
    name: 'redis',
    needs: ['redis-server', 'redis-cli'],
    record: (port) => [
      '--',
      'redis-server',
      '--port',
      `${port(0)}`,
      '--save',
      '',
      '::',
      'redis-cli',
      '-p',
      `${port(0)}`,
    ],
    person: says(
      /127\.0\.0\.1:\d+>/,
      ['SET greeting hola', /^OK/],
      ['GET greeting', /^"hola"/],
      ['INCR counter', /1$/],
      ['INCR counter', /2$/],
      ['LPUSH list a b c', /3$/],
      ['LRANGE list 0 -1', /^3\) "a"/],
      ['HSET user name anna age 30', /2$/],
      ['HGETALL user', /^4\) "30"/],
      ['GET list', /WRONGTYPE/],
      ['DEL greeting', /1$/],
      ['GET greeting', /\(nil\)/],
      ['quit'],
    ),
    change: { by: { command: 'redis-server' }, from: 'hola', to: 'hula' },
  },
  {
    name: 'irc',
    needs: ['ngircd', 'nc'],
    files: {
      'ngircd.conf':
        '[Global]\nName = irc.test\nMotdPhrase = "Welcome"\nListen = 127.0.0.1\nPorts = 6667\n[Options]\nPAM = no\nIdent = no\nDNS = no\n',
    },
    record: (port) => [
      '--',
      'sh',
      '-c',
      `sed "s/6667/$0/" ngircd.conf > ircd-$0.conf && exec ngircd -n -f $PWD/ircd-$0.conf`,
      `${port(0)}`,
      '::',
      ...nc(port(0)),
      '::',
      ...nc(port(0)),
    ],
    async person(desk) {
      await desk.enters('NICK ben')
      await desk.enters('USER ben 0 * :Ben', / 376 /)
      await desk.enters('JOIN #room', / 366 /)
      await desk.turns()
      await desk.turns()
      await desk.enters('NICK anna')
      await desk.enters('USER anna 0 * :Anna', / 376 /)
      await desk.enters('JOIN #room', / 366 /)
      await desk.enters('PRIVMSG #room :hello everybody')
      await desk.turns()
      await desk.sees(/hello everybody/)
      await desk.enters('PRIVMSG anna :hello anna')
      await desk.enters('QUIT', /ERROR/)
      await desk.turns()
      await desk.turns()
      await desk.sees(/QUIT/)
      await desk.enters('QUIT', /ERROR/)
    },
    change: { by: { file: 'ngircd.conf' }, from: 'Welcome', to: 'Welcomo' },
  },
  {
    name: 'telnet',
    needs: ['telnet'],
    files: { 'echo-server.mjs': fs.readFileSync(echoServer, 'utf8') },
    record: (port) =>
      programs(
        ['node', 'echo-server.mjs', `${port(0)}`],
        ['telnet', 'localhost', `${port(0)}`],
        ['telnet', 'localhost', `${port(0)}`],
      ),
    async person(desk) {
      await desk.sees(/^Hello client!/)
      await desk.enters('hello from ben', /^hello from ben$/)
      await desk.turns()
      await desk.turns()
      await desk.sees(/^Hello client!/)
      await desk.enters('hello from anna', /^hello from anna$/)
      await desk.enters('is this an echo?', /^is this an echo\?$/)
      await desk.turns()
      await desk.presses('\u001d', /^telnet>$/)
      await desk.enters('quit', /^Connection closed/)
      await desk.turns()
      await desk.turns()
      await desk.enters('still here', /^still here$/)
      await desk.presses('\u001d', /^telnet>$/)
      await desk.enters('quit', /^Connection closed/)
    },
    change: { by: { file: 'echo-server.mjs' }, from: 'Hello client!', to: 'Hello client?' },
  },
  {
    name: 'mqtt',
    needs: ['mosquitto', 'mosquitto_sub', 'mosquitto_pub'],
    files: { 'door.txt': 'open' },
    record: (port) =>
      programs(
        ['mosquitto', '-v', '-p', `${port(0)}`],
        ['mosquitto_sub', '-p', `${port(0)}`, '-i', 'watcher', '-q', '1', '-v', '-t', 'house/#'],
        ['sh', '-c', 'PS1="$ " exec sh'],
      ),
    async person(desk, port) {
      const publish = `mosquitto_pub -p ${port(0)}`
      await desk.enters(`${publish} -i door -t house/door -q 1 -f door.txt`, /^\$$/)
      await desk.enters(`${publish} -i lamp -t house/lamp -r -m on`, /^\$$/)
      await desk.enters(`mosquitto_sub -p ${port(0)} -i late -C 1 -v -t 'house/+'`, /^\$$/)
      await desk.enters(`${publish} -i lamp -t house/lamp -r -n`, /^\$$/)
      await desk.enters(`mosquitto_sub -p ${port(0)} -i none -W 1 -t 'house/+'`, /^Timed out$/)
      await desk.enters('exit')
      await desk.turns()
      await desk.turns()
      await desk.sees(/^house\/lamp \(null\)$/)
      await desk.presses('\u0003', /^\^C$/)
    },
    change: { by: { file: 'door.txt' }, from: 'open', to: 'opem' },
  },
]
