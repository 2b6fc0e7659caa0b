import fs from 'node:fs'
import path from 'node:path'
import type { RealSession } from './session.ts'

/** What a server and a client say to each other through the recorder. */
const between = (port: (index: number) => number, server: readonly string[], client: readonly string[]) => [
  '--listen',
  `${port(0)}`,
  '--to',
  `${port(1)}`,
  '--',
  ...server,
  '::',
  ...client,
]

const program = (name: string): string => fs.readFileSync(path.join(import.meta.dirname, 'programs', name), 'utf8')

const mail = `import smtplib, sys
server = smtplib.SMTP('127.0.0.1', int(sys.argv[1]), local_hostname='desk')
server.sendmail('anna@example.org', ['ben@example.org', 'cleo@example.org'], 'Subject: Lunch\\r\\n\\r\\nAt noon?\\r\\n.\\r\\n')
server.sendmail('ben@example.org', ['anna@example.org'], 'Subject: Re: Lunch\\r\\n\\r\\nYes.\\r\\n')
server.docmd('VRFY', 'anna')
server.quit()
`

/** Waits for the answer to each line before it sends the next, as a program does. */
const asks = `import socket, sys
server = socket.create_connection(('127.0.0.1', int(sys.argv[1]))).makefile('rwb')
def ask(text, end):
    server.write(text.replace('\\n', '\\r\\n').encode())
    server.flush()
    while end not in server.readline().decode(): pass
ask('set greeting 0 0 5\\nhello\\n', 'STORED')
ask('get greeting\\n', 'END')
ask('append greeting 0 0 2\\n!!\\n', 'STORED')
ask('get greeting other\\n', 'END')
ask('incr greeting 1\\n', 'CLIENT_ERROR')
ask('set number 0 0 1\\n7\\n', 'STORED')
ask('incr number 5\\n', '12')
ask('delete number\\n', 'DELETED')
ask('get number\\n', 'END')
ask('nonsense\\n', 'ERROR')
`

/** Whoever comes may upload, rename and delete. */
// By itself it takes any port from 1024 on for data, also one that another test has for its own.
const ftpServer = `listen=YES
pasv_min_port=33000
pasv_max_port=60000
background=NO
anonymous_enable=YES
no_anon_password=YES
run_as_launching_user=YES
seccomp_sandbox=NO
xferlog_enable=NO
anon_root=files
secure_chroot_dir=empty
write_enable=YES
anon_upload_enable=YES
anon_other_write_enable=YES
allow_writeable_chroot=YES
hide_ids=YES
anon_umask=022
`

/** Seven transfers, each on a data connection of its own; one of them is of a file that is not there. */
const files = `import ftplib, io, sys
server = ftplib.FTP()
server.connect('127.0.0.1', int(sys.argv[1]))
server.login()
server.voidcmd('TYPE I')
print(server.size('notes.txt'))
server.retrlines('RETR notes.txt')
server.storbinary('STOR incoming/new.txt', io.BytesIO(b'three\\nfour\\n'))
server.cwd('incoming')
print(server.nlst())
server.retrlines('LIST')
server.rename('new.txt', 'old.txt')
server.retrlines('RETR old.txt')
try: server.retrlines('RETR new.txt')
except ftplib.error_perm as error: print(error)
server.delete('old.txt')
print(server.nlst())
server.quit()
`

export const overWire: readonly RealSession[] = [
  {
    name: 'memcached',
    needs: ['memcached', 'python3'],
    files: { 'asks.py': asks },
    record: (port) =>
      between(
        port,
        ['memcached', '-u', 'nobody', '-l', '127.0.0.1', '-p', `${port(1)}`],
        ['python3', 'asks.py', `${port(0)}`],
      ),
    change: { by: { command: 'memcached' }, from: 'hello!!', to: 'hello?!' },
  },
  {
    name: 'smtp',
    // Python 3.12 and later have no mail server.
    needs: ['python3 -W ignore -c "import smtpd"'],
    files: { 'mail.py': mail },
    record: (port) =>
      between(
        port,
        ['python3', '-W', 'ignore', '-u', '-m', 'smtpd', '-n', '-c', 'DebuggingServer', `127.0.0.1:${port(1)}`],
        ['python3', 'mail.py', `${port(0)}`],
      ),
    change: { by: { command: 'python3' }, from: '354', to: '355' },
  },
  {
    name: 'ftp',
    needs: ['vsftpd', 'python3'],
    files: {
      'vsftpd.conf': ftpServer,
      'files.py': files,
      'files/notes.txt': 'one\ntwo\n',
      'files/incoming/': '',
      'empty/': '',
    },
    record: (port) =>
      between(port, ['vsftpd', 'vsftpd.conf', `-olisten_port=${port(1)}`], ['python3', 'files.py', `${port(0)}`]),
    change: { by: { file: 'files/notes.txt' }, from: 'two', to: 'twa' },
  },
  {
    name: 'http',
    needs: ['python3', 'curl'],
    files: { 'pages/a.html': '<p>a</p>\n', 'pages/b.html': '<p>b</p>\n' },
    record: (port) =>
      between(
        port,
        [
          'python3',
          '-u',
          '-m',
          'http.server',
          '--protocol',
          'HTTP/1.1',
          '--bind',
          '127.0.0.1',
          '-d',
          'pages',
          `${port(1)}`,
        ],
        [
          'curl',
          '-sS',
          ...['a.html', 'b.html', 'none'].flatMap((page) => [`http://localhost:${port(0)}/${page}`, '-o', '/dev/null']),
        ],
      ),
    change: { by: { file: 'pages/b.html' }, from: '<p>b', to: '<p>c' },
  },
  {
    name: 'websocket',
    needs: ['/usr/bin/python3 -c "import websockets"'],
    files: { 'room.py': program('room.py'), 'visitor.py': program('visitor.py') },
    record: (port) =>
      between(port, ['/usr/bin/python3', 'room.py', `${port(1)}`], ['/usr/bin/python3', 'visitor.py', `${port(0)}`]),
    change: { by: { file: 'room.py' }, from: 'this is no JSON', to: 'thiz is no JSON' },
  },
  {
    name: 'dns',
    needs: ['dnsmasq', 'dig'],
    files: {
      'house.conf':
        'no-hosts\nno-resolv\nbind-interfaces\nlisten-address=127.0.0.1\npid-file\nlocal=/house/\naddress=/tea.house/192.0.2.7\naddress=/tea.house/2001:db8::7\ntxt-record=tea.house,always\ncname=kettle.house,tea.house\n',
      'ask.sh': `for question in tea.house 'tea.house AAAA' 'tea.house TXT' kettle.house coffee.house 'coffee.house AAAA'; do
  dig @127.0.0.1 -p $1 +tries=1 $question || exit
done
`,
    },
    record: (port) => [
      '--udp',
      ...between(port, ['dnsmasq', '-k', '-C', 'house.conf', '-p', `${port(1)}`], ['sh', 'ask.sh', `${port(0)}`]),
    ],
    change: { by: { file: 'house.conf' }, from: 'always', to: 'alwayz', shown: '61 6c 77 61 79 7a' },
  },
]
